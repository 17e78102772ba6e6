import type { ComponentRule, Identity } from '../../src/bundle/bundle.ts';
import type { Kind } from '../../src/bundle/kinds.ts';
import { type ChangeSet, changesBetween } from '../../src/change/changes.ts';
import { DEFAULT_POLICY, type Policy } from '../../src/config/policy.ts';
import { TreeSitter } from '../../src/host/grammars.ts';
import { classify, type EndingModel, type Risk } from '../../src/risk/classify.ts';
import type { FindingCode } from '../../src/risk/finding.ts';
import { loweredRisk, type TierWord } from '../../src/risk/persons.ts';
import { diffPolicies } from '../../src/risk/policy-diff.ts';
import { type Content, type Files, MemoryRepository } from './memory-repository.ts';

/** One file before and after; null: not there. `moved` is where it was before, where that is another place. */
export interface Edit {
  readonly kind: Kind;
  readonly path: string;
  readonly moved?: string;
  readonly from: Content | null;
  readonly to: Content | null;
  readonly confidential?: boolean;
}

/** What a pull request does beside its edits. */
export interface Setting {
  readonly policy?: { readonly base: Partial<Policy>; readonly head?: Partial<Policy> };
  readonly raisedBy?: string;
  readonly isUnreviewed?: boolean;
  readonly lowered?: TierWord;
  readonly ending?: readonly EndingModel[];
  readonly nothingRecognised?: boolean;
  readonly alsoReaches?: readonly string[];
  /** Components of the base's map, where it is another than the head's. */
  readonly baseMap?: readonly ComponentRule[];
  readonly headMap?: readonly ComponentRule[];
  /** Files that no component has. */
  readonly outside?: { readonly from: Files; readonly to: Files };
}

const GRAMMARS = new TreeSitter();

export const CONFIG = '.github/airlock.yml';

/** A component of one kind with these paths. */
export function component(
  kind: Kind,
  paths: readonly string[],
  more: Partial<ComponentRule> = {},
): ComponentRule {
  return { name: kind, kind, paths, values: {}, links: 'record', confidential: false, ...more };
}

/** The differences that edits make, each file in a component of its kind. */
export async function changed(edits: readonly Edit[], setting: Setting = {}): Promise<ChangeSet> {
  const kinds = [...new Set(edits.map((edit) => edit.kind))];
  const components = kinds.map((kind) => {
    const own = edits.filter((edit) => edit.kind === kind);
    return component(kind, [...own.map((edit) => edit.path), ...own.flatMap((edit) => edit.moved ?? [])], {
      confidential: own.some((edit) => edit.confidential),
    });
  });
  const base = { ...setting.outside?.from, ...filesOf(edits, 'from') };
  const head = { ...setting.outside?.to, ...filesOf(edits, 'to') };
  const side = (commit: string, map: readonly ComponentRule[]) => {
    const identity: Identity = { name: 'bot', provisional: false, components: map };
    return { commit, identity, configPath: CONFIG };
  };
  return changesBetween(
    new MemoryRepository({ base, head }),
    side('base', setting.baseMap ?? components),
    side('head', setting.headMap ?? components),
    GRAMMARS,
  );
}

function filesOf(edits: readonly Edit[], side: 'from' | 'to'): Files {
  return Object.fromEntries(
    edits.flatMap((edit): [string, Content][] => {
      const content = edit[side];
      const path = side === 'from' ? (edit.moved ?? edit.path) : edit.path;
      return content === null ? [] : [[path, content]];
    }),
  );
}

/** The risk class of edits: from two trees to findings, as a pull request is classified. */
export async function classified(edits: readonly Edit[], setting: Setting = {}): Promise<Risk> {
  const policies = setting.policy;
  const base = policies === undefined ? null : { ...DEFAULT_POLICY, ...policies.base };
  const head = policies?.head === undefined ? base : { ...DEFAULT_POLICY, ...policies.head };
  const risk = classify({
    changes: await changed(edits, setting),
    policyChanges: base === null || head === null ? [] : diffPolicies(base, head),
    configPath: CONFIG,
    policy: base?.risk ?? null,
    context: { today: '2026-11-21', endOfLife: [] },
    ending: setting.ending ?? [],
    raisedBy: setting.raisedBy ?? null,
    isUnreviewed: setting.isUnreviewed ?? false,
    nothingRecognised: setting.nothingRecognised ?? false,
    ...(setting.alsoReaches === undefined ? {} : { alsoReaches: setting.alsoReaches }),
  });
  return setting.lowered === undefined ? risk : loweredRisk(risk, setting.lowered);
}

export function codesOf(risk: Risk): FindingCode[] {
  return risk.findings.map((one) => one.code);
}

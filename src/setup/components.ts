import type { ComponentRule } from '../bundle/bundle.ts';
import { ownerOf } from '../bundle/describe.ts';
import { type Judged, kindsOf } from '../bundle/detect.ts';
import { NAMED } from '../bundle/detect-paths.ts';
import { BASES, type Confidence } from '../bundle/judge.ts';
import type { Kind } from '../bundle/kinds.ts';
import type { TreeFile } from '../bundle/repository.ts';
import { globsOf, isWritable } from './globs.ts';

/** A component as `init` would write it, and how sure it is of it. */
export interface ComponentDraft {
  readonly name: string;
  readonly kind: Kind;
  readonly paths: readonly string[];
  /** How many files of the commit it takes. */
  readonly files: number;
  /** That of the file it is least sure of. */
  readonly confidence: Confidence;
  /** A link inside would be refused; its target is recorded instead. */
  readonly links: 'refuse' | 'record';
}

const NAMES: Partial<Readonly<Record<Kind, string>>> = {
  prompt: 'prompts',
  'drift-baseline': 'drift',
  'rollback-plan': 'plan',
  'training-data': 'data',
  'agent-instructions': 'instructions',
};

/** The order of detection, in which the more telling kind stands first; what is part of any program stands last. */
const ORDER: readonly Kind[] = [
  ...NAMED.map(([kind]) => kind),
  'inference',
  'orchestration',
  'serving',
  'runtime',
  'other',
];

/** A configuration is read with a limit, and a list that nobody reads to its end hides more than it shows. */
const MOST_PATHS = 300;

const SURE: readonly Confidence[] = ['low', 'medium', 'high'];

/** What was detected below a folder (all of it for ''), as components whose globs a person would have written. */
export function draftComponents(judged: readonly Judged[], tree: readonly TreeFile[]): ComponentDraft[] {
  const kinds = kindsOf(judged.filter(({ path }) => isWritable(path)));
  const drafts = [...kinds].map(([kind, paths]) => draft(kind, paths, judged, tree));
  drafts.sort((a, b) => ORDER.indexOf(a.kind) - ORDER.indexOf(b.kind));
  return withoutTheft(drafts, kinds);
}

function draft(
  kind: Kind,
  paths: readonly string[],
  judged: readonly Judged[],
  tree: readonly TreeFile[],
): ComponentDraft {
  const own = new Set(paths);
  // A README in a folder of prompts is no prompt, and does no harm in it.
  const harmless = new Set(judged.flatMap(({ path, basis }) => (basis === 'docs' ? [path] : [])));
  const others = tree.flatMap(({ path }) => (own.has(path) || harmless.has(path) ? [] : [path]));
  const sure = judged.flatMap(({ path, basis }) => (own.has(path) ? (BASES[basis] ?? []) : []));
  const linked = tree.some(({ path, mode }) => own.has(path) && !mode.startsWith('100'));
  return {
    name: NAMES[kind] ?? kind,
    kind,
    paths: globsOf(paths, others).slice(0, MOST_PATHS),
    files: paths.length,
    confidence: SURE.find((one) => sure.includes(one)) ?? 'low',
    links: linked ? 'record' : 'refuse',
  };
}

/** A path belongs to the first component that matches: a glob that takes what another kind has is written out as paths. */
function withoutTheft(
  drafts: readonly ComponentDraft[],
  kinds: ReadonlyMap<Kind, readonly string[]>,
): ComponentDraft[] {
  const owner = ownerOf(rulesOf(drafts, ''));
  const thieves = new Set<string>();
  for (const [kind, paths] of kinds)
    for (const path of paths) {
      const found = owner(path);
      if (found !== null && found.kind !== kind) thieves.add(found.name);
    }
  const written = (kind: Kind): readonly string[] => (kinds.get(kind) ?? []).slice(0, MOST_PATHS);
  return drafts.map((one) => (thieves.has(one.name) ? { ...one, paths: written(one.kind) } : one));
}

/** Drafts as rules, for questions about ownership. */
export function rulesOf(drafts: readonly ComponentDraft[], prefix: string): ComponentRule[] {
  return drafts.map(({ name, kind, paths, links }) => ({
    name,
    kind,
    paths: paths.map((path) => prefix + path),
    values: {},
    links,
    confidential: false,
  }));
}

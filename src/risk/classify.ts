import { anyGlob } from '../bundle/glob.ts';
import type { Change } from '../change/change.ts';
import type { ChangeSet, MapChange } from '../change/changes.ts';
import type { RiskPolicy } from '../config/policy.ts';
import type { Tier } from '../config/terms.ts';
import { type Finding, higher, raised, type Scope, sortFindings } from './finding.ts';
import type { PolicyChange } from './policy-diff.ts';
import { contentRule } from './rules/content.ts';
import { evalRule } from './rules/evals.ts';
import { fileRule } from './rules/files.ts';
import { promptRule } from './rules/prompts.ts';
import type { RiskContext, Rule } from './rules/rule.ts';
import { shown } from './rules/rule.ts';
import { runtimeRule } from './rules/runtime.ts';
import { toolRule } from './rules/tools.ts';
import { valueRule } from './rules/values.ts';

/** Everything that a classification looks at. Nothing else can move a tier: not the size, not the message. */
export interface RiskInput {
  readonly changes: ChangeSet;
  readonly policyChanges: readonly PolicyChange[];
  /** The configuration file, for findings about it. */
  readonly configPath: string | null;
  readonly policy: RiskPolicy | null;
  readonly context: RiskContext;
  /** Models named by the bundle after the change that end soon or have ended. */
  readonly ending: readonly EndingModel[];
  /** A person asked for one tier more. */
  readonly raisedBy: string | null;
  /** True where nothing in the repository was recognised as part of an AI feature. */
  readonly nothingRecognised: boolean;
}

export interface EndingModel {
  readonly id: string;
  readonly path: string;
  readonly component: string;
  readonly line: number | null;
  readonly retires: string;
  readonly daysLeft: number;
  readonly successor: string | null;
}

export interface Risk {
  readonly tier: Tier | 'unknown';
  readonly scope: Scope;
  /** Codes of the findings that make the scope cross-cutting. */
  readonly scopeReasons: readonly string[];
  readonly findings: readonly Finding[];
}

/** One concern a file; a deeper reading of source code joins here as a rule of its own. */
const RULES: readonly Rule[] = [
  fileRule,
  valueRule,
  promptRule,
  toolRule,
  evalRule,
  runtimeRule,
  contentRule,
];

/** Facts to findings to a tier: the highest of the findings, raised where the yardstick changes with what it measures. */
export function classify(input: RiskInput): Risk {
  const perFile = input.changes.changes.flatMap((change) =>
    RULES.flatMap((rule) => rule(change, input.context)),
  );
  const findings = [...perFile, ...mapFindings(input), ...policyFindings(input)];
  const withPairs = [
    ...withBaseline(findings),
    ...customerFindings(findings, input.policy),
    ...teamFindings(input),
  ];
  const all = [...findings.filter((one) => !isSuperseded(one, withPairs)), ...withPairs];
  const tier = all.reduce<Tier>((worst, one) => higher(worst, one.tier), 'low');
  const raises = [...evalWithModel(input.changes.changes, all, tier), ...personRaise(input, tier, all)];
  const final = sortFindings(merged([...all, ...raises, ...endOfLife(input.ending)]));
  const scopeReasons = [
    ...new Set(final.filter((one) => CROSS_CUTTING.has(one.code)).map((one) => one.code)),
  ];
  return {
    tier:
      input.nothingRecognised && final.length === 0
        ? 'unknown'
        : final.reduce<Tier>((worst, one) => higher(worst, one.tier), 'low'),
    scope: scopeReasons.length > 0 ? 'cross-cutting' : 'feature',
    scopeReasons,
    findings: final,
  };
}

const CROSS_CUTTING = new Set<string>(['model-sdk-major', 'engine-changed']);

function mapFindings({ changes, configPath }: RiskInput): Finding[] {
  return changes.map.map((change) => ({
    code: 'component-map-loosened',
    tier: 'high',
    component: change.component,
    path: change.type === 'path-left' ? change.path : (configPath ?? ''),
    line: null,
    args: mapArgs(change),
  }));
}

function mapArgs(change: MapChange): Finding['args'] {
  return change.type === 'kind-changed'
    ? { reason: change.type, from: change.from, to: change.to }
    : { reason: change.type };
}

const POLICY_CODES = {
  loosened: ['policy-loosened', 'high'],
  tightened: ['policy-tightened', 'medium'],
  changed: ['policy-changed', 'medium'],
} as const;

function policyFindings({ policyChanges, configPath }: RiskInput): Finding[] {
  return policyChanges.map(({ direction, key, from, to }) => {
    const [code, tier] = POLICY_CODES[direction];
    return {
      code,
      tier,
      component: null,
      path: configPath ?? '',
      line: null,
      args: { key, from: shown(from), to: shown(to) },
    };
  });
}

/** A drift baseline that is recorded anew together with what it measures hides the drift. */
function withBaseline(findings: readonly Finding[]): Finding[] {
  const rerecorded = findings.filter((one) => one.code === 'baseline-rerecorded');
  const measured = findings.find((one) => one.tier !== 'low' && MEASURED.test(one.code));
  if (measured === undefined) return [];
  return rerecorded.map((one) => ({
    ...one,
    code: 'baseline-rerecorded-with-change',
    tier: 'high',
    args: { ...one.args, with: measured.path },
  }));
}

const MEASURED = /^(?:model|weights|pin|temperature|inference|prompt|protective|decision|embedding)/u;

function isSuperseded(one: Finding, by: readonly Finding[]): boolean {
  return (
    one.code === 'baseline-rerecorded' &&
    by.some((other) => other.code === 'baseline-rerecorded-with-change' && other.path === one.path)
  );
}

/** Where customers feel a decision, an edit that no rule explains counts as one. */
function customerFindings(findings: readonly Finding[], policy: RiskPolicy | null): Finding[] {
  const isFacing = anyGlob(policy?.customerFacing ?? []);
  const paths = [
    ...new Set(findings.filter((one) => one.tier === 'medium' && isFacing(one.path)).map((one) => one.path)),
  ];
  return paths.flatMap((path) => {
    const first = findings.find((one) => one.path === path && one.tier === 'medium');
    return first === undefined
      ? []
      : [
          {
            ...first,
            code: 'customer-facing-changed' as const,
            tier: 'high' as const,
            args: { because: first.code },
          },
        ];
  });
}

/** A team's own rules raise and never lower. */
function teamFindings({ changes, policy }: RiskInput): Finding[] {
  const touched = [
    ...changes.changes.filter((change) => change.equal === null),
    ...changes.outside.map((path) => ({ path: path.path, component: null })),
  ];
  return (policy?.rules ?? []).flatMap(({ paths, tier, reason }) => {
    const matches = anyGlob(paths);
    return touched
      .filter(({ path }) => matches(path))
      .map(
        ({ path, component }): Finding => ({
          code: 'team-rule',
          tier,
          component,
          path,
          line: null,
          args: { reason: shown(reason) },
        }),
      );
  });
}

const YARDSTICK = new Set(['evals', 'drift-baseline']);
const MEASURED_KINDS = new Set([
  'model',
  'weights',
  'inference',
  'prompt',
  'tools',
  'routing',
  'retrieval',
  'training-data',
  'features',
]);

/** The yardstick and what it measures in one change: one tier more, because neither shows what the other did. */
function evalWithModel(changes: readonly Change[], findings: readonly Finding[], tier: Tier): Finding[] {
  const matters = (change: Change): boolean =>
    change.equal === null && findings.some((one) => one.path === change.path && one.tier !== 'low');
  const yardstick = changes.find((change) => YARDSTICK.has(change.kind) && matters(change));
  const measured = changes.find((change) => MEASURED_KINDS.has(change.kind) && matters(change));
  if (yardstick === undefined || measured === undefined) return [];
  return [
    {
      code: 'eval-with-model',
      tier: raised(tier),
      component: yardstick.component,
      path: yardstick.path,
      line: null,
      args: { with: measured.path, from: tier },
    },
  ];
}

function personRaise(
  { raisedBy, configPath }: RiskInput,
  tier: Tier,
  findings: readonly Finding[],
): Finding[] {
  if (raisedBy === null) return [];
  const path = findings[0]?.path ?? configPath ?? '';
  return [
    {
      code: 'raised-by-person',
      tier: raised(tier),
      component: null,
      path,
      line: null,
      args: { by: shown(raisedBy), from: tier },
    },
  ];
}

/** An ending model is said and keeps the tier: it is a date, not a change. */
function endOfLife(ending: readonly EndingModel[]): Finding[] {
  return ending.map(({ id, path, component, line, retires, daysLeft, successor }) => ({
    code: 'model-eol',
    tier: 'low',
    component,
    path,
    line,
    args: { model: shown(id), retires, daysLeft, successor },
  }));
}

const MOST_ALIKE = 5;

/** Many findings of one code in one file are shown by their first few; how many more there are is said. */
function merged(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    const key = `${one.code}\n${one.tier}\n${one.component}\n${one.code === 'component-map-loosened' ? '' : one.path}`;
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()].flatMap((group) => {
    const kept = group.slice(0, MOST_ALIKE);
    const [first, ...rest] = kept;
    if (group.length <= MOST_ALIKE || first === undefined) return kept;
    return [{ ...first, args: { ...first.args, more: group.length - MOST_ALIKE } }, ...rest];
  });
}

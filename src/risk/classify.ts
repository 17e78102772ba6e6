import type { ChangeSet, MapChange } from '../change/changes.ts';
import { NO_FACTS } from '../change/facts.ts';
import type { RiskPolicy } from '../config/policy.ts';
import type { Tier } from '../config/terms.ts';
import { addTo } from '../reader/append.ts';
import { type Finding, higher, raised, type Scope, sortFindings } from './finding.ts';
import { merged } from './merge.ts';
import { type Lowered, raisedRisk } from './persons.ts';
import type { PolicyChange } from './policy-diff.ts';
import { customerFindings, evalWithModel, teamFindings, withBaselines } from './raises.ts';
import { codeRule } from './rules/code.ts';
import { codeLineRule } from './rules/code-lines.ts';
import { contentRule } from './rules/content.ts';
import { evalRule } from './rules/evals.ts';
import { fileRule } from './rules/files.ts';
import { guardRule } from './rules/guards.ts';
import { promptRule } from './rules/prompts.ts';
import { finding, type RiskContext, type Rule, shown } from './rules/rule.ts';
import { runtimeRule } from './rules/runtime.ts';
import { toolRule } from './rules/tools.ts';
import { valueRule } from './rules/values.ts';
import { workflowRule } from './rules/workflows.ts';
import { scopeOf } from './scope.ts';

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
  /** A machine brought it, and nobody reviewed it as a pull request. */
  readonly isUnreviewed?: boolean;
  /** True where nothing in the repository was recognised as part of an AI feature. */
  readonly nothingRecognised: boolean;
  /** Other bundles that the same change reaches. */
  readonly alsoReaches?: readonly string[];
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
  /** Codes of the findings that make the scope cross-cutting, or `several-bundles`. */
  readonly scopeReasons: readonly string[];
  readonly findings: readonly Finding[];
  /** Left out where nobody lowered the tier. */
  readonly lowered?: Lowered;
}

/** One concern a file. A deeper reading of source code takes the place of `codeRule`. */
const RULES: readonly Rule[] = [
  fileRule,
  codeRule,
  codeLineRule,
  guardRule,
  valueRule,
  promptRule,
  toolRule,
  evalRule,
  workflowRule,
  runtimeRule,
  contentRule,
];

/** Facts to findings to a tier: the highest of the findings, raised where the yardstick changes with what it measures. */
export function classify(input: RiskInput): Risk {
  const { changes, policy } = input;
  const own = withBaselines([...fileFindings(changes), ...mapFindings(input), ...policyFindings(input)]);
  const all = [...own, ...customerFindings(own, policy), ...teamFindings(changes, policy)];
  const tier = highest(all);
  const raises = [...evalWithModel(changes.changes, all, tier), ...unreviewedFindings(input)];
  const findings = sortFindings(merged([...all, ...raises, ...endOfLife(input.ending)]));
  const risk: Risk = {
    tier: input.nothingRecognised && findings.length === 0 ? 'unknown' : highest(findings),
    ...scopeOf(all, input.alsoReaches ?? []),
    findings,
  };
  const { raisedBy: by } = input;
  return by === null ? risk : raisedRisk(risk, { to: raised(highest(findings)), by, reason: '' });
}

function highest(findings: readonly Finding[]): Tier {
  return findings.reduce<Tier>((worst, one) => higher(worst, one.tier), 'low');
}

/** What the rules say of each file; a copy that changed as its original did counts once. */
function fileFindings({ changes, facts = NO_FACTS }: ChangeSet): Finding[] {
  return changes.flatMap((change) => {
    const original = facts.copies.get(change.path);
    if (original !== undefined)
      return [finding('no-effect', 'low', change, null, { proof: 'copy', of: original })];
    if (facts.unused.has(change.path))
      return [finding('no-effect', 'low', change, null, { proof: 'unused' })];
    return RULES.flatMap((rule) => rule(change, facts));
  });
}

/** What comes to serve without a pull request is never less than high. */
function unreviewedFindings({ isUnreviewed = false, changes }: RiskInput): Finding[] {
  const [first] = isUnreviewed ? changes.changes : [];
  return first === undefined ? [] : [finding('replaced-unreviewed', 'high', first, null, {})];
}

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
    const args = { key, from: shown(from), to: shown(to) };
    return { code, tier, component: null, path: configPath ?? '', line: null, args };
  });
}

/** An ending model is said once and keeps the tier: it is a date, not a change. */
function endOfLife(ending: readonly EndingModel[]): Finding[] {
  const places = new Map<string, EndingModel[]>();
  for (const one of ending) {
    const key = one.id.toLowerCase();
    addTo(places, key, one);
  }
  return [...places.values()].flatMap((group): Finding[] => {
    const [first] = [...group].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0));
    if (first === undefined) return [];
    const { id, component, path, line, retires, daysLeft, successor } = first;
    const more = group.length > 1 ? { more: group.length - 1 } : {};
    const args = { model: shown(id), retires, daysLeft, successor, ...more };
    return [{ code: 'model-eol', tier: 'low', component, path, line, args }];
  });
}

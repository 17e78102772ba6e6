import type { FailOn } from '../../gates/decision.ts';
import { refuse } from '../../problem.ts';
import { amount, choice, digits, name, optional, pairs, read, whole, workflow } from './input.ts';
import type { InputName, ReleaseAction } from './registry.ts';
import {
  parseLegs,
  parseMatrix,
  parseShardRead,
  SHARD_OUTCOMES,
  SHARD_SIDES,
  type ShardKey,
  type ShardLeg,
  type ShardOutcome,
  type ShardRead,
  type ShardSide,
} from './shards.ts';

/** What the gate is given, by the root action and by `actions/gate`. */
export interface GateInputs {
  readonly config: string | null;
  readonly evidence: ReadonlyMap<string, string>;
  readonly baseline: ReadonlyMap<string, string>;
  readonly environment: string | null;
  readonly comment: boolean;
  readonly failOn: FailOn | null;
  /** A command that keeps report and result; null: none. */
  readonly store: string | null;
  readonly token: string;
  /** A token that may read who is in a team; empty: none. */
  readonly teamToken: string;
}

/** Reads and checks all inputs at once; an empty input is one that was not given. An action without `comment` posts none. */
export function readGateInputs(): GateInputs {
  return {
    config: optional('config'),
    evidence: pairs('evidence'),
    baseline: pairs('baseline'),
    environment: optional('environment'),
    comment: choice('comment', ['true', 'false'], 'false') === 'true',
    failOn: choice('fail-on', ['no-go', 'undecided', 'never'], null),
    store: optional('store'),
    token: read('token'),
    teamToken: read('team-token'),
  };
}

/** Inputs of `actions/version` and `actions/classify`. */
export interface LookInputs {
  readonly config: string | null;
  readonly token: string;
}

export function readLookInputs(): LookInputs {
  return { config: optional('config'), token: read('token') };
}

/** A commit that a machine made out of what is live, for `actions/classify`; null: the checkout's. */
export function readRef(): string | null {
  return optional('ref');
}

/** What `actions/classify` compares with: the base of the event, or what is live. */
export function readSince(): 'base' | 'live' {
  return choice('since', ['base', 'live'], 'base') ?? 'base';
}

/** Inputs of `actions/report`. */
export interface ReportInputs {
  /** File name of the workflow whose runs are reported. */
  readonly workflow: string;
  readonly token: string;
  readonly teamToken: string;
}

export function readReportInputs(): ReportInputs {
  return { workflow: workflow('workflow'), token: read('token'), teamToken: read('team-token') };
}

/** Inputs of `actions/commands`. */
export interface CommandInputs extends ReportInputs {
  /** File name of the workflow that carries out a plan. */
  readonly promote: string;
}

export function readCommandInputs(): CommandInputs {
  return { ...readReportInputs(), promote: workflow('promote') };
}

/** One shard of an evidence's results, as `actions/upload` is given it. */
export interface ShardInputs {
  readonly bundle: string;
  readonly evidence: string;
  readonly side: ShardSide;
  readonly shard: number;
  readonly shards: number;
  readonly path: string;
  /** How the file is read, as the matrix says it. */
  readonly read: ShardRead;
  readonly outcome: ShardOutcome;
  /** What the whole run may cost; null: any sum. */
  readonly budgetUsd: number | null;
}

export function readShardInputs(): ShardInputs {
  const [shard, shards] = [whole('shard'), whole('shards')];
  if (shard > shards)
    refuse('option-bad-value', { found: `shard: ${shard}`, expected: `a number up to ${shards}` });
  return {
    bundle: name('bundle', 'the name of a bundle'),
    evidence: name('evidence', 'the name of an evidence'),
    side: choice('side', SHARD_SIDES, 'candidate') ?? 'candidate',
    shard,
    shards,
    path: read('path'),
    read: parseShardRead(read('read')),
    outcome: choice('outcome', SHARD_OUTCOMES, 'done') ?? 'done',
    budgetUsd: amount('budget-usd'),
  };
}

/** What `actions/merge` is given. */
export interface MergeInputs {
  /** The matrix of `actions/classify`, which says what must be there. */
  readonly expected: readonly ShardKey[];
  /** Results as `actions/evaluate-all` gives them; null: the artifacts of this run. */
  readonly results: string | null;
}

export function readMergeInputs(): MergeInputs {
  return { expected: parseMatrix(read('expected')), results: optional('results') };
}

/** What `actions/evaluate-all` is given. */
export interface EvaluateAllInputs {
  readonly legs: readonly ShardLeg[];
  readonly minutes: string;
  readonly retries: string;
  readonly budgetUsd: number | null;
}

export function readEvaluateAllInputs(): EvaluateAllInputs {
  return {
    legs: parseLegs(read('matrix')),
    minutes: digits('minutes', '60'),
    retries: digits('retries', '2'),
    budgetUsd: amount('budget-usd'),
  };
}

type Spelling = 'option' | 'flag' | 'pairs';

/** How an input of the release side becomes a word of the command line. */
const WORDS: readonly (readonly [InputName, Spelling])[] = [
  ['config', 'option'],
  ['bundle', 'option'],
  ['environment', 'option'],
  ['version', 'option'],
  ['plan', 'option'],
  ['direct', 'option'],
  ['emergency', 'flag'],
  ['joint', 'flag'],
  ['record', 'flag'],
  ['apply', 'flag'],
  ['repair', 'flag'],
  ['ref', 'option'],
  ['set', 'pairs'],
  ['alias', 'pairs'],
  ['put', 'pairs'],
  ['evidence', 'pairs'],
  ['baseline', 'pairs'],
  ['revert', 'option'],
  ['to', 'option'],
  ['from', 'option'],
  ['reason', 'option'],
  ['detected', 'option'],
  ['detected-by', 'option'],
  ['harmful-since', 'option'],
  ['begin', 'flag'],
  ['report', 'option'],
  ['fence', 'option'],
];

/** The input that the command line has without a name. */
const WITHOUT_NAME: Partial<Readonly<Record<ReleaseAction, InputName>>> = {
  rollback: 'part',
  materialize: 'version',
};

/** The inputs of an action of the release side as the command line has them; an empty input is one that was not given. */
export function readCommandLine(action: ReleaseAction, names: readonly InputName[]): string[] {
  const first = WITHOUT_NAME[action] ?? null;
  const word = first === null ? '' : read(first);
  return [
    ...(word === '' ? [] : [word]),
    ...WORDS.flatMap(([name, spelling]) =>
      name !== first && names.includes(name) ? wordsOf(name, spelling) : [],
    ),
  ];
}

function wordsOf(name: InputName, spelling: Spelling): string[] {
  const text = read(name);
  switch (spelling) {
    case 'flag':
      return choice(name, ['true', 'false'], 'false') === 'true' ? [`--${name}`] : [];
    case 'pairs':
      return [...pairs(name)].map(([key, path]) => `--${name}=${key}=${path}`);
    case 'option':
      return text === '' ? [] : [`--${name}=${text}`];
  }
}

/** Of a job, for reading teams, and for a ledger in another repository; empty where none is given. */
export interface Tokens {
  readonly token: string;
  readonly teamToken: string;
  readonly ledgerToken: string;
}

export function readTokens(): Tokens {
  return { token: read('token'), teamToken: read('team-token'), ledgerToken: read('ledger-token') };
}

/** Inputs of `actions/doctor`. */
export interface DoctorInputs {
  /** Whether the issue is kept; without it a finding fails the run. */
  readonly issue: boolean;
  readonly token: string;
}

export function readDoctorInputs(): DoctorInputs {
  return { issue: choice('issue', ['true', 'false'], 'true') === 'true', token: read('token') };
}

/** Whether only results of what is live are recorded, and no deployment. */
export function readRescore(): boolean {
  return choice('rescore', ['true', 'false'], 'false') === 'true';
}

/**
 * Every action of the kit with its inputs and outputs, in the order of its `action.yml`. A test ties this to the action
 * files, to the code that reads and writes them, and to what is in `dist/`.
 */
export const ACTIONS = {
  airlock: {
    folder: '.',
    inputs: [
      'config',
      'evidence',
      'baseline',
      'environment',
      'comment',
      'fail-on',
      'store',
      'token',
      'team-token',
    ],
    outputs: ['decision', 'tier', 'version', 'digest', 'report', 'result', 'flipped'],
  },
  version: {
    folder: 'actions/version',
    inputs: ['config', 'token'],
    outputs: ['version', 'digest', 'result'],
  },
  classify: {
    folder: 'actions/classify',
    inputs: ['config', 'since', 'ref', 'token'],
    outputs: ['changed', 'tier', 'scope', 'required-evidence', 'matrix', 'bundles', 'result'],
  },
  'evaluate-all': {
    folder: 'actions/evaluate-all',
    inputs: ['matrix', 'minutes', 'retries', 'budget-usd'],
    outputs: ['results'],
  },
  merge: {
    folder: 'actions/merge',
    inputs: ['expected', 'results'],
    outputs: ['evidence', 'baseline'],
  },
  gate: {
    folder: 'actions/gate',
    inputs: ['config', 'evidence', 'baseline', 'environment', 'fail-on', 'store', 'token'],
    outputs: ['decision', 'tier', 'version', 'digest', 'report', 'result', 'flipped'],
  },
  report: {
    folder: 'actions/report',
    inputs: ['workflow', 'token', 'team-token'],
    outputs: ['posted'],
  },
  commands: {
    folder: 'actions/commands',
    inputs: ['workflow', 'promote', 'token', 'team-token'],
    outputs: ['done'],
  },
  upload: {
    folder: 'actions/upload',
    inputs: ['bundle', 'evidence', 'side', 'shard', 'shards', 'path', 'read', 'outcome', 'budget-usd'],
    outputs: ['name'],
  },
  doctor: {
    folder: 'actions/doctor',
    inputs: ['issue', 'token'],
    outputs: ['health', 'findings', 'issue', 'result'],
  },
  propose: {
    folder: 'actions/propose',
    inputs: ['config', 'bundle', 'environment', 'set', 'alias', 'put', 'token'],
    outputs: ['outcome', 'code', 'bundle', 'commit', 'result'],
  },
  candidate: {
    folder: 'actions/candidate',
    inputs: [
      'config',
      'bundle',
      'environment',
      'ref',
      'evidence',
      'baseline',
      'revert',
      'token',
      'ledger-token',
    ],
    outputs: [
      'outcome',
      'version',
      'digest',
      'grade',
      'pack',
      'pack-digest',
      'predicate-type',
      'predicate',
      'artifact',
      'result',
    ],
  },
  protect: {
    folder: 'actions/protect',
    inputs: [
      'config',
      'bundle',
      'environment',
      'version',
      'plan',
      'direct',
      'emergency',
      'joint',
      'record',
      'token',
      'team-token',
      'ledger-token',
    ],
    outputs: ['outcome', 'plan', 'bundle', 'environment', 'version', 'digest', 'result'],
  },
  promote: {
    folder: 'actions/promote',
    inputs: [
      'config',
      'bundle',
      'environment',
      'plan',
      'begin',
      'report',
      'fence',
      'token',
      'team-token',
      'ledger-token',
    ],
    outputs: ['outcome', 'code', 'bundle', 'environment', 'version', 'digest', 'commit', 'fence', 'result'],
  },
  rollback: {
    folder: 'actions/rollback',
    inputs: [
      'config',
      'bundle',
      'environment',
      'part',
      'to',
      'from',
      'reason',
      'detected',
      'detected-by',
      'harmful-since',
      'begin',
      'report',
      'fence',
      'token',
      'ledger-token',
    ],
    outputs: ['outcome', 'code', 'bundle', 'environment', 'version', 'digest', 'commit', 'fence', 'result'],
  },
  drill: {
    folder: 'actions/drill',
    inputs: ['config', 'bundle', 'environment', 'token'],
    outputs: ['outcome', 'version', 'digest', 'result'],
  },
  materialize: {
    folder: 'actions/materialize',
    inputs: ['config', 'bundle', 'environment', 'version', 'to', 'token', 'ledger-token'],
    outputs: ['outcome', 'code', 'version', 'digest', 'commit', 'result'],
  },
  reconcile: {
    folder: 'actions/reconcile',
    inputs: ['config', 'bundle', 'environment', 'token'],
    outputs: ['result'],
  },
  'record-live': {
    folder: 'actions/record-live',
    inputs: [
      'config',
      'bundle',
      'environment',
      'version',
      'evidence',
      'reason',
      'rescore',
      'token',
      'ledger-token',
    ],
    outputs: ['outcome', 'version', 'digest', 'result'],
  },
  mirror: {
    folder: 'actions/mirror',
    inputs: ['config', 'bundle', 'apply', 'repair', 'token'],
    outputs: ['outcome', 'result'],
  },
} as const satisfies Readonly<Record<string, ActionContract>>;

interface ActionContract {
  /** Where its action.yml lies. */
  readonly folder: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
}

export type ActionName = keyof typeof ACTIONS;
export type InputName = (typeof ACTIONS)[ActionName]['inputs'][number];
export type OutputOf<A extends ActionName> = (typeof ACTIONS)[A]['outputs'][number];

/** Actions that are commands of the release side. */
export const RELEASE_ACTIONS = [
  'propose',
  'candidate',
  'protect',
  'promote',
  'rollback',
  'record-live',
  'mirror',
  'drill',
  'materialize',
  'reconcile',
] as const;
export type ReleaseAction = (typeof RELEASE_ACTIONS)[number];

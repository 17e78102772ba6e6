/**
 * Every action of the kit with its inputs and outputs, in the order of its `action.yml`. A test ties this to the action
 * files, to the code that reads and writes them, and to what is in `dist/`.
 */
export const ACTIONS = {
  airlock: {
    folder: '.',
    inputs: ['config', 'evidence', 'baseline', 'environment', 'comment', 'fail-on', 'token'],
    outputs: ['decision', 'tier', 'version', 'digest', 'report', 'result'],
  },
  version: {
    folder: 'actions/version',
    inputs: ['config', 'token'],
    outputs: ['version', 'digest', 'result'],
  },
  classify: {
    folder: 'actions/classify',
    inputs: ['config', 'token'],
    outputs: ['changed', 'tier', 'scope', 'required-evidence', 'matrix', 'result'],
  },
  merge: {
    folder: 'actions/merge',
    inputs: ['expected'],
    outputs: ['evidence', 'baseline'],
  },
  gate: {
    folder: 'actions/gate',
    inputs: ['config', 'evidence', 'baseline', 'environment', 'fail-on', 'token'],
    outputs: ['decision', 'tier', 'version', 'digest', 'report', 'result'],
  },
  report: {
    folder: 'actions/report',
    inputs: ['workflow', 'token'],
    outputs: ['posted'],
  },
  commands: {
    folder: 'actions/commands',
    inputs: ['workflow', 'token'],
    outputs: ['done'],
  },
  upload: {
    folder: 'actions/upload',
    inputs: ['bundle', 'evidence', 'side', 'shard', 'shards', 'path', 'read', 'outcome', 'budget-usd'],
    outputs: ['name'],
  },
  candidate: {
    folder: 'actions/candidate',
    inputs: ['config', 'bundle', 'environment', 'evidence', 'revert', 'token'],
    outputs: ['outcome', 'version', 'digest', 'result'],
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
    ],
    outputs: ['outcome', 'plan', 'version', 'digest', 'result'],
  },
  promote: {
    folder: 'actions/promote',
    inputs: ['config', 'bundle', 'environment', 'plan', 'token'],
    outputs: ['outcome', 'version', 'digest', 'result'],
  },
  rollback: {
    folder: 'actions/rollback',
    inputs: ['config', 'bundle', 'environment', 'part', 'to', 'from', 'reason', 'token'],
    outputs: ['outcome', 'version', 'digest', 'result'],
  },
  'record-live': {
    folder: 'actions/record-live',
    inputs: ['config', 'bundle', 'environment', 'version', 'evidence', 'reason', 'token'],
    outputs: ['outcome', 'version', 'digest', 'result'],
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
export const RELEASE_ACTIONS = ['candidate', 'protect', 'promote', 'rollback', 'record-live'] as const;
export type ReleaseAction = (typeof RELEASE_ACTIONS)[number];

/** What a component is. The kind decides how its changes are compared and which risk rules read it. */
export const KINDS = [
  'model',
  'inference',
  'weights',
  'prompt',
  'agent-instructions',
  'tools',
  'routing',
  'retrieval',
  'safety',
  'evals',
  'drift-baseline',
  'training-data',
  'features',
  'orchestration',
  'serving',
  'rollback-plan',
  'runtime',
  'other',
] as const;

export type Kind = (typeof KINDS)[number];

/** The four layers in which a report groups kinds, so that an absent one is seen. */
export const LAYERS = {
  data: ['training-data', 'retrieval', 'drift-baseline'],
  features: ['features'],
  behaviour: [
    'model',
    'weights',
    'inference',
    'prompt',
    'agent-instructions',
    'tools',
    'safety',
    'routing',
    'evals',
  ],
  serving: ['orchestration', 'serving', 'runtime', 'rollback-plan', 'other'],
} as const satisfies Record<string, readonly Kind[]>;

export type Layer = keyof typeof LAYERS;

/** Names of bundles and components: they become tags, branch names and file names. */
export const NAME = /^[a-z][a-z0-9-]{0,62}$/u;

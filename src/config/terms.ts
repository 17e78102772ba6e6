/** The closed vocabularies of the configuration. */
export const TIERS = ['low', 'medium', 'high'] as const;
export type Tier = (typeof TIERS)[number];

export const STAGES = ['observe', 'enforce'] as const;
export type Stage = (typeof STAGES)[number];

/** What an undecided outcome leads to: a warning, a question that evidence or an override settles, or evidence only. */
export const UNDECIDED = ['warn', 'ask', 'block'] as const;
export type UndecidedWord = (typeof UNDECIDED)[number];

export const PURPOSES = ['smoke', 'full', 'adversarial', 'shadow', 'business'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** What an emergency still asks for. */
export const EMERGENCY_PURPOSES = ['smoke', 'adversarial'] as const satisfies readonly Purpose[];

/** What a machine may do without a person: stop, and take back. */
export const MACHINE_ACTIONS = ['kill', 'pause', 'hold', 'rollback'] as const;
export type MachineAction = (typeof MACHINE_ACTIONS)[number];

/** When a piece of evidence is due. What is due later than now is deferred, not missing. */
export const MOMENTS = ['pull_request', 'merge_group', 'candidate', 'canary'] as const;
export type Moment = (typeof MOMENTS)[number];

export const PRIVACY = ['ids', 'excerpts', 'full'] as const;
export type Privacy = (typeof PRIVACY)[number];

export const STATISTICS = ['mean', 'p50', 'p90', 'p95', 'p99'] as const;
export type Statistic = (typeof STATISTICS)[number];

/** Who saw results being made: a pull request's own code, Airlock from raw rows, the trusted workflow, and that attested. */
export const GRADES = ['E0', 'E1', 'E2', 'E3'] as const;
export type Grade = (typeof GRADES)[number];

/** Where on GitHub people approve: in an environment without secrets, or in the one that has them. */
export const LAYOUTS = ['default', 'strict'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Branches that may use an environment. */
export const BRANCHES = ['default', 'protected'] as const;
export type Branches = (typeof BRANCHES)[number];

/** The gates every bundle has; teams may add their own beside them. */
export const GATES = ['functional', 'safety', 'operational', 'business'] as const;

export const BUILT_IN_ROLLOUTS = ['direct', 'canary', 'staged'] as const;
export const BUILT_IN_WINDOWS = ['always'] as const;

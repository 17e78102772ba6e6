import * as z from 'zod';

/** The words that entries and state are made of. Everything is bounded: an entry is read by machines that trust nobody. */
export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/u);
export const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
export const oid = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u);
export const name = z.string().regex(/^[a-z][a-z0-9-]{0,62}$/u);
export const environmentName = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/u);
export const version = z.string().min(1).max(100);
export const count = z.int().min(0);
/** UTC, to the second or finer. */
export const time = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,3})?Z$/u);
export const day = z.string().regex(/^\d{4}-\d\d-\d\d$/u);
/** What a person gave as a reason; the only free text of a ledger. */
export const reason = z.string().min(1).max(500);
export const key = z.string().min(1).max(120);

export const actor = z.strictObject({
  kind: z.enum(['human', 'automation', 'agent']),
  /** GitHub's number, which outlives a change of login; null where nobody vouches for one. */
  id: count.nullable(),
  login: z.string().min(1).max(200),
});
export type Actor = z.output<typeof actor>;

export const run = z.strictObject({
  id: count,
  attempt: count,
  workflow: z.string().max(300).nullable(),
  /** GitHub's number of the repository, which outlives a new name and a transfer. */
  repository: count.exactOptional(),
});
export type Run = z.output<typeof run>;

export const condemnation = z.strictObject({ component: name, digest });

/** What a rollback plan takes back: a part, all of it, or forward to a fix. */
export const WAYS = ['bundle', 'model', 'policy', 'routing', 'forward'] as const;

/** What makes good downstream what a bad version did: made again, sent again, or set back. */
export const REMEDIES = ['recompute', 'replay', 'restore'] as const;

const MOST_OF_A_PLAN = 50;
const phrase = z.string().min(1).max(200);

/** A rollback plan as a release carries it: what is done at which sign, and what is to be made good downstream. */
export const rollbackPlan = z.strictObject({
  responses: z
    .array(
      z.strictObject({
        /** What people see; null where a stop condition says it. */
        symptom: phrase.nullable(),
        /** The stop condition that asks for it; null where people do. */
        stop: phrase.nullable(),
        scope: z.enum(WAYS),
        owner: phrase,
        /** How one sees that it helped. */
        verify: phrase,
        sinks: z.array(name).max(MOST_OF_A_PLAN),
      }),
    )
    .max(MOST_OF_A_PLAN),
  sinks: z
    .array(z.strictObject({ name, remedy: z.enum(REMEDIES), owner: phrase, how: phrase.nullable() }))
    .max(MOST_OF_A_PLAN),
});
export type RollbackPlan = z.output<typeof rollbackPlan>;

/** The item of every worklist that is no sink. */
export const REVIEW = 'review';

/** What is to be made good after a rollback: one item for each sink, and the review. */
export const worklistItem = z.strictObject({
  name,
  remedy: z.enum([...REMEDIES, REVIEW]),
  owner: phrase.nullable(),
  how: phrase.nullable(),
  /** A day; null where nobody set one. */
  due: day.nullable(),
});
export type WorklistItem = z.output<typeof worklistItem>;

/** What a bad version reached while it served. */
export const exposure = z.strictObject({
  from: time,
  to: time,
  /** Segments of the traffic; empty: all of them. */
  segments: z.array(z.string().min(1).max(200)).max(100),
  /** Share of the traffic; null where nobody can tell. */
  share: z.number().min(0).max(1).nullable(),
});

/** What was measured of a rollback. What nobody said, or nothing measured, is null. */
export const measured = {
  harmfulSince: time.nullable(),
  detectedAt: time.nullable(),
  /** Who or what noticed: a person, an alert, a customer. */
  detectedBy: reason.nullable(),
  decidedAt: time,
  /** When what serves was read back as the version that was returned to. */
  knownGoodAt: time,
  decisionQualityDegraded: z.boolean().nullable(),
  /** Whether what was taken back had been released with everything that a release is to have. */
  evidenceComplete: z.boolean(),
  missing: z.array(z.string().min(1).max(200)).max(100),
  /** Of what was taken back, and of what it was returned to. */
  unitCost: z.strictObject({ before: z.number().min(0).nullable(), after: z.number().min(0).nullable() }),
  exposure,
};

/** Who saw the results being made: E0 a pull request, E1 recomputed from raw rows, E2 the trusted workflow, E3 attested. */
const grade = z.enum(['E0', 'E1', 'E2', 'E3']);

/** One piece of evidence that a release was judged by. */
export const evidence = z.strictObject({
  name,
  /** Over the raw results. */
  sha256,
  rows: count,
  /** What the result depends on: equal keys are attempts at the same thing. */
  key: sha256,
  /** Name of its file under `scores/`; null where the results are too many to keep. */
  scores: sha256.nullable(),
  /** Where it was measured, where that was not here: an equal key, not run again. */
  carried: z.strictObject({ version, digest, grade, recordedAt: time }).exactOptional(),
});

/** A bundle as it was recorded: enough to deploy it, to compare with it and to return to it without anything else. */
export const release = z.strictObject({
  version,
  digest,
  commit: oid,
  /** In the order of their names. `commit` only where a component is taken from elsewhere than the rest. */
  components: z
    .array(z.strictObject({ name, kind: z.string().max(40), digest, commit: oid.nullable() }))
    .max(500),
  tier: z.enum(['low', 'medium', 'high']),
  outcome: z.enum(['go', 'no-go', 'undecided']),
  /** Of what was measured for it; what it carries has a grade of its own. */
  grade,
  policy: z.strictObject({ ref: oid.nullable(), sha256: sha256.nullable() }),
  engine: z.strictObject({ version, digest }),
  evidence: z.array(evidence).max(100),
  /** Its evidence pack, where that is kept beyond the run that made it, and where; null where it is not. */
  pack: z.strictObject({ sha256, kept: z.string().min(1).max(500) }).nullable(),
  /** Identifiers of the models that the bundle names. */
  models: z.array(z.string().max(200)).max(200),
  /** Number of the pull request that brought the commit; left out where the commit does not say. */
  pull: z.int().min(1).exactOptional(),
  /** A machine made the commit out of what was live; left out for what was merged. */
  unreviewed: z.literal(true).exactOptional(),
  /** Left out where the bundle has none that can be read by a program. */
  rollback: rollbackPlan.exactOptional(),
  /** Mean cost of one item in US dollars, over the evidence; left out where nothing of it was measured. */
  unitCost: z.number().min(0).exactOptional(),
});
export type Release = z.output<typeof release>;
export type EvidenceRecord = z.output<typeof evidence>;

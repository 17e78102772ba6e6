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
  /** Who saw the results being made: E0 a pull request, E1 recomputed from raw rows, E2 the trusted workflow, E3 attested. */
  grade: z.enum(['E0', 'E1', 'E2', 'E3']),
  policy: z.strictObject({ ref: oid.nullable(), sha256: sha256.nullable() }),
  engine: z.strictObject({ version, digest }),
  evidence: z.array(evidence).max(100),
  /** Identifiers of the models that the bundle names. */
  models: z.array(z.string().max(200)).max(200),
});
export type Release = z.output<typeof release>;
export type EvidenceRecord = z.output<typeof evidence>;

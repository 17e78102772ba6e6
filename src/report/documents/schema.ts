import * as z from 'zod';
import { KINDS } from '../../bundle/kinds.ts';
import { PURPOSES, STAGES, STATISTICS, TIERS, UNDECIDED } from '../../config/terms.ts';
import { FORMATS } from '../../evidence/formats.ts';
import { SCORECARD_SCHEMA } from '../../evidence/scorecard.ts';
import { CHECK_CODES, VERDICTS } from '../../gates/check.ts';
import { REASONS } from '../../gates/decision.ts';
import { PROBLEM_CODES } from '../../problem.ts';
import { FINDING_CODES } from '../../risk/finding.ts';
import { NEXT_CODES } from '../next.ts';
import { releaseDocuments } from './schema-release.ts';

/**
 * The shape of every JSON document, from which `schema/` is generated. Fields may be added, never renamed or dropped.
 * A test holds every document that is made against these, and the types against each other.
 */
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/u);
const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/u)
  .describe('Bare hex over the raw bytes.');
const oid = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u);
const nullable = <T extends z.ZodType>(schema: T) => schema.nullable();
const args = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
const data = z.json();

const engine = z
  .object({ version: z.string(), digest })
  .describe('Who made the document; the digest is over the files of dist/.');
const component = z.object({
  name: z.string(),
  kind: z.enum(KINDS),
  digest,
  entries: z.int().describe('How many files.'),
});
const bundle = z.object({ name: z.string(), version: z.string(), digest, components: z.array(component) });
const identity = {
  bundle,
  provisional: z.boolean().describe('True where the components were detected, not configured.'),
  detection: z.string().optional().describe('Version of the detection rules, where provisional.'),
};

const item = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('value'),
    key: z.string(),
    from: data.optional(),
    to: data.optional(),
    line: nullable(z.int()),
  }),
  z.object({
    type: z.literal('order'),
    key: z.string(),
    from: z.array(z.string()),
    to: z.array(z.string()),
    line: nullable(z.int()),
  }),
  z.object({
    type: z.literal('sentence'),
    from: nullable(z.string()),
    to: nullable(z.string()),
    line: z.int(),
    key: nullable(z.string()),
  }),
  z.object({
    type: z.literal('tool'),
    tool: z.string(),
    aspect: z.enum(['added', 'removed', 'description', 'parameter', 'permission', 'other']),
    key: z.string(),
    from: data.optional(),
    to: data.optional(),
    line: nullable(z.int()),
  }),
  z.object({
    type: z.literal('case'),
    aspect: z.enum(['added', 'removed', 'changed']),
    id: z.string(),
    line: nullable(z.int()),
  }),
  z.object({
    type: z.literal('pointer'),
    pointer: z.enum(['lfs', 'dvc']),
    from: nullable(z.object({ digest: z.string(), size: nullable(z.number()) })),
    to: nullable(z.object({ digest: z.string(), size: nullable(z.number()) })),
    line: nullable(z.int()),
  }),
  z.object({
    type: z.literal('lines'),
    from: z.array(z.string()),
    to: z.array(z.string()),
    line: z.int(),
    fromLine: z.int(),
  }),
]);

const change = z.object({
  component: z.string(),
  kind: z.enum(KINDS),
  path: z.string(),
  oldPath: z.string(),
  status: z.enum(['added', 'removed', 'modified', 'renamed', 'mode', 'values']),
  confidential: z.boolean(),
  equal: nullable(
    z.enum(['same-bytes', 'line-endings', 'whitespace', 'comments', 'same-data', 'same-program', 'order']),
  ).describe('Why different bytes mean the same.'),
  unread: nullable(z.enum(['too-large', 'binary', 'not-utf8', 'link', 'generated'])).describe(
    'Why the content was not compared.',
  ),
  items: z.array(item),
  language: z
    .enum(['python', 'typescript', 'tsx', 'ruby', 'go'])
    .optional()
    .describe('The grammar that both sides were read by; left out for what is no program.'),
  lines: nullable(z.object({ added: z.int(), removed: z.int() })),
  itemCount: z.int().describe('How many items there are, also where they are withheld.'),
});

const finding = z.object({
  code: z.enum(FINDING_CODES),
  tier: z.enum(TIERS),
  component: nullable(z.string()),
  path: z.string(),
  line: nullable(z.int()),
  args,
});
const riskFields = {
  tier: z.enum([...TIERS, 'unknown']),
  scope: z.enum(['feature', 'cross-cutting']),
  scopeReasons: z.array(z.string()),
  findings: z.array(finding),
};

const estimate = z.object({ usd: nullable(z.number()), minutes: nullable(z.number()) });
const required = z.object({
  required: z.array(
    z.object({
      name: z.string(),
      purpose: z.enum(PURPOSES),
      path: z.string(),
      run: nullable(z.string()),
      baseline: nullable(z.string()).describe('Where results of the merge base are put.'),
      shards: z.int(),
      because: z.array(z.string()),
      estimate,
    }),
  ),
  estimate,
});

const interval = z
  .tuple([nullable(z.number()), nullable(z.number())])
  .describe('An end that is not bounded is null.');
const check = z.object({
  id: z.string().describe('gate/evidence/metric/rule[/slice]'),
  gate: z.string(),
  evidence: z.string(),
  metric: z.string(),
  statistic: z.enum(STATISTICS),
  rule: z.enum(['margin', 'min', 'max', 'never']),
  slice: nullable(z.string()).describe('key=value; null for the overall criterion.'),
  blocks: z.boolean().describe('Whether the verdict counts towards the gate.'),
  better: z.enum(['higher', 'lower']),
  unit: z.enum(['share', 'ms', 'usd', 'tokens', 'score']),
  n: z.int(),
  candidate: nullable(z.number()),
  baseline: nullable(z.number()),
  delta: nullable(z.number()).describe(
    'Candidate minus baseline as written; ratio − 1 where the scale is relative.',
  ),
  interval: nullable(interval).describe('Of delta for a margin, of candidate for a limit.'),
  margin: nullable(z.number()),
  limit: nullable(z.number()),
  scale: z.enum(['absolute', 'relative']),
  alpha: z.number().describe('Error on each side of the interval.'),
  method: nullable(z.string()),
  verdict: z.enum(VERDICTS),
  code: z.enum(CHECK_CODES),
  args,
});
const gate = z.object({
  gate: z.string(),
  required: z.boolean(),
  verdict: z.enum(VERDICTS),
  code: nullable(z.enum(['no-criteria', 'tier'])),
  checks: z.array(check),
});

const outcome = z.enum(['go', 'no-go', 'undecided']);
const reason = z.object({ code: z.enum(REASONS), args });
const undecided = nullable(z.enum(UNDECIDED)).describe('What an undecided outcome leads to.');
const decision = z.object({
  outcome,
  reasons: z.array(reason),
  undecided,
  stage: z.enum(STAGES),
  consequence: z.enum(['pass', 'warn', 'fail']).describe('What the check shows.'),
});
const preview = nullable(z.object({ outcome, reasons: z.array(reason), undecided })).describe(
  "What the head's own policy would decide, where it differs.",
);
const baseline = nullable(
  z.object({
    source: z.enum(['live', 'candidate', 'merge-base', 'given']),
    version: nullable(z.string()),
    digest: nullable(digest),
    environment: nullable(z.string()),
    recordedAt: nullable(z.string()),
  }),
);
const next = z.object({ code: z.enum(NEXT_CODES), args, command: nullable(z.string()) });
const tool = nullable(z.object({ name: z.string(), version: nullable(z.string()) }));
const run = nullable(
  z.object({
    began: nullable(z.string()),
    ended: nullable(z.string()),
    seconds: nullable(z.number()),
    usd: nullable(z.number()),
  }),
).describe('When the evals ran, how long they took and what they cost themselves.');
const file = {
  path: z.string(),
  format: z.enum(FORMATS),
  sha256,
  rows: z.int(),
  errors: z.int(),
  tool,
  comparableKey: z.string(),
};
const evidence = z.object({
  name: z.string(),
  ...file,
  baseline: nullable(
    z.object({ source: nullable(z.enum(['given', 'live', 'candidate', 'merge-base'])), ...file }),
  ),
});
const policy = z.object({
  ref: nullable(oid).describe('Commit that the policy was read at.'),
  path: nullable(z.string()),
  sha256: nullable(sha256),
  changed: z.boolean(),
});
const author = z.enum(['human', 'bot', 'agent']);
const authorship = z.object({
  kind: author,
  authors: z.array(z.object({ name: z.string(), email: z.string(), kind: author })),
  requester: nullable(z.string()),
});
const reference = z.object({
  type: z.enum(['model', 'image', 'hub', 'dvc']),
  value: z.string(),
  pin: z.enum(['exact', 'floating', 'unknown']),
  component: z.string(),
  path: z.string(),
  line: z.int(),
});
const warning = z.object({
  code: z.enum(['component-empty', 'path-left-out']),
  component: z.string(),
  path: nullable(z.string()),
  reason: nullable(z.string()),
});

export const checkSchema = z.object({
  schema: z.literal('airlock.check/1'),
  engine,
  ...identity,
  baseline,
  changes: z.array(change),
  risk: z.object(riskFields),
  gates: z.array(gate),
  decision,
  environment: z.string(),
  preview,
  next: z.array(next),
  evidence: z.array(evidence),
  required,
  policy,
  authorship,
  references: z.array(reference),
  warnings: z.array(warning),
});

export const versionSchema = z.object({
  schema: z.literal('airlock.version/1'),
  engine,
  ...identity,
  commit: oid,
  warnings: z.array(warning),
});

export const riskSchema = z.object({
  schema: z.literal('airlock.risk/1'),
  engine,
  provisional: identity.provisional,
  detection: identity.detection,
  ...riskFields,
  evidence: required,
  authorship,
  policy,
});

const side = z.object({ commit: oid, version: z.string(), digest });
export const diffSchema = z.object({
  schema: z.literal('airlock.diff/1'),
  engine,
  bundle: z.object({ name: z.string(), provisional: identity.provisional, detection: identity.detection }),
  base: side,
  head: side,
  changes: z.array(change),
  map: z.array(
    z.discriminatedUnion('type', [
      z.object({ type: z.literal('path-left'), path: z.string(), component: z.string() }),
      z.object({ type: z.literal('component-gone'), component: z.string() }),
      z.object({ type: z.literal('kind-changed'), component: z.string(), from: z.string(), to: z.string() }),
    ]),
  ),
});

export const gatesSchema = z.object({
  schema: z.literal('airlock.gates/1'),
  engine,
  ...identity,
  baseline,
  gates: z.array(gate),
  decision,
  next: z.array(next),
  evidence: z.array(evidence),
  policy,
});

export const evidenceSchema = z.object({
  schema: z.literal('airlock.evidence/1'),
  format: z.enum(FORMATS),
  tool,
  file: z.string(),
  sha256,
  items: z.int(),
  runs: z.int(),
  rows: z.int(),
  errors: z.int(),
  skipped: z.int(),
  duplicates: z.int(),
  complete: z.boolean(),
  metrics: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['binary', 'graded']),
      n: z.int(),
      missing: z.int(),
      mean: nullable(z.number()),
      min: nullable(z.number()),
      max: nullable(z.number()),
    }),
  ),
  slices: z.array(
    z.object({
      key: z.string(),
      distinct: z.int(),
      values: z.array(z.object({ value: z.string(), rows: z.int() })),
    }),
  ),
  candidates: z.array(z.string()),
  scorer: nullable(z.string()),
  judge: nullable(z.string()),
  bundle: nullable(z.object({ name: z.string(), version: nullable(z.string()), digest: z.string() })),
  run,
  comparableKey: z.string(),
});

export const scorecardSchema = z.object({
  schema: z.literal(SCORECARD_SCHEMA),
  bundle: evidenceSchema.shape.bundle,
  tool,
  scorer: nullable(z.string()),
  judge: nullable(z.string()),
  complete: z.boolean().optional(),
  candidates: z.array(z.string()).optional(),
  run: run.optional(),
  metrics: z.array(z.string()),
  labels: z.array(z.string()),
  rows: z.array(
    z.tuple([
      z.string(),
      z.enum(['ok', 'error', 'skipped']),
      z.array(nullable(z.number())),
      z.array(nullable(z.string())),
    ]),
  ),
});

export const errorSchema = z.object({
  schema: z.literal('airlock.error/1'),
  exit: z.union([z.literal(64), z.literal(69), z.literal(70)]),
  errors: z.array(
    z.object({
      code: z.enum(PROBLEM_CODES),
      file: nullable(z.string()),
      line: nullable(z.int()),
      column: nullable(z.int()),
      found: nullable(z.string()),
      expected: nullable(z.string()),
      nearest: nullable(z.string()),
      mend: z.string(),
      args,
    }),
  ),
});

export const explainSchema = z.object({
  schema: z.literal('airlock.explain/1'),
  codes: z.array(
    z.object({
      code: z.string(),
      area: z.enum(['finding', 'check', 'decision', 'release', 'ledger', 'problem']),
      title: z.string(),
      why: z.string(),
      mend: z.string(),
    }),
  ),
});

/** Every document by its schema id. Of several bundles there are lists of them. */
export const DOCUMENTS = {
  'airlock.check/1': checkSchema,
  'airlock.checks/1': z.object({ schema: z.literal('airlock.checks/1'), bundles: z.array(checkSchema) }),
  'airlock.version/1': versionSchema,
  'airlock.versions/1': z.object({
    schema: z.literal('airlock.versions/1'),
    bundles: z.array(versionSchema),
  }),
  'airlock.risk/1': riskSchema,
  'airlock.risks/1': z.object({ schema: z.literal('airlock.risks/1'), bundles: z.array(riskSchema) }),
  'airlock.diff/1': diffSchema,
  'airlock.diffs/1': z.object({ schema: z.literal('airlock.diffs/1'), bundles: z.array(diffSchema) }),
  'airlock.gates/1': gatesSchema,
  'airlock.gates-of/1': z.object({ schema: z.literal('airlock.gates-of/1'), bundles: z.array(gatesSchema) }),
  'airlock.evidence/1': evidenceSchema,
  'airlock.scorecard/1': scorecardSchema,
  'airlock.error/1': errorSchema,
  'airlock.explain/1': explainSchema,
  ...releaseDocuments(gate),
} as const;

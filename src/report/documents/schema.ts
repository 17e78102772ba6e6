import * as z from 'zod';
import { KINDS } from '../../bundle/kinds.ts';
import { OVERRIDE_REFUSALS } from '../../check/overrides.ts';
import { MOMENTS, PURPOSES, STAGES, STATISTICS, TIERS, UNDECIDED } from '../../config/terms.ts';
import { FORMATS } from '../../evidence/formats.ts';
import { SCORECARD_SCHEMA } from '../../evidence/scorecard.ts';
import { CHECK_CODES, VERDICTS } from '../../gates/check.ts';
import { REASONS } from '../../gates/decision.ts';
import { DRIFT_BASELINE_SCHEMA } from '../../gates/production/baseline.ts';
import { FRAMEWORKS } from '../../pack/controls.ts';
import { GRADE_CODES, GRADES } from '../../pack/grade.ts';
import { RECORD_TYPES, recordSchema } from '../../pack/history.ts';
import { manifestSchema } from '../../pack/manifest.ts';
import { MISMATCH_CODES, OPEN_CODES } from '../../pack/mismatch.ts';
import { PROBLEM_CODES } from '../../problem.ts';
import { FINDING_CODES } from '../../risk/finding.ts';
import { NEXT_CODES } from '../next.ts';
import { doctorSchema } from './schema-doctor.ts';
import { initSchema } from './schema-init.ts';
import { releaseDocuments, verifyLedgerSchema } from './schema-release.ts';
import { whySchema } from './schema-why.ts';

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
    from: data.exactOptional(),
    to: data.exactOptional(),
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
    whole: z.boolean().exactOptional().describe('True where the value that held it went as a whole.'),
  }),
  z.object({
    type: z.literal('tool'),
    tool: z.string(),
    aspect: z.enum(['added', 'removed', 'description', 'parameter', 'permission', 'other']),
    key: z.string(),
    from: data.exactOptional(),
    to: data.exactOptional(),
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
    .enum(['python', 'typescript', 'tsx', 'ruby', 'go', 'shell', 'terraform', 'bicep'])
    .optional()
    .describe('The language that both sides were read as; left out for what is no program.'),
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
  run,
  comparableKey: z.string(),
};
const mismatch = z.object({ value: z.string(), share: z.number(), production: z.number() });
const likeness = z.object({
  key: z.string(),
  kind: z.enum(['label', 'number']),
  n: z.int(),
  psi: z.number(),
  limit: z.number(),
  alike: z.boolean(),
  over: z.array(mismatch),
  under: z.array(mismatch),
});
const production = nullable(z.array(likeness)).describe(
  'The mix of the results against that of the recorded traffic.',
);
const evidence = z.object({
  name: z.string(),
  ...file,
  baseline: nullable(
    z.object({ source: nullable(z.enum(['given', 'live', 'candidate', 'merge-base'])), ...file }),
  ),
  production,
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
  overrides: z.array(z.object({ gate: z.string(), by: z.string(), reason: z.string() })),
  refusedOverrides: z.array(z.object({ gate: z.string(), by: z.string(), why: z.enum(OVERRIDE_REFUSALS) })),
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

const shares = {
  worlds: z.int(),
  go: z.number(),
  undecided: z.number(),
  noGo: z.number(),
};
const selfTest = z
  .object({
    defaults: z
      .array(
        z.object({
          items: z.int(),
          ...shares,
          margin: nullable(z.number()),
          drops: z.array(z.object({ drop: z.number(), stopped: z.number(), noticed: z.number() })),
        }),
      )
      .describe(
        'Identical bundles under the shipped defaults, and drops in passed items, by size of the suite.',
      ),
    own: nullable(
      z.object({
        items: z.int(),
        source: z.enum(['repeats', 'expected-flips']),
        identical: z.object({ ...shares, flipRate: z.number() }),
        regressions: z.array(
          z.object({
            gate: z.string(),
            evidence: z.string(),
            metric: z.string(),
            slice: nullable(z.string()),
            items: z.int(),
            size: z.number(),
            stopped: z.number(),
            noticed: z.number(),
            requiredItems: nullable(z.int()),
          }),
        ),
      }),
    ).describe('The policy in force on the results at hand.'),
    weakenings: z.object({ tried: z.int(), noticed: z.int(), missed: z.array(z.string()) }),
  })
  .describe('With --self-test: what these gates are worth.');

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
  selfTest: selfTest.optional(),
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
      repeats: nullable(
        z.object({
          flaky: z.int(),
          items: z.array(z.string()),
          icc: nullable(z.number()),
          withinVar: nullable(z.number()),
        }),
      ).describe('Items whose runs do not agree; null where no item was run twice.'),
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
  production,
  comparableKey: z.string(),
});

export const driftBaselineSchema = z.object({
  schema: z.literal(DRIFT_BASELINE_SCHEMA),
  rows: nullable(z.int()),
  labels: z.record(z.string(), z.record(z.string(), z.number())),
  numbers: z.record(
    z.string(),
    z.object({
      n: z.int(),
      mean: z.number(),
      sd: z.number(),
      ends: z.array(z.number()),
      shares: z.array(z.number()),
    }),
  ),
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
      area: z.enum(['finding', 'check', 'decision', 'release', 'ledger', 'problem', 'pack', 'grade']),
      title: z.string(),
      why: z.string(),
      mend: z.string(),
    }),
  ),
});

const mappedComponent = z.strictObject({
  name: z.string(),
  kind: z.enum(KINDS),
  paths: z.array(z.string()),
  values: z.record(z.string(), data),
  links: z.enum(['refuse', 'record']),
  confidential: z.boolean(),
});
const entryPlace = { path: z.string(), mode: z.string() };
const size = z.int().min(0);
const entry = z.union([
  z.strictObject({ ...entryPlace, sha256, size }),
  z.strictObject({ ...entryPlace, lfs: z.strictObject({ oid: z.string(), size: z.number() }) }),
  z.strictObject({ ...entryPlace, target: z.string() }),
]);

/** A bundle with all its entries, and the map that they were found by. */
export const packedSideSchema = z.strictObject({
  schema: z.literal('airlock.bundle/1'),
  identity: z.strictObject({
    name: z.string(),
    components: z.array(mappedComponent),
    provisional: z.boolean(),
  }),
  bundle: z.strictObject({
    name: z.string(),
    commit: oid,
    digest,
    components: z.array(
      z.strictObject({
        name: z.string(),
        kind: z.enum(KINDS),
        entries: z.array(entry),
        values: z.record(z.string(), data),
        digest,
      }),
    ),
    provisional: z.boolean(),
    warnings: z.array(warning.strict()),
  }),
});

const packedConfig = nullable(
  z.strictObject({
    key: z.string(),
    path: z.string(),
    stem: z.string(),
    sha256,
    defaults: nullable(z.strictObject({ path: z.string(), sha256 })),
  }),
);
const packedRaw = z.strictObject({
  file: z.string(),
  format: z.enum(FORMATS),
  sha256,
  size,
  withheld: nullable(z.enum(['privacy', 'size'])).describe('Why the bytes are not in the pack.'),
});
const packedProblem = z.strictObject({
  code: z.enum(PROBLEM_CODES),
  file: nullable(z.string()),
  line: nullable(z.int()),
  column: nullable(z.int()),
  found: nullable(z.string()),
  expected: nullable(z.string()),
  nearest: nullable(z.string()),
  args: z.record(z.string(), z.union([z.string(), z.number()])),
});
const packedState = z.discriminatedUnion('state', [
  z.strictObject({
    state: z.literal('measured'),
    candidate: packedRaw,
    baseline: nullable(packedRaw),
    suiteChanged: z.boolean(),
  }),
  ...(['unmeasured', 'deferred', 'not-required'] as const).map((state) =>
    z.strictObject({
      state: z.literal(state),
      code: z.enum(CHECK_CODES),
      args: z.record(z.string(), z.union([z.string(), z.number(), z.null()])),
    }),
  ),
]);

/**
 * What a decision was made from and does not follow from the rest of a pack. A field that is added later must be optional,
 * and no code may go: packs of every earlier version are read by it.
 */
export const packFactsSchema = z.strictObject({
  schema: z.literal('airlock.pack-facts/1'),
  version: z.string(),
  baseVersion: z.string(),
  configPath: nullable(z.string()),
  environment: z.string(),
  moment: z.enum(MOMENTS),
  policy: z.strictObject({ ref: nullable(oid), base: packedConfig, head: packedConfig }),
  changes: z.array(change.omit({ itemCount: true }).strict()),
  map: diffSchema.shape.map,
  references: z.array(reference.strict()),
  authorship: authorship.strict(),
  vouchedBy: nullable(z.string()),
  production: nullable(z.object({ path: z.string(), likeness: z.record(z.string(), z.array(likeness)) })),
  risk: z.strictObject(riskFields),
  evidence: z.array(
    z.strictObject({
      name: z.string(),
      baselineSource: nullable(z.enum(['given', 'live', 'candidate', 'merge-base'])),
      recorded: nullable(
        z.object({
          source: z.enum(['live', 'candidate']),
          version: z.string(),
          digest,
          environment: nullable(z.string()),
          recordedAt: z.string(),
        }),
      ),
      problems: z.array(packedProblem),
      state: packedState,
    }),
  ),
  run: nullable(
    z.strictObject({
      repository: z.string(),
      workflow: z.string(),
      event: z.string(),
      ref: z.string(),
      commit: z.string(),
      id: z.string(),
      attempt: z.string(),
    }),
  ),
});

const controls = z.array(
  z.object({
    framework: z.enum(FRAMEWORKS),
    id: z.string(),
    title: z.string(),
    parts: z.array(z.string()).describe('Empty where the pack holds nothing for it.'),
  }),
);
const place = z.object({
  part: nullable(z.string()),
  at: nullable(z.string()),
  recorded: nullable(z.string()),
  rebuilt: nullable(z.string()),
});

export const verifySchema = z.object({
  schema: z.literal('airlock.verify/1'),
  subject: z.literal('pack'),
  engine,
  outcome: z.enum(['verified', 'wrong', 'could-not-tell']),
  code: nullable(z.enum([...MISMATCH_CODES, ...OPEN_CODES])).describe('The first thing that does not match.'),
  place: nullable(place),
  sha256,
  pack: nullable(
    z.object({
      engine: manifestSchema.shape.engine,
      bundle: manifestSchema.shape.bundle,
      additions: z.int(),
      records: z.array(z.object({ type: z.enum(RECORD_TYPES), at: z.string(), by: z.string() })),
    }),
  ),
  decision: nullable(z.object({ outcome, reasons: z.array(reason) })),
  rebuilt: z.object({
    from: z.enum(['raw', 'figures']),
    gates: z.int(),
    checks: z.int(),
    pages: z.boolean().describe('Whether document and pages were made again and are the same.'),
  }),
  rows: z.array(
    z.object({
      name: z.string(),
      arm: z.enum(['candidate', 'baseline']),
      file: z.string(),
      sha256,
      from: z.enum(['pack', 'folder', 'withheld']),
    }),
  ),
  signer: nullable(z.string()),
  grade: nullable(z.object({ grade: z.enum(GRADES), whyNotHigher: nullable(z.enum(GRADE_CODES)) })),
  command: nullable(z.string()),
  controls,
});

export const appendSchema = z.object({
  schema: z.literal('airlock.append/1'),
  engine,
  file: z.string(),
  additions: z.int(),
  records: z.int(),
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
  'airlock.drift-baseline/1': driftBaselineSchema,
  'airlock.scorecard/1': scorecardSchema,
  'airlock.error/1': errorSchema,
  'airlock.explain/1': explainSchema,
  ...releaseDocuments(gate),
  'airlock.why/1': whySchema(engine),
  'airlock.init/1': initSchema(engine),
  'airlock.doctor/1': doctorSchema(engine),
  'airlock.verify/1': z.union([verifySchema, verifyLedgerSchema]),
  'airlock.append/1': appendSchema,
  'airlock.pack/1': manifestSchema,
  'airlock.pack-facts/1': packFactsSchema,
  'airlock.pack-record/1': recordSchema,
  'airlock.bundle/1': packedSideSchema,
  'airlock.controls/1': z.object({ schema: z.literal('airlock.controls/1'), controls }),
} as const;

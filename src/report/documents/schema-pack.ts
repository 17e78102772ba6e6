import * as z from 'zod';
import { KINDS } from '../../bundle/kinds.ts';
import { MOMENTS } from '../../config/terms.ts';
import { FORMATS } from '../../evidence/formats.ts';
import { CHECK_CODES } from '../../gates/check.ts';
import { FRAMEWORKS } from '../../pack/controls.ts';
import { GRADE_CODES, GRADES } from '../../pack/grade.ts';
import { RECORD_TYPES } from '../../pack/history.ts';
import { manifestSchema } from '../../pack/manifest.ts';
import { MISMATCH_CODES, OPEN_CODES } from '../../pack/mismatch.ts';
import { carryOutcome, change, riskFields } from './schema-change.ts';
import { diffSchema } from './schema-check.ts';
import {
  authorship,
  blocked,
  condemned,
  knownEmergency,
  likeness,
  outcome,
  reason,
  reference,
  warning,
} from './schema-judgement.ts';
import { data, digest, engine, nullable, oid, problemShape, sha256 } from './schema-shapes.ts';

/** The documents of an evidence pack, and the answers about one. */

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
  ...problemShape,
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
  policy: z.strictObject({
    ref: nullable(oid),
    base: packedConfig,
    head: packedConfig,
    inForce: z.literal('head').optional(),
  }),
  today: z
    .string()
    .regex(/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u)
    .optional(),
  isFirst: z.literal(true).optional(),
  changes: z.array(change.omit({ itemCount: true }).strict()),
  map: diffSchema.shape.map,
  references: z.array(reference.strict()),
  authorship: authorship.strict(),
  vouchedBy: nullable(z.string()),
  production: nullable(
    z.object({
      path: z.string(),
      likeness: z.record(z.string(), z.array(likeness)),
      mixes: z.record(z.string(), z.record(z.string(), z.number())).optional(),
    }),
  ),
  risk: z.strictObject(riskFields),
  standing: z
    .strictObject({
      condemned: z.array(
        z.strictObject({
          ...condemned,
          good: nullable(z.strictObject({ commit: oid, paths: z.array(z.string()) })),
        }),
      ),
      blocked,
    })
    .exactOptional(),
  withBaseline: z.array(z.string()).exactOptional(),
  emergencies: z.array(knownEmergency).optional(),
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
      carry: carryOutcome.exactOptional(),
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

export const controls = z.array(
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

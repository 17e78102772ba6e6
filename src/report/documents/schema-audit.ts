import * as z from 'zod';
import { REMEDIES, REVIEW } from '../../ledger/shapes.ts';
import { HOWS } from '../../ledger/state.ts';
import { EXCEPTIONS } from '../../release/audit.ts';
import { DISAGREEMENTS } from '../../release/registry.ts';
import { digest, ledger } from './schema-shapes.ts';

/** What was released in a range, and how complete that record is. */
export const auditSchema = z.object({
  schema: z.literal('airlock.audit/1'),
  range: z.object({
    from: z.string().nullable(),
    to: z.string().nullable(),
    bundle: z.string().nullable(),
    environment: z.string().nullable(),
  }),
  completeness: z.object({
    intact: z.boolean().describe('Whether the whole ledger verifies.'),
    entries: z.int(),
    anchor: ledger,
    releases: z.int(),
    withoutException: z.int(),
  }),
  sample: z
    .object({ size: z.int(), seed: z.string(), entries: z.array(z.int()) })
    .nullable()
    .describe('Releases to look at more closely, picked by the head of the ledger and the seed.'),
  releases: z.array(
    z.object({
      seq: z.int(),
      time: z.string(),
      bundle: z.string(),
      environment: z.string(),
      version: z.string(),
      digest: z.string(),
      how: z.enum(HOWS),
      by: z.string(),
      plan: digest.nullable(),
      approvers: z.array(z.string()),
      tier: z.string().nullable(),
      outcome: z.string().nullable(),
      grade: z.string().nullable(),
      exceptions: z.array(z.enum(EXCEPTIONS)),
    }),
  ),
  emergencies: z.array(
    z.object({
      seq: z.int(),
      time: z.string(),
      bundle: z.string(),
      environment: z.string(),
      by: z.string(),
      role: z.string(),
      trigger: z.string(),
      reason: z.string(),
      expires: z.string(),
      ended: z.string().nullable(),
      reviewDue: z.string(),
      review: z
        .object({ by: z.string(), time: z.string(), reason: z.string() })
        .nullable()
        .describe('Null while it is open.'),
      releases: z.array(z.string()),
    }),
  ),
  remediation: z.array(
    z.object({
      bundle: z.string(),
      environment: z.string(),
      mitigated: z.int(),
      version: z.string(),
      item: z.string(),
      remedy: z.enum([...REMEDIES, REVIEW]),
      owner: z.string().nullable(),
      due: z.string().nullable(),
    }),
  ),
});

/** How a model registry stands to the ledger. */
export const registrySchema = z.object({
  schema: z.literal('airlock.mirror/1'),
  bundle: z.string(),
  registry: z.literal('mlflow'),
  model: z.string(),
  outcome: z
    .enum(['follows', 'behind', 'disagrees'])
    .describe('`behind` is what the ledger went on with; `disagrees` is what somebody changed there.'),
  applied: z.boolean(),
  steps: z.array(
    z.object({
      kind: z.enum(['model', 'version', 'alias']),
      what: z.string(),
      version: z.string().nullable(),
    }),
  ),
  disagreements: z.array(
    z.object({
      code: z.enum(DISAGREEMENTS),
      what: z.string(),
      ledger: z.string(),
      registry: z.string().nullable(),
      repaired: z.boolean(),
    }),
  ),
});

import * as z from 'zod';
import { OVERRIDE_REFUSALS } from '../../check/overrides.ts';
import { VOICE_REFUSALS } from '../../check/persons.ts';
import { TIERS } from '../../config/terms.ts';
import { FINDING_CODES } from '../../risk/finding.ts';
import { change, heardRiskFields, required } from './schema-change.ts';
import {
  authorship,
  baseline,
  blocked,
  condemned,
  decision,
  evidence,
  gate,
  knownEmergency,
  next,
  policy,
  preview,
  reference,
  warning,
} from './schema-judgement.ts';
import { digest, engine, identity, nullable, oid } from './schema-shapes.ts';

/** The answers about a commit or a change: `check`, `version`, `classify`, `diff`. */

export const checkSchema = z.object({
  schema: z.literal('airlock.check/1'),
  engine,
  ...identity,
  baseline,
  changes: z.array(change),
  risk: z.object(heardRiskFields),
  gates: z.array(gate),
  decision,
  environment: z.string(),
  standing: z
    .object({
      condemned: z.array(
        z.object({
          ...condemned,
          command: nullable(z.string()).describe('What brings the part back as it serves.'),
        }),
      ),
      blocked,
    })
    .describe('What a ledger says of the base.'),
  emergencies: z.array(knownEmergency),
  preview,
  overrides: z.array(z.object({ gate: z.string(), by: z.string(), reason: z.string() })),
  refusedOverrides: z.array(z.object({ gate: z.string(), by: z.string(), why: z.enum(OVERRIDE_REFUSALS) })),
  refusedWords: z
    .array(
      z.object({
        by: z.string(),
        to: nullable(z.enum(TIERS)).describe(
          'The tier that was asked for; null: a word for an agent’s change.',
        ),
        why: z.enum(VOICE_REFUSALS),
        because: nullable(z.enum(FINDING_CODES)),
      }),
    )
    .describe('Words on the tier that do not count.'),
  vouchedBy: nullable(z.string()).describe('Who has a say and stands for the change of a coding agent.'),
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
  ...heardRiskFields,
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

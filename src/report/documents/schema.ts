import * as z from 'zod';
import { recordSchema } from '../../pack/history.ts';
import { manifestSchema } from '../../pack/manifest.ts';
import { checkSchema, diffSchema, riskSchema, versionSchema } from './schema-check.ts';
import { doctorSchema } from './schema-doctor.ts';
import { environmentsSchema } from './schema-environments.ts';
import {
  driftBaselineSchema,
  driftSchema,
  errorSchema,
  evidenceSchema,
  explainSchema,
  flippedSchema,
  gatesSchema,
  scorecardSchema,
} from './schema-evidence.ts';
import { initSchema } from './schema-init.ts';
import { gate } from './schema-judgement.ts';
import { appendSchema, controls, packedSideSchema, packFactsSchema, verifySchema } from './schema-pack.ts';
import { releaseDocuments, verifyLedgerSchema } from './schema-release.ts';
import { engine } from './schema-shapes.ts';
import { whySchema } from './schema-why.ts';

/**
 * Every document by its schema id, from which `schema/` is generated; of several bundles there are lists of them. Fields
 * may be added, never renamed or dropped. A test holds every document that is made against these, and the types against
 * each other.
 */
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
  'airlock.flipped/1': flippedSchema,
  'airlock.drift-baseline/1': driftBaselineSchema,
  'airlock.drift/1': driftSchema,
  'airlock.scorecard/1': scorecardSchema,
  'airlock.error/1': errorSchema,
  'airlock.explain/1': explainSchema,
  ...releaseDocuments(gate),
  'airlock.why/1': whySchema(engine),
  'airlock.init/1': initSchema(engine),
  'airlock.doctor/1': doctorSchema(engine),
  'airlock.environments/1': environmentsSchema,
  'airlock.verify/1': z.union([verifySchema, verifyLedgerSchema]),
  'airlock.append/1': appendSchema,
  'airlock.pack/1': manifestSchema,
  'airlock.pack-facts/1': packFactsSchema,
  'airlock.pack-record/1': recordSchema,
  'airlock.bundle/1': packedSideSchema,
  'airlock.controls/1': z.object({ schema: z.literal('airlock.controls/1'), controls }),
} as const;

import * as z from 'zod';
import { FORMATS } from '../../evidence/formats.ts';
import { SCORECARD_SCHEMA } from '../../evidence/scorecard.ts';
import { DRIFT_BASELINE_SCHEMA } from '../../gates/production/baseline.ts';
import {
  baseline,
  decision,
  evidence,
  gate,
  likeness,
  next,
  policy,
  production,
  run,
  tool,
} from './schema-judgement.ts';
import { args, engine, identity, nullable, oid, problemShape, sha256 } from './schema-shapes.ts';

/** The answers about results and codes: `gate`, `evidence`, `baseline`, `explain`, and errors. */

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
      ...problemShape,
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

/** How later traffic compares with what a release recorded. */
export const driftSchema = z.object({
  schema: z.literal('airlock.drift/1'),
  file: z.string(),
  rows: z.int(),
  against: z.object({
    path: z.string(),
    commit: oid,
    version: nullable(z.string()).describe('Of what is live; null where a commit was asked for.'),
    environment: nullable(z.string()),
  }),
  alike: z.boolean().describe('A warning, never a verdict.'),
  likeness: z.array(likeness),
});

/** What a confirm step has to run again. */
export const flippedSchema = z.object({
  schema: z.literal('airlock.flipped/1'),
  again: z.array(
    z.object({
      bundle: z.string(),
      evidence: z.string().describe('The evidence that the repeats are given as.'),
      run: nullable(z.string()).describe('The command that policy has for it.'),
      path: nullable(z.string()).describe('Where the results of the candidate are put.'),
      baseline: nullable(z.string()).describe('Where those of live are put.'),
      of: z.string().describe('The evidence whose items flipped.'),
      metric: z.string(),
      repeats: z.int().describe('How often each item runs on each side: no more and no less.'),
      items: z.array(z.string()),
    }),
  ),
});

import * as z from 'zod';
import { STAGES, STATISTICS, UNDECIDED } from '../../config/terms.ts';
import { FORMATS } from '../../evidence/formats.ts';
import { CHECK_CODES, RULES, VERDICTS } from '../../gates/check.ts';
import { REASONS } from '../../gates/decision.ts';
import { NEXT_CODES } from '../next.ts';
import { carriedFrom } from './schema-change.ts';
import { args, digest, nullable, oid, sha256 } from './schema-shapes.ts';

/** Verdicts, the decision, and what they stand on. */

const interval = z
  .tuple([nullable(z.number()), nullable(z.number())])
  .describe('An end that is not bounded is null.');
const ids = z.array(z.string());
const confirmed = z
  .object({
    evidence: z.string().describe('The evidence that holds the repeats.'),
    repeats: z.int(),
    agree: z.int().describe('How many repeats of an arm must agree.'),
    confirmed: ids.describe('Live answers them again and the candidate does not.'),
    notConfirmed: ids,
    alreadyFailing: ids.describe('Live does not answer them again either: its first answer was luck.'),
    waiting: ids.describe('Not run again as often as the rule asks.'),
    failedBefore: z.int().describe('Items that both arms failed in the first run; they are no flips.'),
  })
  .describe('Items that were passed and now fail, where policy has them run again.');
export const check = z.object({
  id: z.string().describe('gate/evidence/metric/rule[/slice]'),
  gate: z.string(),
  evidence: z.string(),
  metric: z.string(),
  statistic: z.enum(STATISTICS),
  rule: z.enum(RULES),
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
  confirm: confirmed.optional(),
});
export const gate = z.object({
  gate: z.string(),
  required: z.boolean(),
  verdict: z.enum(VERDICTS),
  code: nullable(z.enum(['no-criteria', 'tier'])),
  checks: z.array(check),
});

export const outcome = z.enum(['go', 'no-go', 'undecided']);
export const reason = z.object({ code: z.enum(REASONS), args });
const undecided = nullable(z.enum(UNDECIDED)).describe('What an undecided outcome leads to.');
export const decision = z.object({
  outcome,
  reasons: z.array(reason),
  undecided,
  stage: z.enum(STAGES),
  consequence: z.enum(['pass', 'warn', 'fail']).describe('What the check shows.'),
});
export const preview = nullable(z.object({ outcome, reasons: z.array(reason), undecided })).describe(
  "What the head's own policy would decide, where it differs.",
);
export const baseline = nullable(
  z.object({
    source: z.enum(['live', 'candidate', 'merge-base', 'given']),
    version: nullable(z.string()),
    digest: nullable(digest),
    environment: nullable(z.string()),
    recordedAt: nullable(z.string()),
  }),
);
/** A part of the base that was taken back. */
export const condemned = {
  component: z.string(),
  digest,
  version: z.string(),
  reason: z.string(),
  carried: z.boolean().describe('Whether the head carries it too.'),
};
export const blocked = nullable(
  z.object({ version: z.string(), commit: oid, pull: nullable(z.int()), since: z.string() }),
).describe('The first of the candidates in a row that could not be released.');
export const next = z.object({ code: z.enum(NEXT_CODES), args, command: nullable(z.string()) });
export const tool = nullable(z.object({ name: z.string(), version: nullable(z.string()) }));
export const run = nullable(
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
export const likeness = z.object({
  key: z.string(),
  kind: z.enum(['label', 'number']),
  n: z.int(),
  psi: z.number(),
  limit: z.number(),
  alike: z.boolean(),
  over: z.array(mismatch),
  under: z.array(mismatch),
});
export const production = nullable(z.array(likeness)).describe(
  'The mix of the results against that of the recorded traffic.',
);
const someItems = z.object({ count: z.int(), items: ids.describe('The first of them.') });
export const evidence = z.object({
  name: z.string(),
  ...file,
  baseline: nullable(
    z.object({ source: nullable(z.enum(['given', 'live', 'candidate', 'merge-base'])), ...file }),
  ),
  carried: nullable(carriedFrom).describe('Where it was measured, where that was not here.'),
  production,
  quarantine: z
    .array(
      z.object({
        items: ids,
        until: z.string(),
        reason: z.string(),
        state: z.enum(['in-force', 'expired', 'refused']),
        present: z.int().describe('Named items that are in the results.'),
      }),
    )
    .describe('Items that policy leaves out of both arms until a day.'),
  flaky: z
    .array(z.object({ metric: z.string(), candidate: someItems, baseline: someItems }))
    .describe('Items whose repeats disagree, of metrics that gates judge.'),
});
export const policy = z.object({
  ref: nullable(oid).describe('Commit that the policy was read at.'),
  path: nullable(z.string()),
  sha256: nullable(sha256),
  changed: z.boolean(),
});
const author = z.enum(['human', 'bot', 'agent']);
export const authorship = z.object({
  kind: author,
  authors: z.array(z.object({ name: z.string(), email: z.string(), kind: author })),
  requester: nullable(z.string()),
});
export const reference = z.object({
  type: z.enum(['model', 'image', 'hub', 'dvc']),
  value: z.string(),
  pin: z.enum(['exact', 'floating', 'unknown']),
  component: z.string(),
  path: z.string(),
  line: z.int(),
});
export const warning = z.object({
  code: z.enum(['component-empty', 'path-left-out']),
  component: z.string(),
  path: nullable(z.string()),
  reason: nullable(z.string()),
});

/** An emergency where this would be released. */
export const knownEmergency = z.strictObject({
  seq: z.int().describe('Its entry in the ledger.'),
  trigger: z.string(),
  reason: z.string(),
  by: z.string(),
  expires: z.string(),
  ended: nullable(z.string()),
  reviewDue: z.string(),
});

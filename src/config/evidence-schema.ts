import * as z from 'zod';
import { NAME } from '../bundle/kinds.ts';
import { FORMATS } from '../evidence/formats.ts';
import { date } from './date.ts';
import { MOMENTS, PRIVACY, PURPOSES, STATISTICS } from './terms.ts';

/** What `airlock.yml` says about results and how they are judged: evidence and criteria. */
export const name = z
  .string()
  .regex(NAME)
  .meta({ expected: 'a name of lower-case letters, digits and dashes that begins with a letter' });
export const text = z.string().min(1).meta({ expected: 'text that is not empty' });
const filePath = z.string().min(1).meta({ expected: 'a path from the repository root' });
const amount = z.number().min(0).meta({ expected: 'a number of at least 0' });
export const percent = z
  .string()
  .regex(/^(?:100|[0-9]{1,2}(?:\.[0-9]{1,4})?)%$/u)
  .meta({ expected: 'a percentage such as "10%"' });

const passRule = z
  .string()
  .regex(/^(?:>=|<=|>|<|==) *-?[0-9]+(?:\.[0-9]+)?$/u)
  .meta({ expected: 'a comparison such as ">= 4"' });

export const evidence = z
  .strictObject({
    format: z
      .enum(FORMATS)
      .optional()
      .describe('Result format; detected from the content where it is left out.'),
    path: filePath.describe('The result file, from the repository root.'),
    baseline: filePath
      .optional()
      .describe(
        'Results of the merge base, made in the same job. Without it a file committed at `path` of the base is used.',
      ),
    run: text
      .optional()
      .describe('The command that makes the file; shown as the next step, and run by the `evaluate` action.'),
    purpose: z.enum(PURPOSES).default('full').describe('What it is for; tiers select by it.'),
    when: z
      .array(z.enum(MOMENTS))
      .min(1)
      .default(['pull_request', 'merge_group', 'candidate'])
      .describe('When it is due. What is due later is deferred, not missing.'),
    covers: z
      .array(name)
      .optional()
      .describe(
        'Components a result depends on. Default: all but runtime, drift baseline and rollback plan. Where they and the suite are as they were, recorded results are carried over.',
      ),
    frozen: z
      .boolean()
      .default(false)
      .describe(
        'The item set is fixed: a pull request that changes the suite must still have 95 % of the items in common.',
      ),
    columns: z
      .record(text, text)
      .default({})
      .describe('Renames for mapped files, dotted paths into JSON: { id: case, score: judge.score }.'),
    pass: z
      .record(text, passRule)
      .default({})
      .describe('Threshold that makes a graded metric pass or fail: { groundedness: ">= 4" }.'),
    select: z
      .strictObject({ provider: text.optional(), prompt: text.optional() })
      .optional()
      .describe('Which candidate of a file that holds several (promptfoo).'),
    scorer: text
      .optional()
      .describe(
        'Scorer, rubric or judge version. Where it differs between two results they are not compared.',
      ),
    judge: text
      .optional()
      .describe('Judge model. Where it differs between two results they are not compared.'),
    paired: z
      .boolean()
      .default(true)
      .describe('Both arms answer the same items. `false` for independent samples, such as traffic.'),
    privacy: z
      .enum(PRIVACY)
      .default('ids')
      .describe('What of this evidence may appear in comment, report and artifact.'),
    quarantine: z
      .array(
        z
          .strictObject({
            items: z.array(text).min(1).max(1000).describe('Ids of the items, as the results have them.'),
            until: date.describe('The last day; from the next on they count again.'),
            reason: text.describe('Why; it stands in every report.'),
          })
          .meta({ expected: 'a quarantine such as { items: [case-17], until: 2026-12-31, reason: … }' }),
      )
      .default([])
      .describe(
        'Flaky items that no figure is made of: left out of both arms, named in every report, at most 5 % of all. A hit in a `never` category counts all the same.',
      ),
    estimate: z
      .strictObject({ usd: amount.optional(), minutes: amount.optional() })
      .optional()
      .describe(
        'What one run costs; added up by `classify` before any model is called, twice where the merge base must run too.',
      ),
    shards: z
      .int()
      .min(1)
      .max(64)
      .meta({ expected: 'a whole number from 1 to 64' })
      .default(1)
      .describe(
        'Jobs that the run is spread over; each is told its number, and the merge proves that none is missing.',
      ),
  })
  .meta({ expected: 'evidence such as { format: jsonl, path: out/golden.jsonl }' });

const slices = z
  .union([
    z.array(text),
    z.strictObject({ by: z.array(text).min(1), rule: z.enum(['harm', 'non-inferior']).default('harm') }),
  ])
  .meta({ expected: 'a list of slice keys, or { by: [...], rule: harm | non-inferior }' });

const margin = z
  .union([z.number().min(0), percent, z.literal('auto')])
  .meta({ expected: 'a number of at least 0 in the metric\'s unit, a percentage such as "10%", or "auto"' });

const limit = z.number().meta({ expected: 'a number' });

const confirm = z
  .strictObject({
    evidence: name.describe('Which evidence holds the repeats of both arms.'),
    repeats: z
      .int()
      .min(2)
      .max(10)
      .meta({ expected: 'a whole number from 2 to 10' })
      .default(3)
      .describe('How often an item that was lost runs again, on the candidate and on live.'),
    max: z
      .number()
      .gt(0)
      .lt(1)
      .meta({ expected: 'a share of items, a number between 0 and 1' })
      .optional()
      .describe('Largest share of items that the candidate may really break. Default: the margin.'),
  })
  .meta({ expected: 'a confirm step such as { evidence: again, repeats: 3 }' });

export const criterion = z
  .strictObject({
    evidence: name.describe('Which evidence.'),
    metric: text.describe('Which metric of it.'),
    better: z
      .enum(['higher', 'lower'])
      .optional()
      .describe('Default: lower for latency_ms, cost_usd and tokens_*, else higher.'),
    statistic: z.enum(STATISTICS).default('mean').describe('What is compared; quantiles for latency.'),
    min: limit.optional().describe('Absolute floor.'),
    max: limit.optional().describe('Absolute ceiling.'),
    margin: margin
      .optional()
      .describe(
        'How much worse than the baseline is still acceptable: absolute, relative ("10%"), or `auto`.',
      ),
    slices: slices.optional().describe('Slice keys that are judged on their own.'),
    weights: text.optional().describe('Slice key whose recorded production mix weighs the figure.'),
    confirm: confirm
      .optional()
      .describe(
        'Items that were passed and now fail run again; how many of them the candidate really breaks is a rule of its own, and shares alpha with the margin.',
      ),
    never: z
      .array(text)
      .min(1)
      .optional()
      .describe('Categories with zero tolerance: one hit fails and cannot be overridden.'),
    alpha: z
      .number()
      .gt(0)
      .lt(0.5)
      .meta({ expected: 'a number above 0 and below 0.5' })
      .default(0.05)
      .describe('Error on each side of an interval.'),
    cluster: text
      .optional()
      .describe('Column whose values are not independent of each other, such as a conversation.'),
    guarantee: z
      .boolean()
      .optional()
      .describe(
        'Whether an absolute limit must be proved by the bound. Default: true in the safety gate, else false.',
      ),
  })
  .meta({ expected: 'a criterion such as { evidence: golden, metric: score, margin: auto }' });

export type CriterionInput = z.output<typeof criterion>;
export type EvidenceInput = z.output<typeof evidence>;

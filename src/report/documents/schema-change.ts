import * as z from 'zod';
import { KINDS } from '../../bundle/kinds.ts';
import { GRADES, PURPOSES, TIERS } from '../../config/terms.ts';
import { CARRY_REFUSALS } from '../../risk/carry.ts';
import { FINDING_CODES } from '../../risk/finding.ts';
import { args, data, digest, nullable, sha256 } from './schema-shapes.ts';

/** What differs, and how risky it is. */

export const item = z.discriminatedUnion('type', [
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

export const change = z.object({
  component: z.string(),
  kind: z.enum(KINDS),
  path: z.string(),
  oldPath: z.string(),
  status: z.enum(['added', 'removed', 'modified', 'renamed', 'mode', 'values']),
  confidential: z.boolean(),
  equal: nullable(
    z.enum([
      'same-bytes',
      'line-endings',
      'whitespace',
      'comments',
      'same-data',
      'same-program',
      'moved',
      'renamed',
      'order',
    ]),
  ).describe('Why different bytes mean the same.'),
  unread: nullable(z.enum(['too-large', 'binary', 'not-utf8', 'link', 'generated', 'not-in-clone'])).describe(
    'Why the content was not compared.',
  ),
  items: z.array(item),
  language: z
    .enum([
      'python',
      'typescript',
      'tsx',
      'ruby',
      'go',
      'shell',
      'terraform',
      'bicep',
      'java',
      'kotlin',
      'csharp',
      'rust',
      'swift',
      'php',
      'scala',
      'dart',
      'lua',
      'elixir',
      'r',
    ])
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
export const riskFields = {
  tier: z.enum([...TIERS, 'unknown']),
  scope: z.enum(['feature', 'cross-cutting']),
  scopeReasons: z.array(z.string()),
  findings: z.array(finding),
};
/** The risk of a pull request, where persons are heard; a release is never lowered. */
export const heardRiskFields = {
  ...riskFields,
  lowered: z
    .strictObject({ from: z.enum(TIERS), to: z.enum(TIERS), by: z.string(), reason: z.string() })
    .optional()
    .describe('What its accountable owner made of the tier; left out where nobody lowered it.'),
};

const estimate = z.object({ usd: nullable(z.number()), minutes: nullable(z.number()) });
export const carriedFrom = z.strictObject({
  version: z.string(),
  digest,
  grade: z.enum(GRADES),
  recordedAt: z.string(),
  sha256: sha256.describe('Of the raw results.'),
  scores: sha256.describe('Of the scores that were kept.'),
});
export const carryOutcome = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('carried'), from: carriedFrom }),
  z.strictObject({ kind: z.literal('refused'), code: z.enum(CARRY_REFUSALS), version: z.string() }),
]);
export const required = z.object({
  required: z.array(
    z.object({
      name: z.string(),
      purpose: z.enum(PURPOSES),
      path: z.string(),
      run: nullable(z.string()),
      baseline: nullable(z.string()).describe('Where results of the merge base are put.'),
      shards: z.int(),
      because: z.array(z.string()),
      refused: nullable(z.enum(CARRY_REFUSALS)).describe('Why recorded results are not taken over.'),
      estimate,
    }),
  ),
  carried: z
    .array(z.object({ name: z.string(), from: carriedFrom, estimate }))
    .describe('What is due and is taken over from where it was measured before.'),
  estimate: estimate.describe('Of what is run.'),
});

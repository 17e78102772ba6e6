import * as z from 'zod';
import { KINDS } from '../../bundle/kinds.ts';
import { PROBLEM_CODES } from '../../problem.ts';

/** Small shapes that many documents share. */

export const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/u);
export const sha256 = z
  .string()
  .regex(/^[0-9a-f]{64}$/u)
  .describe('Bare hex over the raw bytes.');
export const oid = z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u);
export const nullable = <T extends z.ZodType>(schema: T) => schema.nullable();
export const args = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]));
export const releaseArgs = z.record(z.string(), z.union([z.string(), z.number(), z.null()]));
export const data = z.json();

export const engine = z
  .object({ version: z.string(), digest })
  .describe('Who made the document; the digest is over the files of dist/.');
export const component = z.object({
  name: z.string(),
  kind: z.enum(KINDS),
  digest,
  entries: z.int().describe('How many files.'),
});
export const bundle = z.object({
  name: z.string(),
  version: z.string(),
  digest,
  components: z.array(component),
});
export const identity = {
  bundle,
  provisional: z.boolean().describe('True where the components were detected, not configured.'),
  detection: z.string().optional().describe('Version of the detection rules, where provisional.'),
};

export const ledger = z
  .object({ seq: z.int(), head: sha256.nullable() })
  .describe('Newest entry and the digest of its bytes: what an anchor is made of.');

/** What went wrong and where, as every document says it; the sentence and the arguments stand beside it. */
export const problemShape = {
  code: z.enum(PROBLEM_CODES),
  file: nullable(z.string()),
  line: nullable(z.int()),
  column: nullable(z.int()),
  found: nullable(z.string()),
  expected: nullable(z.string()),
  nearest: nullable(z.string()),
};

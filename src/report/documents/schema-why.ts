import * as z from 'zod';
import { BASES, type Basis } from '../../bundle/judge.ts';
import { KINDS } from '../../bundle/kinds.ts';
import { NEAR_REASONS } from '../../bundle/near-glob.ts';

const bases = Object.keys(BASES) as Basis[];

/** What detection makes of a file. */
export const judgement = {
  kind: z.enum(KINDS).nullable().describe('Null where detection leaves it.'),
  basis: z.enum(bases).describe('By what it is taken, or why it is left.'),
  confidence: z.enum(['high', 'medium', 'low']).nullable(),
};

const match = { component: z.string(), kind: z.enum(KINDS), glob: z.string() };

export function whySchema(engine: z.ZodType) {
  return z.object({
    schema: z.literal('airlock.why/1'),
    engine,
    commit: z.string(),
    path: z.string().describe('From the root of the repository.'),
    exists: z.boolean().describe('Whether the commit has such a file.'),
    nearest: z
      .string()
      .nullable()
      .describe('The path that is most like it, where the commit has no such file.'),
    bundles: z.array(
      z.object({
        bundle: z.string(),
        file: z.string().nullable().describe('The configuration; null where the components were detected.'),
        provisional: z.boolean(),
        owner: z.object(match).nullable(),
        also: z.array(z.object(match)).describe('Components further down that match too.'),
        near: z.array(z.object({ ...match, reason: z.enum(NEAR_REASONS), path: z.string().nullable() })),
      }),
    ),
    detection: z.object({ ...judgement, version: z.string() }),
  });
}

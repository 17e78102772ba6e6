import * as z from 'zod';
import { RELEASE_CODES } from '../../release/reason.ts';
import { digest, oid, releaseArgs } from './schema-shapes.ts';

/** What a machine would put in the place of what is live. */
export const proposeSchema = z.object({
  schema: z.literal('airlock.propose/1'),
  bundle: z.string(),
  environment: z.string(),
  outcome: z.enum(['done', 'unchanged', 'refused']),
  already: z.boolean().describe('True where the branch had the commit already.'),
  on: z
    .object({ version: z.string(), digest, commit: oid })
    .nullable()
    .describe('What is live, which the commit is made of.'),
  replaced: z.array(
    z.object({
      path: z.string(),
      key: z.string().nullable(),
      from: z.string().nullable(),
      to: z.string().nullable(),
    }),
  ),
  commit: oid.nullable().describe('Null where what is live says the same.'),
  branch: z.string().nullable(),
  reasons: z.array(
    z.object({ code: z.enum(RELEASE_CODES), args: releaseArgs, command: z.string().nullable() }),
  ),
});

/** What was written of a version, and what came of fetching all that it points to. */
export const materializeSchema = z.object({
  schema: z.literal('airlock.materialize/1'),
  bundle: z.string(),
  outcome: z.enum(['done', 'refused']),
  version: z.string().nullable(),
  targetOf: z.string().nullable().describe('Environment whose rollback target this is.'),
  digest: digest.nullable(),
  commit: oid.nullable(),
  files: z.int(),
  pointers: z
    .array(
      z.object({
        kind: z.enum(['lfs', 'dvc']),
        path: z.string().describe('Where the content belongs.'),
        pointer: z.string().describe('The file in git.'),
        digest: z.string().describe('`sha256:` of an LFS object, `md5:` of what DVC keeps.'),
        size: z.number().nullable(),
        state: z.enum(['verified', 'differs', 'unreached', 'left']),
        found: z.string().nullable(),
      }),
    )
    .describe('What git only points to, fetched and held against its pointer.'),
  links: z.array(z.string()),
  restorable: z
    .boolean()
    .nullable()
    .describe('By the word of whoever deploys; null where nobody was asked or can tell.'),
  reasons: z.array(z.object({ code: z.enum(RELEASE_CODES), args: releaseArgs })),
});

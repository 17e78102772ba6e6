import * as z from 'zod';
import { BASES, type Basis } from '../../bundle/judge.ts';
import { KINDS } from '../../bundle/kinds.ts';
import { STAGES, STATISTICS } from '../../config/terms.ts';
import { FORMATS } from '../../evidence/formats.ts';
import { MISSING } from '../../setup/draft.ts';

const bases = Object.keys(BASES) as Basis[];
const path = z.string().describe('From the root of the repository.');
const run = z.string();

const component = z.object({
  name: z.string(),
  kind: z.enum(KINDS),
  paths: z.array(z.string()),
  files: z.int().describe('How many files of the commit it takes.'),
  confidence: z.enum(['high', 'medium', 'low']).describe('That of the file it is least sure of.'),
  links: z.enum(['refuse', 'record']),
});

const evidence = z.object({
  name: z.string(),
  format: z.enum(FORMATS),
  path,
  baseline: path.nullable(),
  run: run.nullable(),
  purpose: z.enum(['full', 'adversarial']),
  source: path.describe('The file that told of it.'),
  items: z.int().nullable().describe('Items in results that are there; null where there are none yet.'),
  cases: z.int().nullable().describe('How many cases the suite has, as far as that is known.'),
  criteria: z.array(z.object({ gate: z.string(), metric: z.string(), statistic: z.enum(STATISTICS) })),
});

export function initSchema(engine: z.ZodType) {
  return z.object({
    schema: z.literal('airlock.init/1'),
    engine,
    commit: z.string().nullable().describe('Null where there is no commit yet.'),
    dryRun: z.boolean(),
    pin: z.string().nullable().describe('The commit that our actions are pinned to.'),
    server: z
      .object({ url: z.string(), kind: z.enum(['github.com', 'ghe.com', 'enterprise-server']) })
      .describe('The GitHub that the workflows are for.'),
    kit: z.string().describe('Repository there that our actions come from.'),
    absent: z.array(z.string()).describe('Workflows that cannot work on this server.'),
    detection: z.string(),
    files: z.array(
      z.object({
        path,
        action: z
          .enum(['create', 'unchanged', 'update', 'keep', 'overwrite'])
          .describe('`update`: nobody has edited it since; `keep`: somebody has, and it stays.'),
        written: z.boolean(),
        diff: z.string().nullable().describe('What is, or would be, changed.'),
      }),
    ),
    existing: z.array(path).describe('Configurations that were there before, left alone.'),
    layout: z.enum(['single', 'several']).nullable(),
    bundles: z.array(
      z.object({
        bundle: z.string(),
        file: path,
        root: path.nullable(),
        stage: z.enum(STAGES),
        components: z.array(component),
        evidence: z.array(evidence),
      }),
    ),
    found: z.object({
      suites: z.array(
        z.object({
          path,
          output: path.nullable(),
          tests: z.int().nullable(),
          redteam: z.boolean(),
        }),
      ),
      gates: z.array(path).describe('Workflows of other names that run Airlock already.'),
      workflows: z.array(z.object({ path, line: z.int(), run })),
      scripts: z.array(z.object({ path, run })),
      results: z.array(z.object({ path, format: z.enum(FORMATS), items: z.int(), complete: z.boolean() })),
      notUnderstood: z.array(z.object({ path, code: z.string() })),
    }),
    leftOut: z
      .array(
        z.object({
          path,
          basis: z.enum([...bases, 'name-is-a-glob', 'outside-features', 'too-many', 'unowned']),
        }),
      )
      .describe('What looks like a part of a feature and is in no component.'),
    missing: z.array(z.enum(MISSING)).describe('What was looked for and not found.'),
  });
}

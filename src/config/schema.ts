import * as z from 'zod';
import { DEEPEST_BRACES, globFault, LONGEST_GLOB } from '../bundle/glob.ts';
import { KINDS } from '../bundle/kinds.ts';
import { date } from './date.ts';
import { criterion, evidence, name, percent, text } from './evidence-schema.ts';
import {
  duration,
  environment,
  environmentNameSchema,
  freeze,
  machines,
  packStore,
  registry,
  replaceable,
  repositoryName,
  tier,
  window,
} from './release-schema.ts';
import { PRIVACY, STAGES, TIERS } from './terms.ts';

/**
 * The whole of airlock.yml. The descriptions become the JSON Schema for editors and the table in
 * `docs/configuration.md`; `expected` in the metadata is the noun phrase of an error message.
 */
const glob = z
  .string()
  .refine((pattern) => globFault(pattern) === null)
  .meta({
    expected: `a path glob such as "prompts/**", at most ${LONGEST_GLOB} characters and ${DEEPEST_BRACES} levels of braces`,
  });
const share = z.number().gt(0).lt(1).meta({ expected: 'a number between 0 and 1' });
const person = z
  .string()
  .regex(/^@[A-Za-z0-9][A-Za-z0-9-]*(?:\/[A-Za-z0-9._-]+)?$/u)
  .meta({ expected: 'a person or team such as "@ana" or "@acme/platform"' });
const component = z
  .strictObject({
    kind: z
      .enum(KINDS)
      .describe('What it is; decides how its changes are compared and which risk rules read it.'),
    paths: z.array(glob).default([]).describe('Path globs: `*`, `?`, `**`, `**/`, `{a,b}`.'),
    values: z
      .record(text, z.json())
      .default({})
      .describe('Pinned values for what does not live in git, such as a hosted index.'),
    links: z
      .enum(['refuse', 'record'])
      .default('refuse')
      .describe('`record` takes symlinks and submodules by target instead of refusing them.'),
    confidential: z.boolean().default(false).describe('Changes appear as counts, never as text.'),
    formerly: z
      .array(name)
      .optional()
      .describe('Names it had before: a component that was taken back stays so under a new name.'),
  })
  .meta({ expected: 'a component such as { kind: prompt, paths: ["prompts/**"] }' });

const step = z.strictObject({
  traffic: percent,
  segment: text.optional(),
  for: duration.optional(),
  watch: duration.optional(),
});

const globs = z.array(glob);

/** Identity: read from the commit that it describes. */
export const IDENTITY_SHAPE = {
  bundle: name
    .optional()
    .describe("The bundle's name. Default: the file's name under .github/airlock/, else `default`."),
  root: z
    .string()
    .regex(/^[^*?{}]*$/u)
    .max(LONGEST_GLOB)
    .optional()
    .meta({ expected: `a folder, without * ? { }, at most ${LONGEST_GLOB} characters` })
    .describe("Prefix of all this bundle's globs, for monorepos."),
  formerly: z
    .array(name)
    .optional()
    .describe(
      'Names the bundle had before: what is live, held and recorded goes on. An empty list says that it is new.',
    ),
  components: z
    .record(name, component)
    .optional()
    .describe('What the bundle is made of. A path belongs to the first component that matches.'),
};

/** Policy: read from the base, so that a pull request cannot loosen what judges it. */
export const POLICY_SHAPE = {
  stage: z
    .enum(STAGES)
    .optional()
    .describe(
      '`observe` never fails the action. Default: `enforce` where the base has gates, else `observe`.',
    ),
  privacy: z
    .enum(PRIVACY)
    .default('ids')
    .describe(
      'What a run on GitHub may show of prompts: `ids` places and counts only; `excerpts` or `full` the changed sentences too, in the result file.',
    ),
  environment: text.default('production').describe('The environment whose live bundle is the baseline.'),
  'max-age': duration
    .default('30d')
    .describe('A live baseline older than this warns, and results older than this are not carried over.'),
  'expected-flips': share
    .default(0.08)
    .describe(
      'Share of items that change by chance between two runs of an identical bundle; sets `margin: auto`.',
    ),
  evidence: z.record(name, evidence).default({}).describe('Where results come from.'),
  gates: z
    .record(name, z.array(criterion))
    .optional()
    .describe('Criteria of the four gates and of your own. Default: by the format of the evidence.'),
  tiers: z
    .strictObject({ low: tier.optional(), medium: tier.optional(), high: tier.optional() })
    .default({})
    .describe('What a tier asks for.'),
  people: z.record(name, z.array(person).min(1)).default({}).describe('Roles and who has them.'),
  machines: machines.describe(
    'What may be stopped and taken back without a person. Nothing is ever let out without one.',
  ),
  windows: z.record(name, window).default({}).describe('When a release may start.'),
  freezes: z.array(freeze).default([]).describe('Days on which no release starts.'),
  packs: packStore
    .optional()
    .describe(
      'Where evidence packs outlive the runs that made them: `release`, assets of releases on GitHub, or `run`, a command of yours. A promotion then needs one that is kept.',
    ),
  ledger: z
    .strictObject({ repository: repositoryName })
    .optional()
    .describe(
      'Another repository that holds the ledger, so that no job here needs `contents: write`. Default: this one.',
    ),
  environments: z
    .record(environmentNameSchema, environment)
    .default({})
    .describe('What a promotion to an environment needs, and how it is done.'),
  replaceable: z
    .array(replaceable)
    .default([])
    .describe(
      'What training or a registry may replace in what is live, without a pull request: a pointer (Git LFS, DVC), or with `key` one value of a file. It becomes a candidate of tier high. Default: nothing.',
    ),
  registry: registry
    .optional()
    .describe('A model registry (MLflow) that follows the ledger; written by `airlock mirror`.'),
  rollouts: z.record(name, z.array(step).min(1)).default({}).describe('Steps of a staged promotion.'),
  risk: z
    .strictObject({
      'customer-facing': globs
        .default([])
        .describe('Paths whose decisions customers feel: an unexplained change there is high.'),
      rules: z
        .array(z.strictObject({ paths: globs.min(1), tier: z.enum(TIERS), reason: text }))
        .default([])
        .describe('Rules of your own. They raise a tier and never lower it.'),
      agents: z
        .enum(TIERS)
        .default('medium')
        .describe("Highest tier at which a coding agent's change passes without a person's word."),
    })
    .default({ 'customer-facing': [], rules: [], agents: 'medium' })
    .describe('What your team knows about risk that the diff does not show.'),
  models: z
    .strictObject({
      'end-of-life': z
        .array(
          z.strictObject({
            id: text,
            retires: date,
            deprecated: date.optional(),
            successor: text.optional(),
          }),
        )
        .default([])
        .describe('Retirement dates that add to or overrule the built-in table.'),
    })
    .default({ 'end-of-life': [] })
    .describe('What your team knows about the models it uses.'),
};

export const IDENTITY_KEYS = Object.keys(IDENTITY_SHAPE);
export const POLICY_KEYS = Object.keys(POLICY_SHAPE);

export const identitySchema = z.object(IDENTITY_SHAPE);
export const policySchema = z.object(POLICY_SHAPE);
export const configSchema = z
  .strictObject({ ...IDENTITY_SHAPE, ...POLICY_SHAPE })
  .meta({ title: 'airlock.yml', expected: 'a map of settings' })
  .describe('Release engineering for AI features. Every field has a safe default; the empty file is valid.');
export const defaultsSchema = z
  .strictObject(POLICY_SHAPE)
  .meta({ title: '_defaults.yml', expected: 'a map of policy settings' });

export type IdentityInput = z.output<typeof identitySchema>;
export type PolicyInput = z.output<typeof policySchema>;

import * as z from 'zod';
import { NAME } from '../bundle/kinds.ts';
import { parseCron } from './cron.ts';
import { date } from './date.ts';
import { text } from './evidence-schema.ts';
import { BRANCHES, GRADES, LAYOUTS, MACHINE_ACTIONS, PURPOSES, UNDECIDED } from './terms.ts';

/** What promotions ask for: when they may start, and what each environment needs. */
export const duration = z
  .string()
  .regex(/^[1-9][0-9]{0,4}(?:m|h|d)$/u)
  .meta({ expected: 'a duration such as "30m", "8h" or "30d"' });

export const window = z.strictObject({
  opens: z
    .string()
    .refine((cron) => parseCron(cron) !== null)
    .meta({ expected: 'a cron expression of five fields such as "0 9 * * 1-5" or "0 10 * * 2#2"' }),
  for: duration,
  zone: z
    .string()
    .refine(isZone)
    .default('UTC')
    .meta({ expected: 'an IANA time zone such as Europe/Berlin' }),
});

export const freeze = z
  .strictObject({
    from: date.describe('First day, in the zone.'),
    to: date.describe('Last day, in the zone.'),
    zone: z
      .string()
      .refine(isZone)
      .default('UTC')
      .meta({ expected: 'an IANA time zone such as Europe/Berlin' }),
    reason: text,
  })
  .meta({ expected: 'a freeze such as { from: "2026-12-18", to: "2027-01-04", reason: holidays }' });

const deploy = z
  .union([
    z.strictObject({ run: text }),
    z.strictObject({ file: z.string().min(1), branch: text.default('airlock-deploy') }),
  ])
  .meta({ expected: 'a command such as { run: ./deploy.sh }, or a file such as { file: production.json }' });

export const packStore = z
  .union([z.literal('release'), z.strictObject({ run: text })])
  .meta({ expected: '`release`, or a command such as { run: ./keep.sh }' });

const roleName = z
  .string()
  .regex(NAME)
  .meta({ expected: 'a name of lower-case letters, digits and dashes that begins with a letter' });

const LONGEST_EMERGENCY = 3 * 24 * 60;

export const emergency = z
  .strictObject({
    declare: roleName.describe('The role whose members may declare one.'),
    triggers: z
      .array(roleName)
      .min(1)
      .describe('What may be one, in names of yours: outage, harm, security.'),
    lasts: duration
      .refine((text) => minutesOf(text) <= LONGEST_EMERGENCY)
      .meta({ expected: 'a duration of at most three days such as "4h"' })
      .default('4h')
      .describe('After so long it is over by itself.'),
    reviewer: roleName
      .optional()
      .describe(
        'The role of the one person, no author, who agrees to a plan under it. Default: anyone with write access.',
      ),
    'reviewed-within': z
      .int()
      .min(1)
      .max(30)
      .default(5)
      .meta({ expected: 'a whole number from 1 to 30' })
      .describe('Business days until the review afterwards is due.'),
  })
  .meta({ expected: 'an emergency path such as { declare: oncall, triggers: [outage, harm] }' });

export const environmentNameSchema = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/u)
  .meta({ expected: 'the name of an environment such as production' });

export const environment = z
  .strictObject({
    deploy: deploy
      .optional()
      .describe(
        'How a version gets there: `run`, a command of yours, or `file`, a file on a branch for GitOps.',
      ),
    evidence: z
      .enum(GRADES)
      .default('E2')
      .describe(
        'The least grade of evidence a promotion needs: E1 recomputed from raw rows, E2 made on the merged commit.',
      ),
    attempts: z
      .int()
      .min(1)
      .max(100)
      .default(3)
      .meta({ expected: 'a whole number from 1 to 100' })
      .describe('How many different results one evidence may have had for the same content.'),
    fallback: text
      .optional()
      .describe(
        'What carries the load where there is no version to return to: a flag, the system before, a kill switch.',
      ),
    protected: z
      .boolean()
      .default(true)
      .describe(
        'On GitHub the environment must exist and be restricted to branches. `false` where there are no environments.',
      ),
    layout: z
      .enum(LAYOUTS)
      .default('default')
      .describe(
        'Where people approve: `default` in NAME-approval, without secrets; `strict` in NAME, with NAME-rollback beside it.',
      ),
    branches: z
      .enum(BRANCHES)
      .default('default')
      .describe(
        'Which branches may use the environment on GitHub: the `default` one, or all `protected` ones.',
      ),
    workflow: z
      .string()
      .regex(/^\.github\/workflows\/[\w.-]+\.ya?ml$/u)
      .optional()
      .meta({ expected: 'the path of a workflow such as .github/workflows/airlock-promote.yml' })
      .describe('The only workflow that may promote here, on GitHub. Default: any of the default branch.'),
    lease: duration
      .default('2h')
      .describe(
        'How long a deployment may be under way. After that `airlock reconcile` finishes it, or takes it back.',
      ),
    'drilled-within': duration
      .optional()
      .describe(
        'How long ago a rollback must have been exercised here, by a drill or for real. Default: never asked.',
      ),
    formerly: z
      .array(environmentNameSchema)
      .optional()
      .describe('Names the environment had before. An empty list says that it is new.'),
    emergency: emergency
      .optional()
      .describe('Who may declare an emergency here, and what may be one. Default: nobody.'),
  })
  .meta({ expected: 'an environment such as { deploy: { run: ./deploy.sh } }' });

export const registry = z.strictObject({
  model: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9 ._-]{0,99}$/u)
    .meta({ expected: 'a name such as support-bot' })
    .optional()
    .describe("Name of the registered model. Default: the bundle's."),
  source: text
    .optional()
    .describe('Where a version lies, such as "s3://models/{bundle}/{digest}"; also {version} and {commit}.'),
});

export const replaceable = z
  .strictObject({
    path: z
      .string()
      .regex(/^(?![./])[^*?{}\\]{1,400}$/u)
      .meta({ expected: 'the path of one file, without * ? { }' }),
    key: z
      .string()
      .regex(/^[\w-]+(?:\.[\w-]+)*$/u)
      .optional()
      .meta({ expected: 'the key of one value such as model.id' }),
  })
  .meta({ expected: 'a file such as { path: config/model.yaml, key: model } or { path: weights.bin.dvc }' });

export const repositoryName = z
  .string()
  .regex(/^[A-Za-z0-9][\w-]{0,38}\/[\w.-]{1,100}$/u)
  .meta({ expected: 'a repository on the same server such as "acme/releases"' });

const people = z.int().min(1).max(20).meta({ expected: 'a whole number from 1 to 20' });

export const tier = z
  .strictObject({
    gates: z.array(roleName).optional().describe('Gates that decide. Default: all that have criteria.'),
    evidence: z
      .array(z.enum(PURPOSES))
      .optional()
      .describe('Purposes of evidence that must be there. Default: all.'),
    undecided: z
      .enum(UNDECIDED)
      .optional()
      .describe('What an undecided outcome leads to. Default: low warn, medium ask, high block.'),
    window: roleName.optional().describe('Release window. Default: always open.'),
    rollout: roleName.optional().describe('Rollout. Default: direct.'),
    approvals: z.record(roleName, people).optional().describe('Roles and how many of each.'),
    accountable: roleName.optional().describe('The role of the one person who decides.'),
    'rollback-plan': z
      .boolean()
      .optional()
      .describe('Whether a release needs a rollback plan. Default: true at medium and high.'),
  })
  .meta({ expected: 'what holds for a tier, such as { undecided: ask }' });

const machineActions = z.array(z.enum(MACHINE_ACTIONS)).default([...MACHINE_ACTIONS]);

export const machines = z
  .strictObject({
    automation: machineActions.describe('What workflows and bots may do.'),
    agent: machineActions.describe('What coding agents may do.'),
  })
  .default({ automation: [...MACHINE_ACTIONS], agent: [...MACHINE_ACTIONS] });

export type WindowInput = z.output<typeof window>;
export type EmergencyInput = z.output<typeof emergency>;
export type EnvironmentInput = z.output<typeof environment>;
export type PackStoreInput = z.output<typeof packStore>;

function isZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone });
    return true;
  } catch {
    return false;
  }
}

const MINUTES = { m: 1, h: 60, d: 24 * 60 } as const;

/** Minutes of a duration such as `30m`, `8h` or `30d`. */
export function minutesOf(duration: string): number {
  const unit = duration.at(-1) as keyof typeof MINUTES;
  return Number(duration.slice(0, -1)) * MINUTES[unit];
}

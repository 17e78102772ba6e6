import * as z from 'zod';
import { NOT_SET } from '../../release/apply-environments.ts';
import { ENVIRONMENT_SETTINGS } from '../../release/environments.ts';
import { oid } from './schema-shapes.ts';

export const environmentsSchema = z.object({
  schema: z.literal('airlock.environments/1'),
  action: z.enum(['plan', 'apply']),
  repository: z.string(),
  defaultBranch: z.string(),
  commit: oid.describe('Commit whose policy was compared with.'),
  outcome: z.enum(['same', 'differs', 'set']).describe('The worst of all environments.'),
  environments: z.array(
    z.object({
      name: z.string(),
      outcome: z
        .enum(['same', 'differs', 'set'])
        .describe('`set`: it differed, and is now as the policy asks.'),
      differences: z
        .array(
          z.object({
            setting: z.enum(ENVIRONMENT_SETTINGS),
            found: z.string(),
            wanted: z.string(),
            weaker: z.boolean().describe('Whether it protects less than the policy asks for.'),
            settable: z.boolean().describe('False: a person sets it in the settings of the repository.'),
          }),
        )
        .describe('As they are now; of what was set, as they were before.'),
      failed: z
        .object({ why: z.enum(NOT_SET), found: z.string() })
        .nullable()
        .describe('Why something was not set.'),
    }),
  ),
});

import * as z from 'zod';
import { DOCTOR_CODES, SEVERITIES } from '../../doctor/finding.ts';

export function doctorSchema(engine: z.ZodType) {
  return z.object({
    schema: z.literal('airlock.doctor/1'),
    engine,
    commit: z.string(),
    repository: z.string().nullable().describe('Null where GitHub was not asked.'),
    health: z
      .enum(['sound', 'weak', 'unknown'])
      .describe('`weak`: something must be mended; `unknown`: something could not be told.'),
    counts: z.object({ high: z.int(), medium: z.int(), low: z.int(), unknown: z.int() }),
    findings: z.array(
      z.object({
        code: z.enum(DOCTOR_CODES),
        severity: z.enum(SEVERITIES),
        file: z.string().nullable(),
        line: z.int().nullable(),
        args: z.record(z.string(), z.union([z.string(), z.number()])),
        title: z.string(),
        mend: z.string().describe('What to do, with the names of this finding.'),
      }),
    ),
  });
}

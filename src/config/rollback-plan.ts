import * as z from 'zod';
import { NAME } from '../bundle/kinds.ts';
import { REMEDIES, REVIEW, type RollbackPlan, WAYS } from '../ledger/shapes.ts';
import { type Problem, problem, Refusal } from '../problem.ts';
import { type Node, type Path, toData } from '../reader/data.ts';
import { nearest } from '../reader/nearest.ts';
import { Lines, textOf } from '../reader/text.ts';
import { readYaml } from '../reader/yaml.ts';
import { at, issueProblems, type Source } from './issues.ts';

/**
 * A rollback plan: YAML, or the front matter of a page in Markdown that people read at night. What is done at which sign,
 * by whom, how one sees that it helped, and what is to be made good downstream.
 */
const LONGEST = 200;
const MOST = 50;

const text = z
  .string()
  .min(1)
  .max(LONGEST)
  .meta({ expected: `text of at most ${LONGEST} characters` });
const name = z
  .string()
  .regex(NAME)
  .refine((one) => one !== REVIEW)
  .meta({ expected: `a name of lower-case letters, digits and dashes other than ${REVIEW}` });

const response = z
  .strictObject({
    symptom: text.optional().describe('What people see when this is the answer.'),
    stop: text.optional().describe('The stop condition that asks for it: a gate, or a metric of a rollout.'),
    scope: z.enum(WAYS).describe('What is taken back; `forward`: a fix instead.'),
    owner: text.describe('Who decides and carries it out.'),
    verify: text.describe('How one sees that it helped.'),
    sinks: z.array(name).max(MOST).default([]).describe('Sinks that are to be made good afterwards.'),
  })
  .meta({ expected: 'an answer such as { symptom: …, scope: model, owner: "@kim", verify: … }' });

const sink = z
  .strictObject({
    remedy: z.enum(REMEDIES).describe('Made again, sent again, or set back.'),
    owner: text.describe('Who makes it good.'),
    how: text.optional().describe('The command or page that says how.'),
  })
  .meta({ expected: 'a sink such as { remedy: recompute, owner: "@lee" }' });

export const rollbackPlanSchema = z
  .strictObject({
    responses: z.array(response).min(1).max(MOST).describe('What is done at which sign.'),
    sinks: z
      .record(name, sink)
      .refine((sinks) => Object.keys(sinks).length <= MOST)
      .default({})
      .meta({ expected: `a map of at most ${MOST} sinks` })
      .describe('What takes in the output of the bundle.'),
  })
  .meta({ title: 'rollback plan', expected: 'a map with `responses`' })
  .describe('What is taken back at which sign, and what is made good afterwards.');

export const PLAN_LIMITS = { bytes: 128 * 1024, depth: 16, tokens: 10_000, plain: true } as const;

/**
 * The plan in the bytes of a file; null where the file is a page for people alone: one without `responses`. Refuses, each
 * thing at its line, a plan that is wrong.
 */
export function readRollbackPlan(file: string, bytes: Uint8Array): RollbackPlan | null {
  const whole = textOf(bytes, file, PLAN_LIMITS.bytes);
  const data = /\.ya?ml$/iu.test(file) ? whole : frontMatter(whole);
  if (data === null) return null;
  const result = readYaml(data, PLAN_LIMITS);
  if (!result.ok) {
    const { firstLine, ...rest } = result.problem;
    throw new Refusal([
      problem(rest.code, { file, ...rest, args: firstLine === undefined ? {} : { firstLine } }),
    ]);
  }
  const [root, second] = result.roots;
  if (root?.kind !== 'map' || !root.entries.has('responses') || second !== undefined) return null;
  const source = { file, lines: new Lines(data), root };
  const parsed = rollbackPlanSchema.safeParse(toData(root));
  if (!parsed.success) throw new Refusal(issueProblems(parsed.error.issues, rollbackPlanSchema, source));
  const wrong = mismatches(parsed.data, source);
  if (wrong.length > 0) throw new Refusal(wrong);
  return planOf(parsed.data);
}

/** Up to the closing line, so that places are those of the file; null where there is none. */
function frontMatter(text: string): string | null {
  if (!/^---[ \t]*\r?\n/u.test(text)) return null;
  const end = /\n---[ \t]*(?:\r?\n|$)/u.exec(text);
  return end === null ? null : text.slice(0, end.index + 1);
}

type Input = z.output<typeof rollbackPlanSchema>;

function mismatches({ responses, sinks }: Input, source: Source & { readonly root: Node }): Problem[] {
  const known = Object.keys(sinks);
  return responses.flatMap(({ symptom, stop, sinks: named }, i): Problem[] => {
    const path: Path = ['responses', i];
    const signs = [symptom, stop].filter((one) => one !== undefined);
    return [
      ...(signs.length === 1
        ? []
        : [
            at(source, path, 'config-missing-key', {
              expected: 'either a symptom or a stop condition',
              args: { key: `responses[${i}].symptom` },
            }),
          ]),
      ...named.flatMap((one, k) =>
        known.includes(one)
          ? []
          : [
              at(source, [...path, 'sinks', k], 'config-undefined', {
                found: one,
                expected: `a sink that is defined${known.length > 0 ? `: ${known.join(', ')}` : '; none is'}`,
                nearest: nearest(one, known),
              }),
            ],
      ),
    ];
  });
}

function planOf({ responses, sinks }: Input): RollbackPlan {
  return {
    responses: responses.map(({ symptom = null, stop = null, ...rest }) => ({ symptom, stop, ...rest })),
    sinks: Object.entries(sinks).map(([one, { how = null, ...rest }]) => ({ name: one, how, ...rest })),
  };
}

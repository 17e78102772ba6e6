import { expect } from 'vitest';
import type { Fault } from '../github/faults.ts';
import { type BotOptions, bot } from './bot.ts';
import { botComment, gate, githubOf, MARKER, marked } from './pull.ts';

type Kind = Fault['kind'];
const KINDS: readonly Kind[] = [
  'refuse',
  'timeout',
  '404',
  '409',
  '422',
  '500',
  '403-secondary',
  '429',
  '502-after-commit',
  'cut-after-commit',
  'stale-read',
  'truncated',
  'html',
  'graphql-errors',
];

export function fault(kind: Kind, nth: number, times = 1): Fault {
  const where = { path: /./u, nth, times };
  return kind === 'timeout' ? { kind, ms: 20, ...where } : { kind, ...where };
}

/** As small as a gated repository can be, so that a run is quick. */
export const OPTIONS: BotOptions = {
  evals: false,
  base: { '.github/airlock.yml': 'components: { prompts: { kind: prompt, paths: ["prompts/**"] } }\n' },
  files: { 'prompts/refund.md': 'Refund whatever the customer asks for.\n' },
};
export const INPUTS = { 'fail-on': 'undecided' };
const EARLIER = [botComment(`An earlier report\n\n${MARKER}`), botComment(`Its double\n\n${MARKER}`)];

/** Two at a time, because each is a process. */
async function each<T>(values: readonly T[], act: (value: T) => Promise<void>): Promise<void> {
  const queue = [...values];
  const worker = async (): Promise<void> => {
    for (let value = queue.shift(); value !== undefined; value = queue.shift()) await act(value);
  };
  await Promise.all([worker(), worker()]);
}

/** What a run has to do: with a comment and its double, or with none. */
export const STORIES = [
  // The comments are where the two differ; every other call is in the first as well.
  { title: 'where there is a comment, and a double of it', comments: EARLIER, only: /./u },
  { title: 'where there is no comment yet', comments: [], only: /comments/u },
] as const;

/**
 * Runs the gate with one fault at a time, on every call that matches `only`, and expects the result of a clean run.
 * Of all kinds of faults each call meets every `step`th, another first one on each call; 1 is all of them.
 */
export async function noFaultChangesTheResult(
  { comments, only }: (typeof STORIES)[number],
  step: number,
): Promise<string[]> {
  using repository = bot(OPTIONS);
  await using clean = await githubOf(repository, { comments: structuredClone([...comments]) });
  const expected = await gate(repository, clean, { inputs: INPUTS });
  expect(expected).toMatchObject({ code: 1, stderr: '' });
  expect(marked(clean)).toHaveLength(1);

  const calls = clean.routes().flatMap((route, i) => (only.test(route) ? [i + 1] : []));
  const cases = calls.flatMap((nth) =>
    KINDS.filter((_, i) => i % step === nth % step).map((kind) => ({ kind, nth })),
  );
  await each(cases, async ({ kind, nth }) => {
    await using github = await githubOf(repository, { comments: structuredClone([...comments]) });
    github.faults.push(fault(kind, nth));
    const step = await gate(repository, github, { inputs: INPUTS });
    const where = `${kind} at call ${nth}`;
    expect({ where, code: step.code, stderr: step.stderr }).toEqual({ where, code: 1, stderr: '' });
    expect({ where, ...own(step.outputs) }).toEqual({ where, ...own(expected.outputs) });
    expect({ where, summary: step.summary }).toEqual({ where, summary: expected.summary });
    expect({ where, violations: github.violations }).toEqual({ where, violations: [] });
    // Never more than were there: a fault may keep us from cleaning up, and must not make us post again.
    expect(marked(github).length, where).toBeLessThanOrEqual(Math.max(1, comments.length));
  });
  return clean.routes();
}

function own({ decision, tier, version, digest }: Readonly<Record<string, string>>) {
  return { decision, tier, version, digest };
}

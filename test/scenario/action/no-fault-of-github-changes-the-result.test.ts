import { expect, test } from 'vitest';
import type { Fault } from '../../github/faults.ts';
import { type BotOptions, bot } from '../bot.ts';
import { botComment, gate, githubOf, MARKER, marked } from '../pull.ts';

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

function fault(kind: Kind, nth: number, times = 1): Fault {
  const where = { path: /./u, nth, times };
  return kind === 'timeout' ? { kind, ms: 20, ...where } : { kind, ...where };
}

/** As small as a gated repository can be, so that a run is quick. */
const OPTIONS: BotOptions = {
  evals: false,
  base: { '.github/airlock.yml': 'components: { prompts: { kind: prompt, paths: ["prompts/**"] } }\n' },
  files: { 'prompts/refund.md': 'Refund whatever the customer asks for.\n' },
};
const INPUTS = { 'fail-on': 'undecided' };
const EARLIER = [botComment(`An earlier report\n\n${MARKER}`), botComment(`Its double\n\n${MARKER}`)];

/** Two at a time, because each is a process. */
async function each<T>(values: readonly T[], act: (value: T) => Promise<void>): Promise<void> {
  const queue = [...values];
  const worker = async (): Promise<void> => {
    for (let value = queue.shift(); value !== undefined; value = queue.shift()) await act(value);
  };
  await Promise.all([worker(), worker()]);
}

test.each([
  // The comments are where the two differ; every other call is in the first as well.
  { title: 'where there is a comment, and a double of it', comments: [...EARLIER], only: /./u },
  { title: 'where there is no comment yet', comments: [], only: /comments/u },
])('no fault of GitHub changes the result, $title', { timeout: 240_000 }, async ({ comments, only }) => {
  using repository = bot(OPTIONS);
  await using clean = await githubOf(repository, { comments: structuredClone(comments) });
  const expected = await gate(repository, clean, { inputs: INPUTS });
  expect(expected).toMatchObject({ code: 1, stderr: '' });
  expect(marked(clean)).toHaveLength(1);
  expect(clean.routes()).toMatchSnapshot();

  const calls = clean.routes().flatMap((route, i) => (only.test(route) ? [i + 1] : []));
  const cases = calls.flatMap((nth) => KINDS.map((kind) => ({ kind, nth })));
  await each(cases, async ({ kind, nth }) => {
    await using github = await githubOf(repository, { comments: structuredClone(comments) });
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
});

test('nor does a GitHub that never answers', async () => {
  using repository = bot(OPTIONS);
  await using github = await githubOf(repository);
  github.faults.push(fault('cut-after-commit', 1, 1000));
  const step = await gate(repository, github, { inputs: INPUTS });
  expect(step).toMatchObject({ code: 1, stderr: '' });
  expect(step.outputs['decision']).toBe('undecided');
  expect(step.log.match(/^::notice::.*$/gmu)).toMatchInlineSnapshot(`
    [
      "::notice::GitHub gave no usable answer: labels are taken from the event and may be out of date, decisions of persons on the pull request are not seen, the report is not posted as a comment, no risk label is set. The report is in the job summary.",
    ]
  `);
});

function own({ decision, tier, version, digest }: Readonly<Record<string, string>>) {
  return { decision, tier, version, digest };
}

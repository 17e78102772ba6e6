import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { type Bot, bot } from '../bot.ts';
import { put, scratchFolder } from '../folder.ts';

const config = (more: string): string => `bundle: tiny
components:
  settings: { kind: prompt, paths: ["settings/**"] }
  traffic: { kind: drift-baseline, paths: ["baselines/**"] }
evidence: { golden: { format: jsonl, path: golden.jsonl, baseline: before.jsonl } }
gates:
  functional: [{ evidence: golden, metric: score, margin: 0.05${more} }]
`;
/** Every second item is a refund; of those the candidate loses a fifth. */
const rows = (n: number, score: (i: number) => number): string =>
  Array.from(
    { length: n },
    (_, i) => `${JSON.stringify({ id: `i${i}`, task: i % 2 === 0 ? 'refund' : 'other', score: score(i) })}\n`,
  ).join('');
const results = {
  'before.jsonl': rows(800, () => 1),
  'golden.jsonl': rows(800, (i) => (i % 10 === 0 ? 0 : 1)),
};

/** The mix of a log in which every `nth` request is a refund, as `airlock baseline record` writes it. */
async function recorded(nth: number): Promise<string> {
  using folder = scratchFolder();
  const log = Array.from(
    { length: 1000 },
    (_, i) => `${JSON.stringify({ id: `r${i}`, task: i % nth === 0 ? 'refund' : 'other' })}\n`,
  );
  put(folder.path, { 'traffic.jsonl': log.join('') });
  const answer = await airlock(folder.path, ['baseline', 'record', 'traffic.jsonl', '--json']);
  expect(answer).toMatchObject({ code: 0, stderr: '' });
  return answer.stdout;
}

interface Answer {
  readonly gates: readonly {
    readonly checks: readonly { verdict: string; code: string; candidate: number }[];
  }[];
}
const ARGS = ['check', '--base', 'main', '--head', 'change'];

/** A pull request with these results, under a criterion of the base with `more` in it. */
function change(more: string, mix: string | null): Bot {
  const base = {
    '.github/airlock.yml': config(more),
    'settings/a.md': 'Be kind.\n',
    ...(mix && { 'baselines/drift.json': mix }),
  };
  return bot({ example: false, base, files: { 'settings/a.md': 'Be brief.\n', ...results } });
}

async function checkOf(repository: Bot, more: readonly string[] = []) {
  const answer = await airlock(repository.path, [...ARGS, '--json', ...more]);
  return json<Answer>(answer).gates.flatMap(({ checks }) => checks)[0];
}

test('a loss in what production hardly meets goes, and the report says by what it is weighted', async () => {
  const mix = await recorded(20);
  using plain = change('', mix);
  expect(await checkOf(plain)).toMatchObject({ verdict: 'fail', code: 'regressed', candidate: 0.9 });

  using weighed = change(', weights: task', mix);
  expect(await checkOf(weighed, ['--pack', 'pack.zip'])).toMatchObject({
    verdict: 'pass',
    code: 'within-margin',
    candidate: expect.closeTo(0.99, 12),
  });
  const { stdout } = await airlock(weighed.path, ARGS);
  expect(stdout).toContain('weighted by task as in production');
  // The mix is in the pack: everything follows from it without the repository.
  expect(await airlock(weighed.path, ['verify', 'pack.zip', '--raw', '.'])).toMatchObject({ code: 0 });
});

test('the same loss in what production meets all the time does not', async () => {
  using often = change(', weights: task', '{"task": {"refund": 0.95, "other": 0.05}}');
  expect(await checkOf(often)).toMatchObject({ verdict: 'fail', candidate: expect.closeTo(0.81, 12) });
});

test.each([
  ['the traffic', null, 'production-mix-missing'],
  [
    'items of a slice of it',
    '{"task": {"refund": 0.5, "other": 0.4, "fraud": 0.1}}',
    'production-slices-missing',
  ],
])('without %s nothing is shown', async (_, mix, code) => {
  using repository = change(', weights: task', mix);
  expect(await checkOf(repository)).toMatchObject({ verdict: 'unmeasured', code, candidate: null });
});

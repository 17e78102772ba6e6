import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { bot } from '../bot.ts';
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

async function checked(more: string, mix: string | null) {
  const base = {
    '.github/airlock.yml': config(more),
    'settings/a.md': 'Be kind.\n',
    ...(mix && { 'baselines/drift.json': mix }),
  };
  using repository = bot({ example: false, base, files: { 'settings/a.md': 'Be brief.\n', ...results } });
  const text = await airlock(repository.path, ARGS);
  const machine = await airlock(repository.path, [...ARGS, '--json', '--pack', 'pack.zip']);
  const pack = await airlock(repository.path, ['verify', 'pack.zip', '--raw', '.']);
  expect([machine.code, pack.code]).toEqual([text.code, 0]);
  const [check] = json<Answer>(machine).gates.flatMap(({ checks }) => checks);
  return { text: text.stdout, check };
}

test('a loss in what production hardly meets goes, and the report says by what it is weighted', async () => {
  const plain = await checked('', await recorded(20));
  expect(plain.check).toMatchObject({ verdict: 'fail', code: 'regressed', candidate: 0.9 });
  expect(plain.text).not.toContain('weighted');

  const { text, check } = await checked(', weights: task', await recorded(20));
  expect(check).toMatchObject({
    verdict: 'pass',
    code: 'within-margin',
    candidate: expect.closeTo(0.99, 12),
  });
  expect(text).toContain('weighted by task as in production');
});

test('the same loss in what production meets all the time does not', async () => {
  const { check } = await checked(', weights: task', '{"task": {"refund": 0.95, "other": 0.05}}');
  expect(check).toMatchObject({ verdict: 'fail', candidate: expect.closeTo(0.81, 12) });
});

test('without the traffic, or with slices of it that nobody tried, nothing is shown', async () => {
  const none = await checked(', weights: task', null);
  expect(none.check).toMatchObject({
    verdict: 'unmeasured',
    code: 'production-mix-missing',
    candidate: null,
  });
  const untried = await checked(', weights: task', '{"task": {"refund": 0.5, "other": 0.4, "fraud": 0.1}}');
  expect(untried.check).toMatchObject({ verdict: 'unmeasured', code: 'production-slices-missing' });
  expect(untried.text).toContain('fraud');
});

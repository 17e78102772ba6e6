import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { bot } from '../bot.ts';

const config = (more: string): string => `bundle: tiny
components:
  settings: { kind: prompt, paths: ["settings/**"] }
evidence:
  golden: { format: jsonl, path: golden.jsonl, baseline: before.jsonl${more} }
gates:
  functional: [{ evidence: golden, metric: score, margin: 0.02 }]
`;
const QUARANTINE =
  ', quarantine: [{ items: [i0, i1, i2, i3, i4, i5, i6, i7, i8, i9], until: 9999-12-31, reason: flaky }]';
const rows = (score: (i: number) => number): string =>
  Array.from({ length: 200 }, (_, i) => `${JSON.stringify({ id: `i${i}`, score: score(i) })}\n`).join('');
const RESULTS = { 'golden.jsonl': rows((i) => (i < 10 ? 0 : 1)), 'before.jsonl': rows(() => 1) };
const ARGS = ['check', '--base', 'main', '--head', 'change', '--json'];

interface Answer {
  readonly decision: { readonly outcome: string };
  readonly preview: { readonly outcome: string } | null;
  readonly risk: { readonly tier: string; readonly findings: readonly { readonly code: string }[] };
  readonly gates: readonly { readonly checks: readonly { readonly n: number }[] }[];
  readonly evidence: readonly {
    readonly quarantine: readonly { readonly state: string; readonly present: number }[];
  }[];
}

test('one that a pull request brings is a loosening, and is not in force', async () => {
  using repository = bot({
    example: false,
    base: { '.github/airlock.yml': config(''), 'settings/a.md': 'Be kind.\n' },
    files: { '.github/airlock.yml': config(QUARANTINE), 'settings/a.md': 'Be brief.\n', ...RESULTS },
  });
  const answer = await airlock(repository.path, ARGS);
  const { decision, preview, risk, gates, evidence } = json<Answer>(answer);
  expect([answer.code, decision.outcome, preview?.outcome]).toEqual([1, 'no-go', 'go']);
  expect([risk.tier, risk.findings.map(({ code }) => code)]).toEqual([
    'high',
    expect.arrayContaining(['policy-loosened']),
  ]);
  expect([gates[0]?.checks[0]?.n, evidence[0]?.quarantine]).toEqual([200, []]);
});

test('one of the base is, and a pack says the same wherever it is verified', async () => {
  using repository = bot({
    example: false,
    base: { '.github/airlock.yml': config(QUARANTINE), 'settings/a.md': 'Be kind.\n' },
    files: { 'settings/a.md': 'Be brief.\n', ...RESULTS },
  });
  const { path } = repository;
  const answer = await airlock(path, [...ARGS, '--pack', 'pack.zip']);
  const { gates, evidence } = json<Answer>(answer);
  expect([answer.code, gates[0]?.checks[0]?.n]).toEqual([0, 190]);
  expect(evidence[0]?.quarantine).toMatchObject([{ state: 'in-force', present: 10 }]);
  expect(await airlock(path, ['verify', 'pack.zip', '--raw', '.'])).toMatchObject({ code: 0 });
  const { stdout } = await airlock(path, ARGS.slice(0, -1));
  expect(stdout).toContain(
    '10 items of golden (i0, i1, i2, i3, i4 and 5 more) left out of 200 until 9999-12-31: flaky.',
  );
});

import { expect, test } from 'vitest';
import { type Assumptions, type ChangeKind, runs, type Way } from '../../scripts/cost.ts';
import type { Identity } from '../../src/bundle/bundle.ts';
import { policyOf } from '../../src/config/policy.ts';
import { policySchema } from '../../src/config/schema.ts';
import { type CarryOutcome, NOTHING_CARRIED } from '../../src/risk/carry.ts';
import { dueEvidence, requiredEvidence } from '../../src/risk/required-evidence.ts';
import { fences, pageText } from './pages.ts';

const PAGE = 'docs/cost.md';
const assumed = JSON.parse(fences(PAGE).find(({ info }) => info === 'json cost')?.text ?? '') as Assumptions;

/** Cells of the rows of a generated table, without its heads. */
function cells(name: string): string[][] {
  const [, text = ''] =
    new RegExp(`<!-- generated: ${name} -->\\n(.*?)\\n<!-- end -->`, 'su').exec(pageText(PAGE)) ?? [];
  const lines = text.split('\n').slice(2);
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

/** Dollars and minutes of a number of runs, by the block of the page and by hand. */
function bill(count: number): [number, number] {
  const { minute, input, output, answer, judge, itemsOfSuite, secondsOfItem, parallel, setup, jobs } =
    assumed;
  const run = setup + Math.ceil((itemsOfSuite * secondsOfItem) / parallel / 60);
  const item = answer.in * input + answer.out * output + judge.in * input + judge.out * output;
  const minutes = jobs + count * run;
  return [(count * itemsOfSuite * item) / 1e6 + minutes * minute, minutes];
}

function shown([usd, minutes]: readonly [number, number]): string {
  return `$${usd.toFixed(2)}, ${minutes.toFixed(minutes < 10 ? 1 : 0)} min`;
}

test('a pull request of the large team costs what the page says', () => {
  const { features = 0, suites = 0 } = assumed.teams['large'] ?? {};
  const all = features * suites;
  expect(cells('kinds')).toEqual([
    ['docs', shown(bill(2 * all)), shown(bill(0)), shown(bill(0))],
    ['lockfile', shown(bill(2 * all)), shown(bill(0)), shown(bill(0))],
    ['prompt', shown(bill(2 * all)), shown(bill(2 * suites)), shown(bill(suites))],
    ['shared', shown(bill(2 * all)), shown(bill(2 * all)), shown(bill(all))],
  ]);
});

test('a team pays what the page says, on average and in a month', () => {
  const { docs, lockfile, prompt, shared } = assumed.changes;
  expect(docs + lockfile + prompt + shared).toBeCloseTo(1);
  const expected = Object.entries(assumed.teams).flatMap(([team, { features, suites, ...often }]) => {
    const all = features * suites;
    const mean = (d: number, l: number, p: number, s: number): [number, number] => {
      const parts = [bill(d), bill(l), bill(p), bill(s)];
      const weights = [docs, lockfile, prompt, shared];
      const sum = (at: 0 | 1): number =>
        parts.reduce((total, part, i) => total + part[at] * (weights[i] ?? 0), 0);
      return [sum(0), sum(1)];
    };
    const before = [
      mean(2 * all, 2 * all, 2 * all, 2 * all),
      mean(0, 0, 2 * suites, 2 * all),
      mean(0, 0, suites, all),
    ];
    const after = [mean(all, all, all, all), mean(0, all, suites, all), mean(0, 0, suites, all)];
    const month = before.map((one, i): [number, number] => {
      const total = (at: 0 | 1): number =>
        one[at] * (often.pulls + often.entries) + (after[i]?.[at] ?? 0) * often.releases;
      return [total(0), total(1)];
    });
    return [
      [team, 'pull request', ...before.map(shown)],
      ...(often.entries === 0 ? [] : [[team, 'queue entry', ...before.map(shown)]]),
      [team, 'release', ...after.map(shown)],
      [team, '**month**', ...month.map(shown)],
    ];
  });
  expect(cells('teams')).toEqual(expected);
});

/** Jobs that classify asks for because of a change of one component in a bundle of two suites. */
function jobs(component: string | null, way: Way): number {
  const evidence = { path: 'out/a.csv', baseline: 'out/base.csv' };
  const policy = policyOf(policySchema.parse({ evidence: { golden: evidence, tone: evidence } }));
  const kinds = { prompts: 'prompt', suite: 'evals', lock: 'runtime' } as const;
  const identity: Identity = {
    name: 'bot',
    provisional: false,
    components: Object.entries(kinds).map(([name, kind]) => ({
      name,
      kind,
      paths: [],
      values: {},
      links: 'refuse',
      confidential: false,
    })),
  };
  const changes = component === null ? [] : [{ component, equal: null } as never];
  const from = { version: '1.0.0', digest: '', grade: 'E2', recordedAt: '', sha256: '', scores: '' } as const;
  const both: [string, CarryOutcome][] = ['golden', 'tone'].map((name) => [name, { kind: 'carried', from }]);
  const { required } = requiredEvidence(
    dueEvidence(policy, 'medium', 'pull_request'),
    identity,
    { changes, map: [], isFirst: false },
    way === 'with' && component !== 'prompts' ? new Map(both) : NOTHING_CARRIED,
    way === 'with' ? new Set(['golden', 'tone']) : new Set(),
  );
  return required.reduce((sum, { baseline }) => sum + (baseline === null ? 1 : 2), 0);
}

test.each<[ChangeKind, string | null]>([
  ['docs', null],
  ['lockfile', 'lock'],
  ['prompt', 'prompts'],
  ['shared', 'prompts'],
])('the page counts as many runs for %s as classify asks for', (kind, component) => {
  const team = { features: 1, suites: 2, pulls: 0, entries: 0, releases: 0 };
  for (const way of ['without', 'with'] as const)
    expect(jobs(component, way)).toBe(runs(kind, 'pull request', way, team));
});

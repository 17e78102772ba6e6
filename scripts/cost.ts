import { readFileSync } from 'node:fs';

/** What the bills of `docs/cost.md` rest on; it stands on the page itself, for everybody to put their own. */
export interface Assumptions {
  /** USD for a minute of a runner; each job is rounded up to whole minutes. */
  readonly minute: number;
  /** USD for a million tokens. */
  readonly input: number;
  readonly output: number;
  /** Tokens of one item: what is asked and answered, and what a judge reads and writes. */
  readonly answer: Tokens;
  readonly judge: Tokens;
  readonly itemsOfSuite: number;
  readonly secondsOfItem: number;
  /** Items under way at once. */
  readonly parallel: number;
  /** Minutes before the first item: checkout, installing. */
  readonly setup: number;
  /** Minutes of the jobs that there are whatever is run: classify, and the gate or the candidate. */
  readonly jobs: number;
  /** Shares of pull requests. */
  readonly changes: Readonly<Record<ChangeKind, number>>;
  readonly teams: Readonly<Record<string, Team>>;
}

interface Tokens {
  readonly in: number;
  readonly out: number;
}

interface Team {
  readonly features: number;
  readonly suites: number;
  /** A month. */
  readonly pulls: number;
  readonly entries: number;
  readonly releases: number;
}

export const CHANGE_KINDS = ['docs', 'lockfile', 'prompt', 'shared'] as const;
export type ChangeKind = (typeof CHANGE_KINDS)[number];
export const STAGES = ['pull request', 'queue entry', 'release'] as const;
export type Stage = (typeof STAGES)[number];
export const WAYS = ['everything', 'without', 'with'] as const;
export type Way = (typeof WAYS)[number];

export interface Bill {
  readonly usd: number;
  readonly minutes: number;
}

/**
 * How often suites are run. `everything`: all of them, on both sides. `without` a ledger: those that the change affects, on
 * both sides, and for a release all of every bundle that changed, or its record would not be whole. `with` one: those whose
 * results are not recorded, on the side of the change.
 */
export function runs(kind: ChangeKind, stage: Stage, way: Way, { features, suites }: Team): number {
  const affected = { docs: 0, lockfile: 0, prompt: 1, shared: features }[kind];
  const changed = { docs: 0, lockfile: features, prompt: 1, shared: features }[kind];
  if (way === 'with') return affected * suites;
  const sides = stage === 'release' ? 1 : 2;
  if (way === 'everything') return features * suites * sides;
  return (stage === 'release' ? changed : affected) * suites * sides;
}

export function billOf(count: number, assumed: Assumptions): Bill {
  const { input, output, answer, judge, itemsOfSuite: items, minute, jobs } = assumed;
  const tokens = (answer.in + judge.in) * input + (answer.out + judge.out) * output;
  const seconds = (items * assumed.secondsOfItem) / assumed.parallel;
  const minutes = jobs + count * (assumed.setup + Math.ceil(seconds / 60));
  return { minutes, usd: (count * items * tokens) / 1_000_000 + minutes * minute };
}

/** Over all kinds of change, as often as they come. */
export function meanBill(stage: Stage, way: Way, team: Team, assumed: Assumptions): Bill {
  const bills = CHANGE_KINDS.map((kind) => {
    const { usd, minutes } = billOf(runs(kind, stage, way, team), assumed);
    const share = assumed.changes[kind];
    return { usd: usd * share, minutes: minutes * share };
  });
  return {
    usd: bills.reduce((sum, one) => sum + one.usd, 0),
    minutes: bills.reduce((sum, one) => sum + one.minutes, 0),
  };
}

/** The block ` ```json cost ` of the page. */
export function assumptionsOf(page: string): Assumptions {
  const [, text] = /^```json cost\n(.*?)^```$/msu.exec(readFileSync(page, 'utf8')) ?? [];
  return JSON.parse(text ?? '') as Assumptions;
}

export function shownBill({ usd, minutes }: Bill): string {
  return `$${usd.toFixed(2)}, ${minutes.toFixed(minutes < 10 ? 1 : 0)} min`;
}

/** One row for each kind of change, for the largest team: what a pull request of it costs. */
export function kindsTable(assumed: Assumptions): string {
  const team = Object.values(assumed.teams).at(-1);
  if (team === undefined) return '';
  const rows = CHANGE_KINDS.map((kind) => {
    const cells = WAYS.map((way) => shownBill(billOf(runs(kind, 'pull request', way, team), assumed)));
    return `| ${kind} | ${cells.join(' | ')} |`;
  });
  return [`| change | ${HEADS} |`, '| --- | --- | --- | --- |', ...rows].join('\n');
}

const HEADS = 'every suite, both sides | what is affected, without a ledger | with one';

/** One row for each team and stage, and one for its month. */
export function teamsTable(assumed: Assumptions): string {
  const rows = Object.entries(assumed.teams).flatMap(([name, team]) => {
    const often = { 'pull request': team.pulls, 'queue entry': team.entries, release: team.releases };
    const bills = (stage: Stage): Bill[] => WAYS.map((way) => meanBill(stage, way, team, assumed));
    const month = WAYS.map((_, i) => {
      const all = STAGES.map((stage) => ({ bill: bills(stage)[i], times: often[stage] }));
      return {
        usd: all.reduce((sum, { bill, times }) => sum + (bill?.usd ?? 0) * times, 0),
        minutes: all.reduce((sum, { bill, times }) => sum + (bill?.minutes ?? 0) * times, 0),
      };
    });
    return [
      ...STAGES.filter((stage) => often[stage] > 0).map((stage) => row(name, stage, bills(stage))),
      row(name, '**month**', month),
    ];
  });
  return [`| team | bill of a | ${HEADS} |`, '| --- | --- | --- | --- | --- |', ...rows].join('\n');
}

function row(team: string, stage: string, bills: readonly Bill[]): string {
  return `| ${team} | ${stage} | ${bills.map(shownBill).join(' | ')} |`;
}

import { ARM, CANDIDATE_ARM, LIVE_ARM } from '../evidence/both-arms.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import type { PassRule } from '../evidence/series.ts';
import { type ResultTable, RUN } from '../evidence/table.ts';
import {
  brokenAbove,
  brokenShare,
  type Confirmation,
  type ConfirmRule,
  confirmationOf,
} from '../stats/confirm.ts';
import { pairsForNonInferiority } from '../stats/power.ts';
import { type Arms, against, valuesOf } from './arms.ts';
import { type Confirmed, type Finding, type Verdict, withoutFigure } from './check.ts';
import type { EvidenceState } from './context.ts';
import type { Confirm, Criterion } from './criterion.ts';
import { withItems } from './items.ts';
import { bounded, type Judged } from './margin-rule.ts';

/** What the confirm step of a criterion is made from. */
export interface ConfirmRequest {
  readonly criterion: Criterion & { readonly confirm: Confirm };
  readonly arms: Arms;
  /** Items that both arms measured. */
  readonly items: Int32Array;
  readonly names: (item: number) => string;
  /** What the first answers are of, and how the metric is passed. */
  readonly first: EvidenceFile;
  readonly pass: PassRule | null;
  /** The repeats; undefined where nobody gave any. */
  readonly again: EvidenceState | undefined;
  /** Largest share that may be broken. */
  readonly limit: number;
}

/**
 * The rule of a confirm step: no more items than `limit` may be really broken. An item that was not run again is held to be
 * broken where that hurts a pass and to be whole where it hurts a fail, so that few losses need no repeats at all.
 */
export function judgeConfirm(request: ConfirmRequest): Judged {
  const { criterion, arms, items, limit, again } = request;
  if (!arms.binary) return { finding: withoutFigure('unmeasured', 'confirm-ungraded'), harmP: null };
  const lost = lostOf(request);
  const obstacle = lost.length === 0 ? null : obstacleOf(request);
  const groups = grouped(lost, obstacle === null ? repeatsOf(request) : NO_REPEATS, criterion.confirm);
  const count = { n: items.length, confirmed: groups.confirmed.length, waiting: groups.waiting.length };
  const { lo, hi } = brokenShare(count, criterion.alpha);
  const { repeats, agree, evidence } = criterion.confirm;
  const [verdict, code, args] = verdictOf({ lo, hi, limit }, count.waiting, lost.length);
  const lever = code === 'broken-not-shown' ? leverTo(count, limit, criterion.alpha) : {};
  const finding: Finding = {
    ...withoutFigure(verdict, code, { ...args, ...lever }),
    n: count.n,
    candidate: count.n === 0 ? null : count.confirmed / count.n,
    interval: [bounded(lo), bounded(hi)],
    limit,
    method: 'clopper-pearson',
    confirm: { evidence, repeats, agree, ...groups, failedBefore: failedBefore(request) },
  };
  const harmP = brokenAbove(count, limit);
  if (finding.code !== 'confirm-missing') return { finding: withItems(finding, groups.confirmed), harmP };
  if (obstacle !== null) return { finding: { ...finding, ...obstacle }, harmP };
  const run = again?.state === 'measured' ? undefined : again?.args['run'];
  const asked = { ...finding, args: { again: evidence, repeats, ...(run === undefined ? {} : { run }) } };
  return { finding: withItems(asked, groups.waiting), harmP };
}

function verdictOf(
  { lo, hi, limit }: { readonly lo: number; readonly hi: number; readonly limit: number },
  waiting: number,
  lost: number,
): [Verdict, Finding['code'], Finding['args']] {
  const args = { lost };
  if (lo > limit) return ['fail', 'broken-many', args];
  if (hi <= limit) return ['pass', waiting > 0 ? 'confirm-not-needed' : 'broken-few', args];
  if (waiting > 0) return ['unmeasured', 'confirm-missing', args];
  return ['inconclusive', 'broken-not-shown', args];
}

const POWER = 0.8;
/** A suite that would have to grow beyond this many times its size is not the lever. */
const MOST_GROWTH = 20;

/** Items that would show on which side of the limit the share lies, if it stays what it is; no lever where that is out of reach. */
function leverTo(
  { n, confirmed }: { readonly n: number; readonly confirmed: number },
  limit: number,
  alpha: number,
): Finding['args'] {
  const share = confirmed / n;
  const margin = Math.abs(share - limit);
  const sd = Math.sqrt(share * (1 - share));
  const requiredN =
    confirmed === 0
      ? Math.ceil(Math.log(alpha) / Math.log1p(-limit))
      : Math.ceil(pairsForNonInferiority({ sd, margin }, { alpha, power: POWER }));
  return requiredN <= n * MOST_GROWTH ? { lever: 'items', requiredN } : { lever: 'none' };
}

/** Items that live passed and the candidate did not; an error is read in the direction that hurts, so that it runs again. */
function lostOf({ criterion, arms, items, names }: ConfirmRequest): string[] {
  const { baseline } = arms;
  if (baseline === null) return [];
  const reading = against('pass', arms, criterion.better);
  const [x, y] = [
    valuesOf(arms.candidate, items, reading.candidate),
    valuesOf(baseline, items, reading.baseline),
  ];
  const sign = criterion.better === 'higher' ? 1 : -1;
  return [...items].filter((_, i) => sign * ((x[i] ?? 0) - (y[i] ?? 0)) < 0).map(names);
}

function failedBefore({ criterion, arms, items }: ConfirmRequest): number {
  const { baseline } = arms;
  if (baseline === null) return 0;
  const bad = criterion.better === 'higher' ? 0 : 1;
  const [x, y] = [valuesOf(arms.candidate, items, null), valuesOf(baseline, items, null)];
  return items.reduce((sum, _, i) => sum + (x[i] === bad && y[i] === bad ? 1 : 0), 0);
}

/** Why the repeats that are there say nothing; null where they do, or where there are none yet. */
function obstacleOf({
  again,
  first,
  criterion,
}: ConfirmRequest): Pick<Finding, 'verdict' | 'code' | 'args'> | null {
  if (again === undefined) return null;
  if (again.state !== 'measured') {
    const isMissing = again.code === 'evidence-missing' || again.code === 'unaffected';
    const { verdict, code, args } = withoutFigure(
      again.state === 'deferred' ? 'deferred' : 'unmeasured',
      again.code,
      again.args,
    );
    return isMissing ? null : { verdict, code, args };
  }
  for (const file of [again.candidate, again.baseline]) {
    if (file === null) continue;
    if (!file.facts.complete)
      return { verdict: 'unmeasured', code: 'run-incomplete', args: { file: file.file } };
    const { metric } = criterion;
    if (file.table.rows > 0 && file.table.metric(metric) === null)
      return { verdict: 'unmeasured', code: 'metric-missing', args: { metric, file: file.file } };
    for (const [code, key] of [
      ['scorer-differs', 'scorer'],
      ['judge-differs', 'judge'],
    ] as const)
      if (file.facts[key] !== first.facts[key])
        return {
          verdict: 'unmeasured',
          code,
          args: { candidate: file.facts[key], baseline: first.facts[key] },
        };
  }
  return null;
}

/** Repeats of one item on one arm: how many rows there are, how many were measured, how many answers were good. */
interface Runs {
  rows: number;
  measured: number;
  good: number;
  readonly labels: Set<number>;
  /** Two rows say that they are one and the same run. */
  isDouble: boolean;
}

interface Repeats {
  readonly candidate: ReadonlyMap<string, Runs>;
  readonly live: ReadonlyMap<string, Runs>;
}

const NO_REPEATS: Repeats = { candidate: new Map(), live: new Map() };

function repeatsOf({ again, criterion, pass }: ConfirmRequest): Repeats {
  if (again?.state !== 'measured') return NO_REPEATS;
  const rule = again.pass.get(criterion.metric) ?? pass;
  const of = (table: ResultTable, arm: string | null): ReadonlyMap<string, Runs> =>
    runsOf(table, arm, criterion, rule);
  const { table } = again.candidate;
  // One file of both arms, as the ledger keeps them, needs no second.
  if (table.label(ARM) !== null) return { candidate: of(table, CANDIDATE_ARM), live: of(table, LIVE_ARM) };
  return {
    candidate: of(table, null),
    live: again.baseline === null ? new Map() : of(again.baseline.table, null),
  };
}

function runsOf(
  table: ResultTable,
  arm: string | null,
  { metric, better }: Criterion,
  pass: PassRule | null,
): ReadonlyMap<string, Runs> {
  const [column, labels, arms] = [table.metric(metric), table.label(RUN), table.label(ARM)];
  const good = better === 'higher' ? 1 : 0;
  const found = new Map<string, Runs>();
  for (let row = 0; column !== null && row < table.rows; row += 1) {
    if (arm !== null && arms?.get(row) !== arm) continue;
    const name = table.items.name(table.itemOf.get(row));
    const runs = found.get(name) ?? { rows: 0, measured: 0, good: 0, labels: new Set(), isDouble: false };
    found.set(name, runs);
    runs.rows += 1;
    const label = labels?.codes.get(row) ?? -1;
    if (label !== -1 && runs.labels.has(label)) runs.isDouble = true;
    runs.labels.add(label);
    const raw = table.status(row) === 'ok' ? column.get(row) : Number.NaN;
    const value = pass === null || Number.isNaN(raw) ? raw : Number(pass(raw));
    if (value !== 0 && value !== 1) continue; // an error, or a grade: neither passed nor failed
    runs.measured += 1;
    if (value === good) runs.good += 1;
  }
  return found;
}

type Groups = Pick<Confirmed, 'confirmed' | 'notConfirmed' | 'alreadyFailing' | 'waiting'>;

const GROUP_OF: Readonly<Record<Confirmation | 'waiting', keyof Groups>> = {
  confirmed: 'confirmed',
  'not-confirmed': 'notConfirmed',
  'already-failing': 'alreadyFailing',
  waiting: 'waiting',
};

/**
 * Exactly as many repeats count as the rule asks for. Fewer are not enough; of more nobody knows which were wanted, and an
 * item that is run until it is green would be what this step is there to prevent.
 */
function grouped(lost: readonly string[], { candidate, live }: Repeats, rule: ConfirmRule): Groups {
  const groups = {
    confirmed: [] as string[],
    notConfirmed: [] as string[],
    alreadyFailing: [] as string[],
    waiting: [] as string[],
  };
  const isWhole = (runs: Runs | undefined): runs is Runs =>
    runs !== undefined && !runs.isDouble && runs.rows === rule.repeats && runs.measured === rule.repeats;
  for (const name of [...lost].sort()) {
    const [own, other] = [candidate.get(name), live.get(name)];
    const said =
      isWhole(own) && isWhole(other)
        ? confirmationOf({ live: other.good, candidate: own.good }, rule)
        : 'waiting';
    groups[GROUP_OF[said]].push(name);
  }
  return groups;
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { Names } from '../../src/evidence/columns.ts';
import { ANY, type EvidenceFile, readEvidence } from '../../src/evidence/read.ts';
import { type Arms, armsOf, pairItems, primary, valuesOf } from '../../src/gates/arms.ts';
import { type Criterion, criteriaOf } from '../../src/gates/criterion.ts';
import { type Measured, measureDifference, measureOne, type Question } from '../../src/gates/measure.ts';
import { passRules } from '../../src/gates/passes.ts';
import { fileSource } from '../../src/host/files.ts';
import { isDefined } from '../../src/stats/inference.ts';
import { kolmogorovSmirnov } from '../../src/stats/ks.ts';
import { mannWhitney } from '../../src/stats/mann-whitney.ts';
import { mcnemar } from '../../src/stats/mcnemar.ts';
import { pairedT } from '../../src/stats/paired.ts';
import { moverRatio, quantileInterval, quantileType7 } from '../../src/stats/quantile.ts';
import { ascending, differences } from '../../src/stats/sample.ts';
import { tQuantile } from '../../src/stats/student-t.ts';

/**
 * Real results of one bundle measured twice, and what scipy and statsmodels make of them: the whole way from the bytes
 * of a file through the reader and the pairing of the gates to the figure.
 */
const SHARED = join(import.meta.dirname, '../../../shared/data/evals');
const has = existsSync(SHARED);
const expected: Record<string, Expected> = has
  ? JSON.parse(readFileSync(join(SHARED, 'expected.json'), 'utf8'))
  : {};

type Expected = Readonly<Record<string, unknown>>;
interface Both {
  readonly candidate: EvidenceFile;
  readonly baseline: EvidenceFile;
}

async function readBoth(): Promise<Both> {
  const items = new Names();
  const read = async (arm: string): Promise<EvidenceFile> => {
    const path = join(SHARED, 'azure-ai-evaluation', arm, 'eval_results.jsonl');
    const source = await fileSource(path, `${arm}.jsonl`);
    if (source === null) throw new Error(`${arm} is not there`);
    return readEvidence(source, items, ANY);
  };
  return { candidate: await read('baseline2'), baseline: await read('baseline') };
}

function criterionFor(metric: string): Criterion {
  const input = { evidence: 'golden', metric, statistic: 'mean', margin: 0.05, alpha: 0.05 } as const;
  const [criterion] = criteriaOf([{ gate: 'functional', criteria: [input] }]);
  if (criterion === undefined) throw new Error('no criterion');
  return criterion;
}

/** One metric of both arms, as a criterion sees it. */
function questionOn({ candidate, baseline }: Both, metric: string, pass: string | null): Question {
  const criterion = criterionFor(metric);
  const rule = pass === null ? null : (passRules({ [metric]: pass }).get(metric) ?? null);
  const arms = armsOf(criterion, candidate, baseline, rule);
  if (arms === null) throw new Error(`no ${metric}`);
  const reading = primary(arms, criterion.better);
  return { arms, criterion, reading, clusters: null, paired: true, seed: '0' };
}

function pairsIn({ arms, reading }: Question): Int32Array {
  return pairItems(arms, reading).pairs;
}

function values(arms: Arms, items: Int32Array): [Float64Array, Float64Array] {
  if (arms.baseline === null) throw new Error('no baseline');
  return [valuesOf(arms.candidate, items, null), valuesOf(arms.baseline, items, null)];
}

function interval({ inference }: Measured, alpha: number): [number, number] {
  if (!isDefined(inference)) throw new Error(inference.undefined);
  const { lo, hi } = inference.interval(alpha);
  return [lo, hi];
}

/** Equal to nine digits: the reference was printed by another library in another order of sums. */
function close(actual: unknown, wanted: unknown): void {
  if (typeof wanted === 'number') expect(actual).toBeCloseTo(wanted, 9);
  else if (Array.isArray(wanted) && Array.isArray(actual)) {
    expect(actual.length).toBe(wanted.length);
    for (const [i, one] of wanted.entries()) close(actual[i], one);
  } else expect(actual).toEqual(wanted);
}

describe.skipIf(!has)('two runs of one bundle, from their files', () => {
  let both: Both;
  beforeAll(async () => {
    both = await readBoth();
  });

  test.each(['gpt_groundedness', 'gpt_relevance'])('%s as marks', (metric) => {
    const wanted = expected[`azure:baseline->baseline2:${metric}`];
    const question = questionOn(both, metric, null);
    const pairs = pairsIn(question);
    const [x, y] = values(question.arms, pairs);
    const { meanDiff, se, df } = pairedT(differences(x, y));
    const half = -tQuantile(0.025, df) * (se ?? Number.NaN);
    const { inference } = measureDifference(question, pairs, pairs, pairs);
    close([pairs.length, x.length], [wanted?.['pairs'], wanted?.['valid']]);
    close([meanDiff, se], [wanted?.['meanDiff'], wanted?.['se']]);
    close([meanDiff - half, meanDiff + half], wanted?.['ci95']);
    close(isDefined(inference) && inference.estimate, wanted?.['meanDiff']);
  });

  test.each(['gpt_groundedness', 'gpt_relevance'])('%s of 4 and more as passed', (metric) => {
    const wanted = expected[`azure:baseline->baseline2:${metric}`];
    const question = questionOn(both, metric, '>= 4');
    const pairs = pairsIn(question);
    const measured = measureDifference(question, pairs, pairs, pairs);
    const [x, y] = values(question.arms, pairs);
    const { gained: b, lost: c } = measured.flips ?? { gained: -1, lost: -1 };
    const a = x.filter((value, i) => value === 1 && y[i] === 1).length;
    close({ a, b, c, d: pairs.length - a - b - c }, wanted?.['pass_table']);
    const { exact, midP, asymptotic, corrected } = mcnemar({ b, c });
    const p = wanted?.['mcnemar'] as Expected;
    close([exact, midP, asymptotic, corrected], [p['exact'], p['midp'], p['asymptotic'], p['cc']]);
    close(interval(measured, 0.025), wanted?.['tango95']);
    close(interval(measured, 0.05), wanted?.['tango90']);
  });

  test('latency over all rows of each arm', () => {
    const wanted = expected['azure:baseline->baseline2:latency'];
    const seconds = ({ table }: EvidenceFile): Float64Array =>
      Float64Array.from(
        { length: table.rows },
        (_, row) => (table.metric('latency_ms')?.get(row) ?? 0) / 1e3,
      );
    const [x, y] = [seconds(both.candidate), seconds(both.baseline)];
    const [first, second] = [ascending(x), ascending(y)];
    const at = (q: number): number[] => [quantileType7(first, q), quantileType7(second, q)];
    const p95 = at(0.95);
    const intervals = [first, second].map((sorted) => quantileInterval(sorted, 0.95, 0.025));
    const [mine, theirs] = intervals.map((one, i) => ({ estimate: p95[i] ?? 0, interval: one }));
    if (mine === undefined || theirs === undefined) throw new Error('two arms');
    const ratio = moverRatio(mine, theirs);
    close([x.length, y.length], wanted?.['n']);
    close([at(0.5), p95], [wanted?.['p50'], wanted?.['p95']]);
    close(
      intervals.map(({ lo, hi }) => [lo, hi]),
      [wanted?.['ci95cand'], wanted?.['ci95base']],
    );
    close([mine.estimate / theirs.estimate, [ratio.lo, ratio.hi]], [wanted?.['ratio'], wanted?.['moverCi']]);
    close(mannWhitney(x, y)?.p, wanted?.['mannwhitneyP']);
    close(kolmogorovSmirnov(x, y)?.pExact, wanted?.['ks']);
  });

  test('the interval of one arm is that of the gate', () => {
    const question = questionOn(both, 'latency_ms', null);
    const p95 = { ...question, criterion: { ...question.criterion, statistic: 'p95' } as const };
    const rows = Int32Array.from({ length: both.candidate.table.rows }, (_, row) =>
      both.candidate.table.itemOf.get(row),
    );
    const measured = measureOne(p95, Int32Array.from(new Set(rows)));
    expect(measured.inference.n).toBe(198); // two questions are asked twice, and an item is one value
  });
});

import { comparableKey } from '../../evidence/comparable.ts';
import type { EvidenceFile } from '../../evidence/read.ts';
import { flakyItems, runsOfItems } from '../../evidence/repeats.ts';
import { duplicatesOf, runsOf, seriesOf } from '../../evidence/series.ts';
import { RUN } from '../../evidence/table.ts';
import type { Likeness } from '../../gates/production/likeness.ts';
import { repeats } from '../../stats/repeats.ts';

/** What a results file was understood as, `airlock.evidence/1`. */
export function evidenceDocument(file: EvidenceFile, production: readonly Likeness[] | null = null) {
  const { table, facts, format, sha256 } = file;
  return {
    schema: 'airlock.evidence/1' as const,
    format,
    tool: facts.tool,
    file: file.file,
    sha256,
    items: table.items.size,
    runs: runsOf(table),
    rows: table.rows,
    errors: table.countStatus('error'),
    skipped: table.countStatus('skipped'),
    duplicates: duplicatesOf(table).size,
    complete: facts.complete,
    metrics: table.allMetricNames().map((name) => metricFacts(file, name)),
    slices: table
      .labelKeys()
      .filter((key) => key !== RUN)
      .map((key) => sliceFacts(file, key)),
    candidates: facts.candidates,
    scorer: facts.scorer,
    judge: facts.judge,
    bundle: facts.bundle,
    run: facts.run,
    production,
    comparableKey: comparableKey(file),
  };
}
export type EvidenceDocument = ReturnType<typeof evidenceDocument>;

function metricFacts(file: EvidenceFile, name: string) {
  const { table } = file;
  const series = seriesOf(table, name, null);
  const column = table.metric(name);
  let [sum, n] = [0, 0];
  for (let row = 0; row < table.rows; row += 1) {
    const value = column?.get(row) ?? Number.NaN;
    if (Number.isNaN(value)) continue;
    sum += value;
    n += 1;
  }
  const known = series !== null && n > 0;
  return {
    name,
    kind: known && series.binary ? ('binary' as const) : ('graded' as const),
    n,
    missing: table.rows - n,
    mean: n === 0 ? null : sum / n,
    min: known ? series.lowest : null,
    max: known ? series.highest : null,
    repeats: runsOf(table) === 1 ? null : repeatFacts(file, name),
  };
}

const MOST_FLAKY = 50;

/** Items whose runs do not agree, and how much of the spread lies between items and not between their runs. */
function repeatFacts({ table }: EvidenceFile, name: string) {
  const runs = runsOfItems(table, name, null);
  const flaky = flakyItems(table, runs);
  const { icc, withinVar } = repeats([...runs.values()]);
  return { flaky: flaky.length, items: flaky.slice(0, MOST_FLAKY), icc, withinVar };
}

const MOST_VALUES = 50;

/** Labels by how many rows they have, the most first. */
function sliceFacts({ table }: EvidenceFile, key: string) {
  const column = table.label(key);
  const counts = new Map<number, number>();
  for (let row = 0; row < table.rows; row += 1) {
    const code = column?.codes.get(row) ?? -1;
    if (code >= 0) counts.set(code, (counts.get(code) ?? 0) + 1);
  }
  const values = [...counts]
    .map(([code, rows]) => ({ value: column?.names.name(code) ?? '', rows }))
    .sort((a, b) => b.rows - a.rows || (a.value < b.value ? -1 : 1));
  return { key, distinct: values.length, values: values.slice(0, MOST_VALUES) };
}

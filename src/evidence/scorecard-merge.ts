import { SCORECARD_SCHEMA, type Scorecard, type ScorecardRow } from './scorecard.ts';

/** Shards of one run put together, or the items that stand in more than one of them. */
export type Merged =
  | { readonly ok: true; readonly scorecard: Scorecard }
  | { readonly ok: false; readonly doubles: readonly string[] };

/**
 * Puts the shards of one run together. A run is whole where every shard is: one that was cut short makes it a run that
 * was cut short, which is unmeasured and not small. `whole` is false where a shard is missing altogether.
 */
export function mergeScorecards(shards: readonly Scorecard[], whole: boolean): Merged {
  const doubles = sharedItems(shards);
  if (doubles.length > 0) return { ok: false, doubles };
  const metrics = names(shards.map((shard) => shard.metrics));
  const labels = names(shards.map((shard) => shard.labels));
  const rows = shards.flatMap((shard) => shard.rows.map((row) => widened(row, shard, metrics, labels)));
  const [first] = shards;
  return {
    ok: true,
    scorecard: {
      schema: SCORECARD_SCHEMA,
      bundle: first?.bundle ?? null,
      tool: first?.tool ?? null,
      scorer: same(shards.map((shard) => shard.scorer)),
      judge: same(shards.map((shard) => shard.judge)),
      complete: whole && shards.every((shard) => shard.complete !== false),
      candidates: names(shards.map((shard) => shard.candidates ?? [])),
      metrics,
      labels,
      rows,
    },
  };
}

function sharedItems(shards: readonly Scorecard[]): string[] {
  const owners = new Map<string, number>();
  const doubles = new Set<string>();
  for (const [i, { rows }] of shards.entries())
    for (const [item] of rows) {
      const owner = owners.get(item);
      if (owner === undefined) owners.set(item, i);
      else if (owner !== i) doubles.add(item);
    }
  return [...doubles].sort();
}

function names(lists: readonly (readonly string[])[]): string[] {
  return [...new Set(lists.flat())].sort();
}

/** Shards that were scored in different ways have no scorer in common, and say so by all of their names. */
function same(values: readonly (string | null)[]): string | null {
  const different = [...new Set(values)];
  return different.length <= 1 ? (different[0] ?? null) : different.map((one) => one ?? 'none').join(' and ');
}

function widened(
  [item, status, values, marks]: ScorecardRow,
  shard: Scorecard,
  metrics: readonly string[],
  labels: readonly string[],
): ScorecardRow {
  const at = <T>(list: readonly string[], row: readonly T[], name: string): T | null =>
    row[list.indexOf(name)] ?? null;
  return [
    item,
    status,
    metrics.map((name) => at(shard.metrics, values, name)),
    labels.map((name) => at(shard.labels, marks, name)),
  ];
}

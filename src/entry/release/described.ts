import { Names } from '../../evidence/columns.ts';
import { ANY, readEvidence } from '../../evidence/read.ts';
import { itemValue, seriesOf } from '../../evidence/series.ts';
import type { RecordedRelease } from '../../ledger/state.ts';
import type { Described } from '../../release/registry-follow.ts';
import { versionDescription } from '../../report/release/registry-text.ts';
import { exactSum } from '../../stats/sample.ts';
import type { Desk } from '../ledger.ts';
import { keptEvidence } from './kept.ts';

/** What a release is written into a registry with. */
export async function described(
  desk: Desk,
  bundle: string,
  release: RecordedRelease,
  source: string | null,
): Promise<Described> {
  const { version, digest, commit, tier, outcome, grade, policy, components, evidence, models, seq } =
    release;
  const places: Readonly<Record<string, string>> = { version, digest, commit, bundle };
  return {
    source: (source ?? 'airlock://{bundle}/{version}').replaceAll(
      /\{(version|digest|commit|bundle)\}/gu,
      (_, name: string) => encodeURIComponent(places[name] ?? ''),
    ),
    description: versionDescription(release),
    tags: {
      'airlock.entry': String(seq),
      'airlock.tier': tier,
      'airlock.outcome': outcome,
      'airlock.grade': grade,
      'airlock.policy': policy.sha256 ?? '',
      'airlock.models': models.join(' '),
      ...Object.fromEntries(components.map((one) => [`airlock.component.${one.name}`, one.digest])),
      ...Object.fromEntries(evidence.map((one) => [`airlock.evidence.${one.name}`, one.sha256])),
      ...(await figuresOf(desk, release)),
    },
  };
}

/** Means of the results that it was judged by, as far as the ledger kept them. */
async function figuresOf(desk: Desk, release: RecordedRelease): Promise<Record<string, string>> {
  const { sources } = await keptEvidence(desk, release);
  const figures: Record<string, string> = {};
  for (const [name, source] of sources) {
    const { table } = await readEvidence(source, new Names(), ANY);
    for (const metric of table.metricNames()) {
      const series = seriesOf(table, metric, null);
      if (series === null) continue;
      const values = Float64Array.from(series.present.keys(), (item) => itemValue(series, item, null)).filter(
        (value) => !Number.isNaN(value),
      );
      if (values.length > 0)
        figures[`airlock.figure.${name}.${metric.replaceAll(/[^\w./ -]/gu, '_')}`] =
          `${Number((exactSum(values) / values.length).toPrecision(6))} (${values.length} items)`;
    }
  }
  return figures;
}

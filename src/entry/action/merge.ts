import { join } from 'node:path';
import { info, warning } from '@actions/core';
import { Names } from '../../evidence/columns.ts';
import { ANY, readEvidence } from '../../evidence/read.ts';
import { type Scorecard, scorecardOf } from '../../evidence/scorecard.ts';
import { mergeScorecards } from '../../evidence/scorecard-merge.ts';
import { requiredFile, writeWhole } from '../../host/files.ts';
import { artifactsOfRun, downloadArtifact } from '../../host/github/artifacts.ts';
import { refuse } from '../../problem.ts';
import { shardsMerged, shardsMissing } from '../../report/voice.ts';
import type { ActionContext } from './context.ts';
import { guarded } from './guard.ts';
import { readExpectedShards } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import { parseShardName, type ShardKey, type ShardSide } from './shards.ts';
import type { Started } from './start.ts';

/** `actions/merge`: the shards of this run as whole results. Proves that no shard is missing and no item is double. */
export function runMerge(started: Started): Promise<void> {
  return guarded(started, async (context) => {
    const kept = await keptShards();
    const lines: Record<ShardSide, string[]> = { candidate: [], baseline: [] };
    for (const group of groupsOf(readExpectedShards())) {
      const path = await mergeGroup(context, group, kept);
      if (path !== null) lines[group.side].push(`${group.bundle}/${group.evidence}=${path}`);
    }
    setOutputs('merge', { evidence: lines.candidate.join('\n'), baseline: lines.baseline.join('\n') });
  });
}

/** The results that belong together: one side of one evidence. */
interface Group {
  readonly bundle: string;
  readonly evidence: string;
  readonly side: ShardSide;
  readonly expected: readonly ShardKey[];
}

function groupsOf(keys: readonly ShardKey[]): Group[] {
  const groups = new Map<string, ShardKey[]>();
  for (const key of keys) {
    const name = `${key.bundle}.${key.evidence}.${key.side}`;
    groups.set(name, [...(groups.get(name) ?? []), key]);
  }
  return [...groups.values()].flatMap((expected) => {
    const [first] = expected;
    return first === undefined
      ? []
      : [{ bundle: first.bundle, evidence: first.evidence, side: first.side, expected }];
  });
}

interface KeptShard extends ShardKey {
  readonly attempt: number;
  readonly id: number;
  readonly name: string;
}

/** Shards of this run; of several attempts the last one. */
async function keptShards(): Promise<KeptShard[]> {
  const all = (await artifactsOfRun()).flatMap(({ name, id }): KeptShard[] => {
    const key = parseShardName(name);
    return key === null ? [] : [{ ...key, id, name }];
  });
  return all.filter((one) => !all.some((other) => isSameShard(one, other) && other.attempt > one.attempt));
}

function isSameShard(a: ShardKey, b: ShardKey): boolean {
  return (
    a.bundle === b.bundle &&
    a.evidence === b.evidence &&
    a.side === b.side &&
    a.shard === b.shard &&
    a.shards === b.shards
  );
}

/** Path of the merged results; null where not one shard is there, so that the evidence is told as missing. */
async function mergeGroup(
  { temp }: ActionContext,
  { bundle, evidence, side, expected }: Group,
  kept: readonly KeptShard[],
): Promise<string | null> {
  const cards: Scorecard[] = [];
  const missing: number[] = [];
  for (const key of expected) {
    const artifact = kept.find((one) => isSameShard(one, key));
    if (artifact === undefined) missing.push(key.shard);
    else cards.push(await scorecardFrom(artifact, temp));
  }
  if (missing.length > 0) warning(shardsMissing(evidence, side, missing, expected.length));
  if (cards.length === 0) return null;
  const merged = mergeScorecards(cards, missing.length === 0);
  if (!merged.ok)
    refuse('shards-overlap', {
      found: merged.doubles.slice(0, 5).join(', '),
      expected: 'every item in one shard only',
      args: { evidence, count: merged.doubles.length },
    });
  const path = join(temp, `airlock-merged.${bundle}.${evidence}.${side}.json`);
  await writeWhole(path, JSON.stringify(merged.scorecard));
  info(shardsMerged(evidence, side, merged.scorecard.rows.length, cards.length));
  return path;
}

async function scorecardFrom({ id, name }: KeptShard, temp: string): Promise<Scorecard> {
  const folder = await downloadArtifact(id, join(temp, `airlock-shard-${id}`));
  const { table, facts } = await readEvidence(await requiredFile(join(folder, name), name), new Names(), {
    ...ANY,
    format: 'airlock',
  });
  return scorecardOf(table, facts);
}

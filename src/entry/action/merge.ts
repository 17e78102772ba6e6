import { join } from 'node:path';
import { requiredFile } from '../../host/files.ts';
import { artifactsOfRun, downloadArtifact } from '../../host/github/artifacts.ts';
import { guarded } from './guard.ts';
import { readMergeInputs } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import { keptScorecard, mergeShards, type ShardStore } from './shard-results.ts';
import { parseShardName, type ShardKey } from './shards.ts';
import { unpacked } from './shards-packed.ts';
import type { Started } from './start.ts';

/** `actions/merge`: the shards of this run as whole results. Proves that no shard is missing and no item is double. */
export function runMerge(started: Started): Promise<void> {
  return guarded(started, async (context) => {
    const { expected, results } = readMergeInputs();
    const store = results === null ? await artifactStore(context.temp) : unpacked(results);
    const lines = await mergeShards(context, expected, store);
    setOutputs('merge', { evidence: lines.candidate.join('\n'), baseline: lines.baseline.join('\n') });
  });
}

interface KeptShard extends ShardKey {
  readonly attempt: number;
  readonly id: number;
  readonly name: string;
}

/** Shards of this run; of several attempts the last one. */
async function artifactStore(temp: string): Promise<ShardStore> {
  const all = (await artifactsOfRun()).flatMap(({ name, id }): KeptShard[] => {
    const key = parseShardName(name);
    return key === null ? [] : [{ ...key, id, name }];
  });
  return async (key) => {
    const [kept] = all.filter((one) => isSameShard(one, key)).sort((a, b) => b.attempt - a.attempt);
    if (kept === undefined) return null;
    const folder = await downloadArtifact(kept.id, join(temp, `airlock-shard-${kept.id}`));
    return keptScorecard(await requiredFile(join(folder, kept.name), kept.name));
  };
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

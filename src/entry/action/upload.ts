import { join } from 'node:path';
import { writeWhole } from '../../host/files.ts';
import { uploadFile } from '../../host/github/artifacts.ts';
import { unavailable } from '../../problem.ts';
import { guarded } from './guard.ts';
import { readShardInputs } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import { shardScorecard } from './shard-results.ts';
import { shardName } from './shards.ts';
import type { Started } from './start.ts';

/** `actions/upload`: keeps the results of one shard for the merge, as ids and numbers. Text stays in the job. */
export function runUpload(started: Started): Promise<void> {
  return guarded(started, async (context) => {
    const inputs = readShardInputs();
    const name = shardName(inputs, context.runAttempt);
    const path = join(context.temp, name);
    await writeWhole(path, JSON.stringify(await shardScorecard(context, inputs)));
    const uploaded = await uploadFile(path);
    if (uploaded === null)
      unavailable('artifacts-unsupported', {
        found: context.serverUrl,
        expected: 'a server whose artifact service this client speaks to',
      });
    setOutputs('upload', { name });
  });
}

import { randomUUID } from 'node:crypto';
import { info } from '@actions/core';
import type { Scorecard } from '../../evidence/scorecard.ts';
import { runEvals } from '../../host/evals.ts';
import { shardStarts } from '../../report/voice.ts';
import { guarded } from './guard.ts';
import { readEvaluateAllInputs } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import { shardScorecard } from './shard-results.ts';
import { parseShardRead, SHARD_OUTCOMES, type ShardKey } from './shards.ts';
import { packed } from './shards-packed.ts';
import type { Started } from './start.ts';

/**
 * `actions/evaluate-all`: every shard of the matrix, one after the other in this job, and the results as one output. For
 * servers that keep no artifacts, by which the jobs of a matrix hand over theirs.
 */
export function runEvaluateAll(started: Started): Promise<void> {
  return guarded(started, async (context) => {
    const { legs, minutes, retries, budgetUsd } = readEvaluateAllInputs();
    const cards: (readonly [ShardKey, Scorecard])[] = [];
    for (const leg of legs) {
      info(shardStarts(leg.evidence, leg.side, leg.shard, leg.shards));
      // What the evals print must not speak to the runner in our name.
      const word = randomUUID();
      info(`::stop-commands::${word}`);
      const said = await runEvals({ ...leg, minutes, retries }, context.workspace, context.temp, process.env);
      info(`\n::${word}::`);
      const outcome = SHARD_OUTCOMES.find((one) => one === said) ?? 'failed';
      const inputs = { ...leg, read: parseShardRead(leg.read), outcome, budgetUsd };
      cards.push([leg, await shardScorecard(context, inputs)]);
    }
    setOutputs('evaluate-all', { results: packed(cards) });
  });
}

import { join } from 'node:path';
import { warning } from '@actions/core';
import { askedLabels } from '../../check/evidence.ts';
import { Names } from '../../evidence/columns.ts';
import { readEvidence } from '../../evidence/read.ts';
import { SCORECARD_SCHEMA, type Scorecard, scorecardOf } from '../../evidence/scorecard.ts';
import { workTreeResults, writeWhole } from '../../host/files.ts';
import { uploadFile } from '../../host/github/artifacts.ts';
import { Refusal, unavailable } from '../../problem.ts';
import { problemText } from '../../report/problems.ts';
import { overBudget } from '../../report/voice.ts';
import type { ActionContext } from './context.ts';
import { guarded } from './guard.ts';
import { readShardInputs, type ShardInputs } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import { shardName } from './shards.ts';
import type { Started } from './start.ts';

/** `actions/upload`: keeps the results of one shard for the merge, as ids and numbers. Text stays in the job. */
export function runUpload(started: Started): Promise<void> {
  return guarded(started, async (context) => {
    const inputs = readShardInputs();
    const name = shardName(inputs, context.runAttempt);
    const path = join(context.temp, name);
    await writeWhole(path, JSON.stringify(await scorecardIn(context, inputs)));
    const uploaded = await uploadFile(path);
    if (uploaded === null)
      unavailable('artifacts-unsupported', {
        found: context.serverUrl,
        expected: 'a server whose artifact service this client speaks to',
      });
    setOutputs('upload', { name });
  });
}

/** A shard that was cut short, or whose file cannot be read, is kept as what it is: a run that is not whole. */
async function scorecardIn({ workspace }: ActionContext, inputs: ShardInputs): Promise<Scorecard> {
  const source = await workTreeResults(workspace).open(inputs.path);
  if (source === null) return NOTHING;
  try {
    const { request, asked } = inputs.read;
    const { table, facts } = await readEvidence(source, new Names(), request);
    const card = scorecardOf(table, facts, asked === null ? undefined : askedLabels(table, asked));
    const spent = table.metric('cost_usd')?.sum() ?? 0;
    const overspent = inputs.budgetUsd !== null && spent > inputs.budgetUsd / inputs.shards;
    if (overspent) warning(overBudget(inputs.evidence, spent, (inputs.budgetUsd ?? 0) / inputs.shards));
    return { ...card, complete: card.complete !== false && inputs.outcome === 'done' && !overspent };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    for (const one of error.problems) warning(problemText(one));
    return NOTHING;
  }
}

const NOTHING: Scorecard = {
  schema: SCORECARD_SCHEMA,
  bundle: null,
  tool: null,
  scorer: null,
  judge: null,
  complete: false,
  candidates: [],
  metrics: [],
  labels: [],
  rows: [],
};

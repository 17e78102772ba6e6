import { join } from 'node:path';
import { info, warning } from '@actions/core';
import { askedLabels } from '../../check/evidence.ts';
import { Names } from '../../evidence/columns.ts';
import { ANY, readEvidence } from '../../evidence/read.ts';
import { SCORECARD_SCHEMA, type Scorecard, scorecardOf } from '../../evidence/scorecard.ts';
import { mergeScorecards } from '../../evidence/scorecard-merge.ts';
import { workTreeResults, writeWhole } from '../../host/files.ts';
import { Refusal, refuse } from '../../problem.ts';
import { addTo } from '../../reader/append.ts';
import { problemText } from '../../report/problems.ts';
import { overBudget, shardsMerged, shardsMissing } from '../../report/voice.ts';
import type { ActionContext } from './context.ts';
import type { ShardInputs } from './inputs.ts';
import type { ShardKey, ShardSide } from './shards.ts';

/** The results of one shard as ids and numbers. One that was cut short or cannot be read is a run that is not whole. */
export async function shardScorecard(
  { workspace }: Pick<ActionContext, 'workspace'>,
  inputs: ShardInputs,
): Promise<Scorecard> {
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

/** The results that belong together: one side of one evidence. */
interface Group {
  readonly bundle: string;
  readonly evidence: string;
  readonly side: ShardSide;
  readonly expected: readonly ShardKey[];
}

/** Scorecards of shards, wherever they are kept; null for a shard that is not there. */
export type ShardStore = (key: ShardKey) => Promise<Scorecard | null>;

/** Puts the shards together that are expected, and gives `name=path` lines for the gate, by side. */
export async function mergeShards(
  context: ActionContext,
  expected: readonly ShardKey[],
  store: ShardStore,
): Promise<Readonly<Record<ShardSide, readonly string[]>>> {
  const lines: Record<ShardSide, string[]> = { candidate: [], baseline: [] };
  for (const group of groupsOf(expected)) {
    const path = await mergeGroup(context, group, store);
    if (path !== null) lines[group.side].push(`${group.bundle}/${group.evidence}=${path}`);
  }
  return lines;
}

function groupsOf(keys: readonly ShardKey[]): Group[] {
  const groups = new Map<string, ShardKey[]>();
  for (const key of keys) {
    const name = `${key.bundle}.${key.evidence}.${key.side}`;
    addTo(groups, name, key);
  }
  return [...groups.values()].flatMap((expected) => {
    const [first] = expected;
    return first === undefined
      ? []
      : [{ bundle: first.bundle, evidence: first.evidence, side: first.side, expected }];
  });
}

/** Path of the merged results; null where not one shard is there, so that the evidence is told as missing. */
async function mergeGroup(
  { temp }: ActionContext,
  { bundle, evidence, side, expected }: Group,
  store: ShardStore,
): Promise<string | null> {
  const cards: Scorecard[] = [];
  const missing: number[] = [];
  for (const key of expected) {
    const card = await store(key);
    if (card === null) missing.push(key.shard);
    else cards.push(card);
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

const KEPT = { ...ANY, format: 'airlock' } as const;

/** A scorecard that was kept, read like any results file. */
export async function keptScorecard(source: Parameters<typeof readEvidence>[0]): Promise<Scorecard> {
  const { table, facts } = await readEvidence(source, new Names(), KEPT);
  return scorecardOf(table, facts);
}

import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import { SCORECARD_SCHEMA, type Scorecard } from '../../evidence/scorecard.ts';
import { refuse } from '../../problem.ts';
import { keptScorecard, type ShardStore } from './shard-results.ts';
import { type ShardKey, shardName } from './shards.ts';

/**
 * Results of shards as one output of a job, which the next job takes as an input: the way where a server keeps no
 * artifacts. Linux gives a process no longer text than 128 KB in one variable.
 */
const LARGEST_PACKED = 120_000;
const LARGEST_UNPACKED = 64 * 1024 * 1024;

const shape = z.record(z.string().max(300), z.looseObject({ schema: z.literal(SCORECARD_SCHEMA) }));

/** Scorecards by the name of their shard. Refuses what the next job could not be given. */
export function packed(cards: readonly (readonly [ShardKey, Scorecard])[]): string {
  const named = Object.fromEntries(cards.map(([key, card]) => [shardName(key, '1'), card]));
  const text = gzipSync(JSON.stringify(named), { level: 9 }).toString('base64');
  if (text.length > LARGEST_PACKED)
    refuse('results-too-long', {
      found: `${text.length} characters`,
      expected: `at most ${LARGEST_PACKED}`,
    });
  return text;
}

export function unpacked(text: string): ShardStore {
  // The job that was to hand results over has ended without.
  const cards = text === 'none' ? {} : parsed(text);
  return async (key) => {
    const name = shardName(key, '1');
    const card = Object.hasOwn(cards, name) ? cards[name] : undefined;
    if (card === undefined) return null;
    const bytes = Buffer.from(JSON.stringify(card));
    return keptScorecard({
      name,
      size: bytes.length,
      async *open() {
        yield bytes;
      },
    });
  };
}

function parsed(text: string): z.output<typeof shape> {
  try {
    const bytes = gunzipSync(Buffer.from(text, 'base64'), { maxOutputLength: LARGEST_UNPACKED });
    return shape.parse(JSON.parse(bytes.toString('utf8')));
  } catch (error) {
    refuse(
      'option-bad-value',
      { found: `results: ${text.slice(0, 40)}`, expected: 'what actions/evaluate-all wrote' },
      error,
    );
  }
}

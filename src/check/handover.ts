import * as z from 'zod';
import type { CheckResult } from '../check.ts';
import { SCORECARD_SCHEMA, type Scorecard, scorecardOf } from '../evidence/scorecard.ts';
import type { ByteSource } from '../evidence/source.ts';
import type { ResultFiles } from './evidence.ts';

export const HANDOVER_SCHEMA = 'airlock.handover/1';
/** Name of the artifact, by the attempt of the run. */
export function handoverName(attempt: string | number): string {
  return `airlock-handover-${attempt}.json`;
}

/** What a reporter reads of an untrusted run at most. */
export const LARGEST_HANDOVER = 16 * 1024 * 1024;

/**
 * What a run without a token that may write hands to the one that reports for it: which commit it looked at, and the
 * results as ids and numbers, by the path that policy names. No verdict is in it: the reporter makes its own.
 */
export interface Handover {
  readonly schema: typeof HANDOVER_SCHEMA;
  /** The commit that was gated: for a pull request GitHub's test merge. */
  readonly head: string;
  readonly files: readonly { readonly path: string; readonly scorecard: Scorecard }[];
}

export function handoverOf(results: readonly CheckResult[]): Handover {
  return {
    schema: HANDOVER_SCHEMA,
    head: results[0]?.head.commit ?? '',
    files: results.flatMap(({ evidence, rules }) =>
      evidence.flatMap(({ name, state, baselineSource, carry }) => {
        const rule = rules.evidence.find((one) => one.name === name);
        // What was carried the reporter takes from the ledger itself.
        if (state.state !== 'measured' || rule === undefined || carry?.kind === 'carried') return [];
        const of = (path: string | undefined, file: typeof state.candidate) =>
          path === undefined ? [] : [{ path, scorecard: scorecardOf(file.table, file.facts) }];
        return [
          ...of(rule.path, state.candidate),
          // What the base has committed is read there again.
          ...(state.baseline === null || baselineSource === null ? [] : of(rule.baseline, state.baseline)),
        ];
      }),
    ),
  };
}

const shape = z.strictObject({
  schema: z.literal(HANDOVER_SCHEMA),
  head: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u),
  files: z
    .array(
      z.strictObject({
        path: z.string().min(1).max(1024),
        scorecard: z.looseObject({ schema: z.literal(SCORECARD_SCHEMA) }),
      }),
    )
    .max(256),
});

/** What was handed over, as far as its shape goes; null for anything else. Scorecards are read like any results file. */
export function parseHandover(bytes: Uint8Array): { head: string; results: ResultFiles } | null {
  if (bytes.length > LARGEST_HANDOVER) return null;
  try {
    const { head, files } = shape.parse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
    const byPath = new Map(files.map(({ path, scorecard }) => [path, source(path, scorecard)]));
    return { head, results: { open: (path) => Promise.resolve(byPath.get(path) ?? null) } };
  } catch {
    return null; // whatever is wrong with it, a stranger wrote it
  }
}

function source(path: string, scorecard: unknown): ByteSource {
  const bytes = Buffer.from(JSON.stringify(scorecard));
  return {
    name: path,
    size: bytes.length,
    async *open() {
      yield bytes;
    },
  };
}

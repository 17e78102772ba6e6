import type { ByteSource } from '../evidence/source.ts';
import type { RawFacts } from './facts.ts';
import { differs } from './mismatch.ts';
import { type ArmName, type Parts, rawPart } from './parts.ts';
import type { Given } from './rebuild.ts';
import { bytesSource, checkScorecard, ruleOf } from './rows.ts';

/** Raw results that are not in the pack. Implemented over a folder in `host/`. */
export interface RawFiles {
  /** A file with these bytes; null where there is none. */
  find(sha256: string, size: number): Promise<ByteSource | null>;
}

/** One results file, and where its raw rows were read. */
export interface RawRows {
  readonly name: string;
  readonly arm: ArmName;
  readonly file: string;
  readonly sha256: string;
  readonly from: 'pack' | 'folder' | 'withheld';
}

/** Every results file whose bytes are at hand must give the scorecard that is in the pack. */
export async function rawRows(parts: Parts, given: Given, files: RawFiles | null): Promise<RawRows[]> {
  const rows: RawRows[] = [];
  for (const { name, state } of given.facts.evidence) {
    if (state.state !== 'measured') continue;
    const rule = ruleOf(name, given.policies);
    const arms: [ArmName, RawFacts | null][] = [
      ['candidate', state.candidate],
      ['baseline', state.baseline],
    ];
    for (const [arm, raw] of arms) {
      if (raw === null) continue;
      const source = await sourceOf(parts, rawPart(name, arm), raw, files);
      if (source !== null) await checkScorecard(parts, { rule, arm, raw }, given.policies, source);
      const from = source === null ? 'withheld' : raw.withheld === null ? 'pack' : 'folder';
      rows.push({ name, arm, file: raw.file, sha256: raw.sha256, from });
    }
  }
  return rows;
}

async function sourceOf(
  parts: Parts,
  part: string,
  { file, sha256, size, withheld }: RawFacts,
  files: RawFiles | null,
): Promise<ByteSource | null> {
  if (withheld === null) return bytesSource(parts.get(part) ?? differs('part-missing', { part }), file);
  const source = (await files?.find(sha256, size)) ?? null;
  return source === null ? null : { ...source, name: file };
}

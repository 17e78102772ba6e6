import { refuse } from '../problem.ts';
import { decodeUtf8 } from '../reader/text.ts';
import { historyOf, type PackRecord, recordSchema, withRecords } from './history.ts';
import type { Engine } from './manifest.ts';
import { Mismatch } from './mismatch.ts';
import type { Parts } from './parts.ts';
import { partsOf } from './zip-read.ts';

/** Bytes of a file, with the name that errors call it by. */
export interface NamedBytes {
  readonly name: string;
  readonly bytes: Uint8Array;
}

export interface GrownPack {
  readonly parts: Parts;
  readonly facts: { readonly additions: number; readonly records: number };
}

/** A pack with records added. Nothing is added to what is not intact, or to a pack of another bundle. */
export function appendTo(pack: NamedBytes, records: readonly NamedBytes[], engine: Engine): GrownPack {
  const before = partsOf(pack.bytes, pack.name);
  try {
    const { first } = historyOf(before);
    const read = records.map((one) => recordOf(one, first.bundle.digest));
    const parts = withRecords(before, read, engine);
    const history = historyOf(parts);
    return {
      parts,
      facts: { additions: history.manifests.length - 1, records: history.records.length },
    };
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    return refuse('pack-unreadable', { file: pack.name, found: error.message }, error);
  }
}

function recordOf({ name, bytes }: NamedBytes, digest: string): PackRecord {
  const read = recordSchema.safeParse(parsed(bytes));
  if (!read.success) {
    const [issue] = read.error.issues;
    const found = issue?.path.map(String).join('.') ?? '';
    return refuse('pack-record-wrong', {
      file: name,
      found: found === '' ? 'another shape' : found,
      expected: 'a record as docs/pack.md shows it',
    });
  }
  if (read.data.bundle !== digest)
    refuse('pack-record-wrong', { file: name, found: read.data.bundle, expected: digest });
  return read.data;
}

function parsed(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(decodeUtf8(bytes) ?? '') as unknown;
  } catch {
    return null;
  }
}

import * as z from 'zod';
import { canonicalBytes, readCanonical, sameJson, sha256Of } from './canonical.ts';
import { checkParts, type Engine, listed, type Manifest, manifestBytes, readManifest } from './manifest.ts';
import { brief, differs } from './mismatch.ts';
import { MANIFEST, type Parts } from './parts.ts';

/** What is added to a pack after it was written. */
export const RECORD_TYPES = ['approval', 'deployment', 'look', 'note'] as const;

/** `airlock.pack-record/1`. */
export const recordSchema = z.strictObject({
  schema: z.literal('airlock.pack-record/1'),
  type: z.enum(RECORD_TYPES),
  bundle: z
    .string()
    .regex(/^sha256:[0-9a-f]{64}$/u)
    .describe('Digest of the bundle that this is about.'),
  at: z.iso.datetime().describe('UTC.'),
  by: z.strictObject({ login: z.string(), id: z.int().nullable() }),
  facts: z.record(z.string(), z.json()),
});
export type PackRecord = z.infer<typeof recordSchema>;

const RECORD_PATH = /^records\/([0-9]{4})-[a-z]+\.json$/u;

function recordPath(number: number, type: PackRecord['type']): string {
  return `records/${String(number).padStart(4, '0')}-${type}.json`;
}

function manifestPath(generation: number): string {
  return `manifests/${String(generation).padStart(4, '0')}.json`;
}

/**
 * The parts with records added. The manifest so far is kept as a part, and the next one holds its digest: what was added,
 * in which order and to what can be told for ever after, and nothing of it can be taken out again.
 */
export function withRecords(parts: Parts, records: readonly PackRecord[], engine: Engine): Parts {
  const bytes = parts.get(MANIFEST) ?? differs('part-missing', { part: MANIFEST });
  const before = readManifest(bytes, MANIFEST);
  const grown = new Map(parts);
  const first = [...parts.keys()].filter((path) => RECORD_PATH.test(path)).length + 1;
  for (const [i, record] of records.entries())
    grown.set(recordPath(first + i, record.type), canonicalBytes(record));
  const previous = { path: manifestPath(before.generation), sha256: sha256Of(bytes) };
  grown.set(previous.path, bytes);
  const manifest: Manifest = {
    ...before,
    generation: before.generation + 1,
    previous,
    engine,
    files: listed(grown),
  };
  return grown.set(MANIFEST, manifestBytes(manifest));
}

export interface History {
  /** The manifest that the pack was written with. */
  readonly first: Manifest;
  /** Digests of all manifests, the newest first: whoever signed one of them signed everything in it. */
  readonly manifests: readonly string[];
  readonly records: readonly PackRecord[];
}

/** Follows the manifests back to the first one, and holds each against the next. */
export function historyOf(parts: Parts): History {
  const bytes = parts.get(MANIFEST) ?? differs('part-missing', { part: MANIFEST });
  let manifest = readManifest(bytes, MANIFEST);
  checkParts(parts, manifest);
  const manifests = [sha256Of(bytes)];
  while (manifest.previous !== null) {
    const earlier = earlierManifest(parts, manifest.previous, manifest.generation - 1);
    onlyAdded(earlier, manifest);
    manifests.push(manifest.previous.sha256);
    manifest = earlier;
  }
  if (manifest.generation > 0) differs('history-broken', { part: MANIFEST, at: 'previous' });
  const strange = manifest.files.find((file) => /^(?:records|manifests)\//u.test(file.path));
  if (strange !== undefined) differs('history-broken', { part: strange.path });
  return { first: manifest, manifests, records: recordsOf(parts, manifest) };
}

function earlierManifest(
  parts: Parts,
  previous: NonNullable<Manifest['previous']>,
  generation: number,
): Manifest {
  const part = manifestPath(generation);
  if (previous.path !== part)
    differs('history-broken', { part: MANIFEST, recorded: previous.path, rebuilt: part });
  const bytes = parts.get(part) ?? differs('part-missing', { part });
  const rebuilt = sha256Of(bytes);
  if (rebuilt !== previous.sha256) differs('history-broken', { part, recorded: previous.sha256, rebuilt });
  const earlier = readManifest(bytes, part);
  if (earlier.generation !== generation)
    differs('history-broken', { part, at: 'generation', recorded: brief(earlier.generation) });
  return earlier;
}

/** From one manifest to the next there came records and the earlier manifest, and nothing went or changed. */
function onlyAdded(earlier: Manifest, later: Manifest): void {
  const now = new Map(later.files.map((file) => [file.path, file]));
  for (const file of earlier.files) {
    const kept = now.get(file.path);
    if (kept === undefined || !sameJson(kept, file)) differs('history-rewritten', { part: file.path });
    now.delete(file.path);
  }
  if (!sameJson(earlier.bundle, later.bundle)) differs('history-rewritten', { part: MANIFEST, at: 'bundle' });
  if (!now.delete(manifestPath(earlier.generation)) || now.size === 0)
    differs('history-broken', { part: MANIFEST, at: 'files' });
  for (const path of now.keys()) if (!RECORD_PATH.test(path)) differs('history-broken', { part: path });
}

function recordsOf(parts: Parts, { bundle }: Manifest): PackRecord[] {
  const paths = [...parts.keys()].filter((path) => path.startsWith('records/')).sort();
  return paths.map((part, i) => {
    const read = recordSchema.safeParse(readCanonical(parts.get(part) ?? new Uint8Array()));
    if (!read.success || part !== recordPath(i + 1, read.data.type))
      return differs('record-malformed', { part });
    if (read.data.bundle !== bundle.digest)
      differs('record-of-another-bundle', { part, recorded: read.data.bundle, rebuilt: bundle.digest });
    return read.data;
  });
}

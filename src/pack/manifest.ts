import * as z from 'zod';
import { canonicalBytes, readCanonical, sha256Of } from './canonical.ts';
import { differs } from './mismatch.ts';
import { MANIFEST, PART_PATH, type Parts } from './parts.ts';

const sha256 = z.string().regex(/^[0-9a-f]{64}$/u);
const digest = z.string().regex(/^sha256:[0-9a-f]{64}$/u);
const path = z.string().regex(PART_PATH);

/** `airlock.pack/1`. */
export const manifestSchema = z.strictObject({
  schema: z.literal('airlock.pack/1'),
  generation: z.int().min(0).max(999).describe('How often something was added.'),
  previous: z
    .strictObject({ path, sha256 })
    .nullable()
    .describe('The manifest before the last addition; null in a pack that nothing was added to.'),
  engine: z.strictObject({ version: z.string(), digest }).describe('Who wrote this generation.'),
  bundle: z.strictObject({ name: z.string(), version: z.string(), digest }),
  files: z
    .array(z.strictObject({ path, sha256, size: z.int().min(0) }))
    .describe('Every file but this one, in the order of paths.'),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Engine = Manifest['engine'];

/** Every part but the manifest, with digest and size. */
export function listed(parts: Parts): Manifest['files'] {
  return [...parts]
    .filter(([name]) => name !== MANIFEST)
    .map(([name, bytes]) => ({ path: name, sha256: sha256Of(bytes), size: bytes.length }))
    .sort((a, b) => (a.path < b.path ? -1 : 1));
}

export function manifestBytes(manifest: Manifest): Uint8Array {
  return canonicalBytes(manifest);
}

/** A manifest as its bytes say; `part` is what it is called in the pack. */
export function readManifest(bytes: Uint8Array, part: string): Manifest {
  const read = manifestSchema.safeParse(readCanonical(bytes));
  return read.success ? read.data : differs('manifest-malformed', { part, at: placeOf(read.error) });
}

function placeOf(error: z.ZodError): string | null {
  const [issue] = error.issues;
  return issue === undefined || issue.path.length === 0 ? null : issue.path.map(String).join('.');
}

/** The parts are those of the manifest, all of them and no other, byte for byte. */
export function checkParts(parts: Parts, { files }: Manifest): void {
  for (const { path: part, sha256: recorded, size } of files) {
    const bytes = parts.get(part) ?? differs('part-missing', { part });
    const rebuilt = sha256Of(bytes);
    if (rebuilt !== recorded) differs('part-altered', { part, recorded, rebuilt });
    if (bytes.length !== size)
      differs('part-altered', { part, recorded: `${size} bytes`, rebuilt: `${bytes.length} bytes` });
  }
  const names = new Set(files.map((file) => file.path));
  if (files.some((file, i) => i > 0 && (files[i - 1]?.path ?? '') >= file.path))
    differs('manifest-malformed', { part: MANIFEST, at: 'files' });
  for (const part of parts.keys())
    if (part !== MANIFEST && !names.has(part)) differs('part-unlisted', { part });
}

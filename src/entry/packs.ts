import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { CheckResult } from '../check.ts';
import { requiredFile, writeWhole } from '../host/files.ts';
import { appendTo, type GrownPack } from '../pack/append.ts';
import { sha256Of } from '../pack/canonical.ts';
import type { Engine } from '../pack/manifest.ts';
import { PACK_LIMITS } from '../pack/parts.ts';
import { runOf } from '../pack/run.ts';
import { type Predicate, predicateOf } from '../pack/statements.ts';
import { type Verification, type VerifyRequest, verifyPack } from '../pack/verify.ts';
import { packOf } from '../pack/write.ts';
import { zipOf } from '../pack/zip-write.ts';
import { refuse } from '../problem.ts';
import { withoutWithheld } from '../report/documents/privacy.ts';
import { packRenderer } from '../report/pack-renderer.ts';
import type { Terminal } from './io.ts';

// Imported where a pack is asked for, and nowhere else: it brings the page of the report and a library for zips.

/** A pack on disk, and what can be signed of it. */
export interface WrittenPack {
  readonly file: string;
  /** Bare hex, over the file. */
  readonly sha256: string;
  readonly bytes: Uint8Array;
  readonly predicate: Predicate;
}

/** Writes the evidence pack of a result. Of several bundles none is the pack's, and a detected one is for looking only. */
export async function writePack(
  [result, another]: readonly CheckResult[],
  engine: Engine,
  file: string,
  { cwd, env }: Terminal,
): Promise<WrittenPack> {
  if (result === undefined || another !== undefined) refuse('pack-several-bundles');
  if (result.head.bundle.provisional) refuse('pack-provisional', { found: result.head.bundle.name });
  const parts = await packOf(withoutWithheld(result), runOf(env), engine, packRenderer);
  const bytes = zipOf(parts);
  await writeWhole(resolve(cwd, file), bytes);
  return { file, sha256: sha256Of(bytes), bytes, predicate: predicateOf(parts) };
}

export async function verifyFile(
  file: string,
  { cwd }: Terminal,
  request: Pick<VerifyRequest, 'raw' | 'attestation' | 'engine'>,
): Promise<Verification> {
  const bytes = await boundedBytes(file, cwd, PACK_LIMITS.file);
  return verifyPack({ ...request, bytes, file, renderer: packRenderer });
}

/** Adds records to the pack at `file` and writes the grown one to `out`. */
export async function appendToFile(
  file: string,
  records: readonly string[],
  out: string,
  { cwd }: Terminal,
  engine: Engine,
): Promise<GrownPack['facts']> {
  const named = async (name: string, most: number): Promise<{ name: string; bytes: Uint8Array }> => ({
    name,
    bytes: await boundedBytes(name, cwd, most),
  });
  const texts = [];
  for (const name of records) texts.push(await named(name, LARGEST_RECORD));
  const { parts, facts } = appendTo(await named(file, PACK_LIMITS.file), texts, engine);
  await writeWhole(resolve(cwd, out), zipOf(parts));
  return facts;
}

const LARGEST_RECORD = 1024 * 1024;

/** Bytes of a file that somebody named; at most `most` of them. */
export async function boundedBytes(name: string, cwd: string, most: number): Promise<Uint8Array> {
  const path = resolve(cwd, name);
  const { size } = await requiredFile(path, name);
  if ((size ?? 0) > most)
    refuse('pack-too-large', { file: name, found: `${size} bytes`, expected: `at most ${most} bytes` });
  return new Uint8Array(await readFile(path));
}

import { resolve } from 'node:path';
import type { CheckResult } from '../check.ts';
import { writeWhole } from '../host/files.ts';
import { flippedText } from '../report/documents/flipped.ts';
import type { Arguments } from './arguments.ts';
import type { Terminal } from './io.ts';

/** Writes what has to be run again, where that was asked for. A file without items says that nothing has to. */
export async function writeFlipped(
  args: Arguments,
  { cwd }: Terminal,
  results: readonly CheckResult[],
): Promise<void> {
  const path = args.text('flipped');
  if (path === null) return;
  await writeWhole(resolve(cwd, path), flippedText(results));
}

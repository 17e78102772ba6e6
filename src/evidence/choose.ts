import { refuse } from '../problem.ts';
import type { Format } from './formats.ts';
import { idColumn } from './readers/mapped.ts';
import type { ReadOptions } from './readers/reader.ts';

/**
 * The reader of what several may claim: the one that was asked for, or the only one there is; plain rows are what no tool
 * claims. Two tools that could both have written it are named, and none is guessed.
 */
export function chosen<R extends { readonly format: Format }>(
  claiming: readonly R[],
  general: R | undefined,
  wanted: Format | null,
  options: ReadOptions,
): R | undefined {
  // Every format converts into a scorecard, so one may stand for results of any.
  if (wanted !== null)
    return [...claiming, general].find((reader) => reader?.format === wanted || reader?.format === 'airlock');
  const formats = [...new Set(claiming.map(({ format }) => format))];
  if (formats.length > 1)
    refuse('evidence-ambiguous-format', {
      file: options.file,
      found: `what ${formats.join(' and ')} could both have written`,
      expected: `\`format:\` or \`--as\` with one of ${formats.join(', ')}`,
    });
  return claiming[0] ?? general;
}

/** Refuses a file that is not of the format that was asked for. */
export function expectFormat(found: Format, wanted: Format | null, options: ReadOptions): void {
  if (wanted !== null && wanted !== found) wrongFormat(found, wanted, options);
}

/** Refuses what nobody claims, or what another format claims than the one asked for. */
export function wrongFormat(found: string, wanted: Format | null, options: ReadOptions): never {
  if (wanted === null)
    refuse('evidence-unknown-format', {
      file: options.file,
      found,
      expected: `rows with ${idColumn(options.columns)}, or results of a known tool`,
    });
  refuse('evidence-wrong-format', { file: options.file, found, expected: wanted });
}

import { createTwoFilesPatch } from 'diff';

/** What writing a file would change, as a unified diff; null where nothing would. */
export function unifiedDiff(path: string, before: string | null, after: string): string | null {
  if (before === after) return null;
  const from = before === null ? '/dev/null' : `a/${path}`;
  const patch = createTwoFilesPatch(from, `b/${path}`, before ?? '', after, undefined, undefined, {
    context: 3,
  });
  return patch.slice(patch.indexOf('--- '));
}

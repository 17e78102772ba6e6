import { compileGlob } from './glob.ts';

/** In what a path differs from one that a glob would take. */
export const NEAR_REASONS = ['case', 'ending', 'depth', 'folder', 'same-name'] as const;
export type NearReason = (typeof NEAR_REASONS)[number];

/** By how little a glob misses a path; null where it is not about such a path at all. The first reason that fits. */
export function nearGlob(glob: string, path: string): Exclude<NearReason, 'same-name'> | null {
  if (compileGlob(glob.toLowerCase())(path.toLowerCase())) return 'case';
  if (withAnyEnding(glob).some((wider) => compileGlob(wider)(path))) return 'ending';
  // A star stays within its folder: `prompts/*.md` does not take `prompts/de/refund.md`.
  if (compileGlob(glob.replace(/\*+/gu, '**'))(path)) return 'depth';
  return elsewhere(glob).some((rest) => compileGlob(`**/${rest}`)(path)) ? 'folder' : null;
}

/** `prompts/*.md` as `prompts/*.*`; nothing for a glob whose ending is no ending. */
function withAnyEnding(glob: string): string[] {
  const [, stem] = /^(.*[^/])\.(?:\w+|\{[\w,]+\})$/u.exec(glob) ?? [];
  return stem === undefined ? [] : [`${stem}.*`];
}

/** What is left of a glob without its first folders, as long as something of its own is said in it. */
function elsewhere(glob: string): string[] {
  const steps = glob.split('/');
  const rests = steps.map((_, i) => steps.slice(i));
  return rests.filter(([first = '']) => first !== '' && !/[*?{]/u.test(first)).map((rest) => rest.join('/'));
}

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from '../scenario/paths.ts';

/** A fenced block of a page, with the words behind its fence: `yaml airlock`, `sh`. */
export interface Fence {
  readonly page: string;
  /** Line of the block's first line, from 1. */
  readonly line: number;
  readonly info: string;
  readonly text: string;
}

/** The pages that a user reads, as paths from the root. */
export const PAGES: readonly string[] = [
  'README.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .sort()
    .map((name) => `docs/${name}`),
];

export function pageText(page: string): string {
  return readFileSync(join(ROOT, page), 'utf8');
}

export function fences(page: string): Fence[] {
  const text = pageText(page);
  return [...text.matchAll(/^```([^\n]*)\n(.*?)^```$/gmsu)].map(({ index, 1: info = '', 2: body = '' }) => ({
    page,
    line: text.slice(0, index).split('\n').length + 1,
    info,
    text: body,
  }));
}

/** Every fence of every page that has this information. */
export function fencesOf(info: string): Fence[] {
  return PAGES.flatMap(fences).filter((fence) => fence.info === info);
}

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Setting } from './setting.ts';

/** Bytes of `dist/`, and of what the action loads up to decision and comment: its entry and the static imports below. */
export function* sizes({ root }: Setting): Generator<string> {
  const dist = join(root, 'dist');
  const files = readdirSync(dist, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const weigh = (some: typeof files): number =>
    some.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0);
  const grammars = files.filter(({ parentPath }) => parentPath.endsWith('grammars'));
  const own = weigh(files) - weigh(grammars);
  yield `dist: ${files.length} files, ${megabytes(own)} (budget 4 MB), and ${megabytes(weigh(grammars))} of grammars (12 MB with them)`;
  const run = readdirSync(join(dist, 'chunks'))
    .filter((name) => /^(?:run|dist-src)-/u.test(name))
    .map((name) => join(dist, 'chunks', name));
  const loaded = reachable([join(dist, 'action.js'), ...run]);
  const bytes = [...loaded].reduce((sum, path) => sum + statSync(path).size, 0);
  yield `loaded up to decision and comment: ${loaded.size} files, ${megabytes(bytes)} (budget 1 MB)`;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(2)} MB`;
}

/** Files reached by static imports. What is loaded on purpose later (the API client) is named by the caller. */
function reachable(entries: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...entries];
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (found.has(path)) continue;
    found.add(path);
    const folder = join(path, '..');
    for (const match of readFileSync(path, 'utf8').matchAll(/(?:from|import)"(\.{1,2}\/[^"]+\.js)"/gu))
      waiting.push(join(folder, match[1] ?? ''));
  }
  return found;
}

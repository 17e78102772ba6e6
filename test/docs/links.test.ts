import { existsSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { ROOT } from '../scenario/paths.ts';
import { PAGES, pageText } from './pages.ts';

/** GitHub's anchors: lower case, marks left out, spaces as hyphens. */
function anchors(page: string): Set<string> {
  const headings = [...pageText(page).matchAll(/^#{1,6} +(.+)$/gmu)].map(([, text = '']) => text);
  return new Set(
    headings.map((text) =>
      text
        .toLowerCase()
        .replace(/[^\p{L}\p{N}\s_-]/gu, '')
        .replace(/ /gu, '-'),
    ),
  );
}

function links(page: string): string[] {
  const text = pageText(page).replace(/^```.*?^```$/gmsu, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)/gu)].map(([, target = '']) => target);
}

describe.each(PAGES)('%s', (page) => {
  it('leads only to what is there', () => {
    const missing = links(page).filter((target) => {
      if (/^[a-z]+:/u.test(target)) return false;
      const [path = '', anchor] = target.split('#');
      const file = path === '' ? page : normalize(join(dirname(page), path));
      if (!existsSync(join(ROOT, file))) return true;
      return anchor !== undefined && !anchors(file).has(anchor);
    });
    expect(missing).toEqual([]);
  });

  it('names only files of the repository that are there', () => {
    const named = [
      ...pageText(page).matchAll(/`((?:src|test|docs|schema|scripts|bench|dist)\/[\w./-]+)`/gu),
    ].map(([, path = '']) => path);
    expect(named.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
  });
});

test('the README leads to every page of the docs', () => {
  const pages = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  const linked = links('README.md');
  expect(pages.filter((name) => !linked.includes(`docs/${name}`))).toEqual([]);
});

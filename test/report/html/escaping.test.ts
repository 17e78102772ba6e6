import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ATTRIBUTES, TAGS } from '../../../src/report/html/markup.ts';
import { reportHtml } from '../../../src/report/html/page.ts';
import { STYLE } from '../../../src/report/html/style.ts';
import { visible } from '../../../src/report/visible.ts';
import { resultWith } from './hostile.ts';
import { ENGINE } from './result.ts';
import { byTag, elements, type Node, parsePage, textOf } from './tree.ts';

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `' onmouseover='alert(1)' x='`,
  '</title></style></svg></details><style>*{display:none}</style>',
  '<!--',
  '--><script>',
  ']]>',
  '<![CDATA[',
  '<?xml version="1.0"?>',
  '&lt;script&gt;',
  '&#x3c;script&#62;',
  '&',
  'javascript:alert(1)',
  'url(https://example.com/x)',
  '`x`',
  '\u202e\u2066evil\u2069',
  '\u200b\ufeff\u00ad',
  '\u0000\u0007\u001b[31m',
  '\ud800',
  '⟦U+202E⟧',
  '✅ pass',
  ' ',
  '\u00a0',
  '__proto__',
  'constructor',
  '%00',
  '$&$1',
];

/** What a page is made of, without the words in it. */
function skeleton({ tag, attributes, children }: Node): unknown {
  const kept = Object.entries(attributes).map(([name, value]) =>
    name === 'aria-label' ? name : `${name}=${value}`,
  );
  return [tag, kept, children.flatMap((child) => (typeof child === 'string' ? [] : [skeleton(child)]))];
}

const pageWith = (foreign: string): Node => parsePage(reportHtml([resultWith(foreign)], ENGINE));
const PLAIN = JSON.stringify(skeleton(pageWith('plain')));

function holds(foreign: string): void {
  const page = pageWith(foreign);
  // The same elements with the same attributes as with a harmless name: nothing came in, nothing went missing.
  expect(JSON.stringify(skeleton(page))).toBe(PLAIN);
  expect(byTag(page, 'style').map(textOf)).toEqual([STYLE]);
  // Every name is still there to be read.
  const words = textOf(page);
  for (const name of ['bundle', 'slicea', 'metric', 'evidence', 'gate', 'prompt', 'model'])
    expect(words).toContain(visible(`${foreign}${name}`, 100).slice(0, 90).replaceAll('\u00a0', ' '));
}

describe('foreign text', () => {
  it.each(ATTACKS)('cannot become markup: %j', holds);

  it('cannot become markup, whatever it is', () => {
    const piece = fc.oneof(fc.constantFrom(...ATTACKS), fc.string({ unit: 'binary', maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(piece, { minLength: 1, maxLength: 4 }), (pieces) => holds(pieces.join(''))),
      { numRuns: 60 },
    );
  });

  it('stays readable at any length', () => {
    const page = reportHtml([resultWith('n'.repeat(100_000))], ENGINE);
    expect(page.length).toBeLessThan(200_000);
  });
});

describe('the page', () => {
  it('has only the tags and attributes of the closed lists', () => {
    const nodes = elements(pageWith(ATTACKS.join('')));
    const tags = new Set<string>([...TAGS, 'style']);
    const names = new Set<string>(ATTRIBUTES);
    expect(nodes.filter(({ tag }) => !tags.has(tag))).toEqual([]);
    expect(
      nodes.flatMap(({ attributes }) => Object.keys(attributes)).filter((name) => !names.has(name)),
    ).toEqual([]);
  });

  it('links only into itself', () => {
    const page = pageWith(ATTACKS.join(''));
    const ids = new Set(elements(page).map(({ attributes }) => attributes['id']));
    for (const { attributes } of byTag(page, 'a')) {
      expect(attributes['href']).toMatch(/^#[a-z0-9-]+$/u);
      expect(ids).toContain(attributes['href']?.slice(1));
    }
  });
});

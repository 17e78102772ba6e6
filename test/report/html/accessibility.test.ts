import { describe, expect, it } from 'vitest';
import { reportHtml } from '../../../src/report/html/page.ts';
import { DARK, LIGHT, type Palette } from '../../../src/report/html/palette.ts';
import { auditPage, livePage } from './ledger-stories.ts';
import { ENGINE } from './result.ts';
import { stories } from './stories.ts';
import { byTag, elements, type Node, parsePage, textOf } from './tree.ts';

const PAGES: Readonly<Record<string, () => string>> = {
  one: () => reportHtml([stories.regression()], ENGINE),
  several: () =>
    reportHtml([stories.go(), stories.regression(), stories.never(), stories.unmeasured()], ENGINE),
  none: () => reportHtml([], ENGINE),
  'what is live': () => livePage('', 'production'),
  'what is live in several places': () => livePage(),
  'an audit': () => auditPage(),
};

describe.each(Object.keys(PAGES))('a page of %s', (name) => {
  const tree = parsePage(PAGES[name]?.() ?? '');

  it('has landmarks, a language, a title and a way past the top', () => {
    expect(tree.attributes['lang']).toBe('en');
    expect(textOf(byTag(tree, 'title')[0] ?? tree)).toMatch(/ · Airlock$/u);
    for (const tag of ['main', 'footer']) expect(byTag(tree, tag)).toHaveLength(1);
    expect(byTag(tree, 'a')[0]?.attributes).toEqual({ class: 'skip', href: '#report' });
  });

  it('has one first heading, and no level is left out', () => {
    const levels = elements(tree).flatMap(({ tag }) => (/^h[1-6]$/u.test(tag) ? [Number(tag.slice(1))] : []));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.forEach((level, i) => {
      expect(level).toBeLessThanOrEqual((levels[i - 1] ?? 0) + 1);
    });
  });

  it('says in words what every drawing shows', () => {
    for (const svg of outermost(tree)) {
      expect(svg.attributes['role']).toBe('img');
      expect(svg.attributes['aria-label']).toMatch(/\d/u);
    }
  });

  it('has a caption for every table and a scope for every heading in it', () => {
    for (const table of byTag(tree, 'table')) {
      expect(byTag(table, 'caption').map((caption) => textOf(caption).length > 3)).toEqual([true]);
      for (const { attributes } of byTag(table, 'th')) expect(attributes['scope']).toMatch(/^(?:col|row)$/u);
      const widths = byTag(table, 'tr').map((row) => row.children.length);
      expect(new Set(widths).size).toBe(1);
    }
  });

  it('has no id twice, no label that leads nowhere, and names for every region', () => {
    const ids = elements(tree).flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { attributes } of elements(tree)) {
      const label = attributes['aria-labelledby'];
      if (label !== undefined) expect(ids).toContain(label);
    }
    const regions = elements(tree).filter(({ attributes }) => attributes['role'] === 'region');
    const names = regions.map(({ attributes }) => attributes['aria-label']);
    expect(new Set(names).size).toBe(names.length);
    expect(regions.every(({ attributes }) => attributes['tabindex'] === '0')).toBe(true);
  });

  it('has a word beside every sign', () => {
    const parents = elements(tree).filter(({ children }) =>
      children.some((child) => typeof child !== 'string' && child.attributes['class']?.startsWith('sign ')),
    );
    for (const parent of parents) expect(textOf(parent)).toMatch(/[a-z]{2}/iu);
  });
});

function outermost(node: Node): Node[] {
  if (node.tag === 'svg') return [node];
  return node.children.flatMap((child) => (typeof child === 'string' ? [] : outermost(child)));
}

describe.each([
  ['light', LIGHT],
  ['dark', DARK],
] as const)('the %s colours', (_, palette) => {
  const texts = ['ink', 'muted', 'link', 'pass', 'fail', 'open'] as const;
  it.each(texts.flatMap((text) => (['ground', 'raised'] as const).map((ground) => [text, ground] as const)))(
    '%s is readable on %s',
    (text, ground) => {
      expect(contrast(palette, text, ground)).toBeGreaterThanOrEqual(4.5);
    },
  );

  it.each([
    ['candidate', 'raised'],
    ['baseline', 'raised'],
    ['fail', 'beyond'],
    ['pass', 'beyond'],
    ['open', 'beyond'],
    ['candidate', 'area'],
    ['baseline', 'area'],
  ] as const)('%s is seen on %s', (mark, ground) => {
    expect(contrast(palette, mark, ground)).toBeGreaterThanOrEqual(3);
  });
});

/** Contrast of two colours. WCAG 2.2, 1.4.3. */
function contrast(palette: Palette, one: keyof Palette, other: keyof Palette): number {
  const [dark = 0, light = 0] = [luminance(palette[one]), luminance(palette[other])].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

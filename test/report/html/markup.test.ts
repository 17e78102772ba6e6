import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { element, text } from '../../../src/report/html/markup.ts';
import { visible } from '../../../src/report/visible.ts';
import { parsePage, textOf } from './tree.ts';

const anything = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...'<>&"\' \n\u202e\u200b\u0000\ud800=/;#x27') }),
);

describe('text', () => {
  it('escapes what HTML reads, in text and in attributes', () => {
    expect(text(`<b a="c" d='e'>&amp;`)).toBe('&lt;b a=&quot;c&quot; d=&#39;e&#39;&gt;&amp;amp;');
    expect(element('span', { 'aria-label': `" onclick='x'>` })).toBe(
      '<span aria-label="&quot; onclick=&#39;x&#39;&gt;"></span>',
    );
  });

  it('shows what would not be seen', () => {
    expect(text('a\u202eb\u200bc\u0000\n')).toBe('a⟦U+202E⟧b⟦U+200B⟧c⟦U+0000⟧⏎');
    expect(text('\ud800')).toBe('\ufffd');
  });

  it('keeps one space at either end, for sentences in parts', () => {
    expect(text(' of ')).toBe(' of ');
    expect(text('   …  ')).toBe(' … ');
  });

  it('cuts what is too long', () => {
    expect(text('x'.repeat(30), 10)).toBe(`${'x'.repeat(10)}…`);
    expect(text('é'.repeat(30), 10)).toBe(`${'é'.repeat(10)}…`);
  });

  it('gives back what was put in, for any text at all', () => {
    fc.assert(
      fc.property(anything, (content) => {
        const node = parsePage(element('p', { 'aria-label': content }, text(content)));
        expect(textOf(node).trim()).toBe(visible(content).replaceAll('\u00a0', ' ').trim());
        expect(node.attributes['aria-label']?.trim()).toBe(visible(content));
        expect(node.children.every((child) => typeof child === 'string')).toBe(true);
      }),
      { numRuns: 500 },
    );
  });
});

describe('element', () => {
  it('leaves out what is null and closes what has no content', () => {
    expect(element('line', { x1: 0, x2: null, class: 'zero' })).toBe('<line x1="0" class="zero"/>');
    expect(element('meta', { charset: 'utf-8' })).toBe('<meta charset="utf-8"/>');
    expect(element('td', {})).toBe('<td></td>');
  });
});

import type { Engine } from '../documents/documents.ts';
import { element, type Html, text } from './markup.ts';
import { STYLE } from './style.ts';

export interface PageParts {
  readonly title: string;
  /** What kind of page it is, above everything. */
  readonly brand: string;
  readonly content: Html;
  readonly engine: Engine;
}

/**
 * A self-contained page: no script, nothing loaded from anywhere, readable on a telephone, in the dark, on paper and with a
 * screen reader. The same content makes the same bytes.
 */
export function page({ title, brand, content, engine }: PageParts): string {
  return `<!DOCTYPE html>\n${element(
    'html',
    { lang: 'en' },
    head(title),
    element(
      'body',
      {},
      element('a', { class: 'skip', href: '#report' }, text('Skip to the report')),
      element('header', { class: 'brand' }, text(brand)),
      element('main', { id: 'report', tabindex: -1 }, content),
      footer(engine),
    ),
  )}\n`;
}

/** Even a hole in the escaping could load nothing and run nothing. */
const POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

function head(title: string): Html {
  return element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', { 'http-equiv': 'Content-Security-Policy', content: POLICY }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'color-scheme', content: 'light dark' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('title', {}, text(`${title} · Airlock`, 300)),
    `<style>${STYLE}</style>` as Html,
  );
}

function footer({ version, digest }: Engine): Html {
  return element(
    'footer',
    {},
    element('p', {}, text(`Airlock ${version}, engine `), element('code', {}, text(digest))),
    element('p', {}, text('This page loads nothing, runs no script and holds no model output.')),
  );
}

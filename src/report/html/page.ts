import type { CheckResult } from '../../check.ts';
import type { Engine } from '../documents/documents.ts';
import { bundleIndex, outcomeCount, worstFirst } from './bundle-index.ts';
import { type BundlePart, bundleArticle, bundlePart } from './bundle-part.ts';
import { ALONE, AMONG_MANY } from './headings.ts';
import { element, fragment, type Html, text } from './markup.ts';
import { STYLE } from './style.ts';

/** Characters that bundles may take; what is too long is cut from the least important end. */
export const LONGEST_PAGE = 900_000;

/**
 * The report as one self-contained page: no script, nothing loaded from anywhere, readable on a telephone, in the dark,
 * on paper and with a screen reader. The same results make the same bytes.
 */
export function reportHtml(results: readonly CheckResult[], engine: Engine): string {
  const parts = worstFirst(results.map(bundlePart));
  const [only] = parts;
  const title = parts.length === 1 && only !== undefined ? only.view.headline : outcomeCount(parts);
  const content =
    parts.length === 1 && only !== undefined ? bundleArticle(only, ALONE, LONGEST_PAGE) : several(parts);
  return `<!DOCTYPE html>\n${element(
    'html',
    { lang: 'en' },
    head(title),
    element(
      'body',
      {},
      element('a', { class: 'skip', href: '#report' }, text('Skip to the report')),
      element('header', { class: 'brand' }, text('Airlock release report')),
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

function several(parts: readonly BundlePart[]): Html {
  let room = LONGEST_PAGE;
  const articles = parts.map((part) => {
    const article = bundleArticle(part, AMONG_MANY, room);
    room -= article.length;
    return article;
  });
  return fragment(
    element('header', { class: 'many' }, element('h1', {}, text(outcomeCount(parts)))),
    parts.length === 0 ? element('p', {}, text('Nothing was checked.')) : bundleIndex(parts),
    ...articles,
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

import type { PastResult } from '../../check/past.ts';
import type { CheckResult } from '../../check.ts';
import type { Engine } from '../documents/documents.ts';
import { bundleIndex, outcomeCount, worstFirst } from './bundle-index.ts';
import { type BundlePart, bundleArticle, bundlePart } from './bundle-part.ts';
import { page } from './frame.ts';
import { ALONE, AMONG_MANY } from './headings.ts';
import { element, fragment, type Html, text } from './markup.ts';

/** Characters that bundles may take; what is too long is cut from the least important end. */
export const LONGEST_PAGE = 900_000;

/** The report as one page. `past`: what a ledger keeps of earlier releases, in the order of the results. */
export function reportHtml(
  results: readonly CheckResult[],
  engine: Engine,
  past: readonly (readonly PastResult[])[] = [],
): string {
  const parts = worstFirst(results.map((result, i) => bundlePart(result, i, past[i])));
  const [only] = parts;
  const title = parts.length === 1 && only !== undefined ? only.view.headline : outcomeCount(parts);
  const content =
    parts.length === 1 && only !== undefined ? bundleArticle(only, ALONE, LONGEST_PAGE) : several(parts);
  return page({ title, brand: 'Airlock release report', content, engine });
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

/** Headings of a bundle's part of the page, in order whether the page shows one bundle or many. */
export interface Headings {
  readonly bundle: 'h1' | 'h2';
  readonly section: 'h2' | 'h3';
  readonly part: 'h3' | 'h4';
}

export const ALONE: Headings = { bundle: 'h1', section: 'h2', part: 'h3' };
export const AMONG_MANY: Headings = { bundle: 'h2', section: 'h3', part: 'h4' };

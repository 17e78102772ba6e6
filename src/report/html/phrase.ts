import type { Phrase, Piece } from '../phrase.ts';
import { visible } from '../visible.ts';
import { element, fragment, type Html, text } from './markup.ts';
import { withSign } from './signs.ts';

const LONGEST_QUOTE = 300;
const LONGEST_NAME = 120;

/** A phrase as HTML. A quotation is set as code, so that it cannot be taken for our words. */
export function phraseHtml(phrase: Phrase): Html {
  return fragment(...phrase.map(piece));
}

function piece(part: Piece): Html {
  switch (part.kind) {
    case 'text':
      return withSign(part.text);
    case 'quote':
      return quotation(part.text);
    case 'strong':
      return element('strong', {}, phraseHtml(part.phrase));
  }
}

/** Foreign text inside a sentence. */
export function quotation(foreign: string): Html {
  return element('code', {}, text(foreign === '' ? ' ' : foreign, LONGEST_QUOTE));
}

/** A phrase without form, for text alternatives. */
export function phraseText(phrase: Phrase): string {
  return phrase.map(plainPiece).join('');
}

function plainPiece(part: Piece): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'quote':
      return visible(part.text, LONGEST_QUOTE);
    case 'strong':
      return phraseText(part.phrase);
  }
}

/** A foreign name inside a text alternative. */
export function name(foreign: string): string {
  return visible(foreign, LONGEST_NAME);
}

/**
 * A sentence before it has a form. Our words stand in the literal parts of a `say` template; whatever comes from a
 * repository, a results file or an API is `quote`d, and every form (Markdown, terminal, HTML) renders a quotation so
 * that it cannot be taken for our words. The type keeps the two apart: a plain string cannot be interpolated.
 */
export type Phrase = readonly Piece[];

export type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'quote'; readonly text: string }
  | { readonly kind: 'strong'; readonly phrase: Phrase };

/** A figure that is made of our own digits and units. */
export interface Figure {
  readonly figure: string;
}

export function say(literal: TemplateStringsArray, ...values: readonly (Phrase | Figure | number)[]): Phrase {
  return literal.flatMap((part, i) => {
    const text: Piece[] = part === '' ? [] : [{ kind: 'text', text: part }];
    const value = values[i];
    return value === undefined ? text : [...text, ...pieces(value)];
  });
}

function pieces(value: Phrase | Figure | number): Phrase {
  if (typeof value === 'number') return [{ kind: 'text', text: String(value) }];
  return 'figure' in value ? [{ kind: 'text', text: value.figure }] : value;
}

/** Text that is not ours. */
export function quote(text: string | number | boolean | null | undefined): Phrase {
  return [{ kind: 'quote', text: text === null || text === undefined ? 'none' : String(text) }];
}

/** Digits and units that were made by `figures.ts`. */
export function figure(text: string): Figure {
  return { figure: text };
}

export function strong(phrase: Phrase): Phrase {
  return [{ kind: 'strong', phrase }];
}

/** Words of ours that are chosen from a table. */
export function words(text: string): Phrase {
  return [{ kind: 'text', text }];
}

export const SILENCE: Phrase = [];

export function joined(phrases: readonly Phrase[], separator: string): Phrase {
  return phrases
    .filter((phrase) => phrase.length > 0)
    .flatMap((phrase, i) => (i === 0 ? phrase : [{ kind: 'text' as const, text: separator }, ...phrase]));
}

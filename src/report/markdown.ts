import type { Phrase, Piece } from './phrase.ts';
import { visible } from './visible.ts';

/**
 * The only way of making Markdown. A sentence comes in as a phrase, whose quotations become inline code spans that no
 * input can break out of; structure comes from the functions below. The type keeps Markdown and plain strings apart.
 */
export type Markdown = string & { readonly markdown: unique symbol };

export const NOTHING = '' as Markdown;

/** A phrase as Markdown. Our own words hold no character that Markdown would take for markup, except on purpose. */
export function markdown(phrase: Phrase): Markdown {
  return phrase.map(piece).join('') as Markdown;
}

function piece(part: Piece): string {
  switch (part.kind) {
    case 'text':
      return part.text;
    case 'quote':
      return span(part.text);
    case 'strong':
      return `**${markdown(part.phrase)}**`;
  }
}

const LONGEST_SPAN = 120;

/**
 * Foreign text as an inline code span: no mention, link, image, tag, table cell or fence can come of it, and what a
 * reader would not see is made visible.
 */
function span(text: string): string {
  const shown = lookalike(visible(text, LONGEST_SPAN)).replaceAll('|', '¦');
  return `\`${shown === '' ? ' ' : shown}\``;
}

/** Backtick and pipe have look-alikes, because no escape for them works everywhere; so has what begins our marker. */
function lookalike(text: string): string {
  return text.replaceAll('`', 'ˋ').replaceAll('<!--', '‹!--');
}

export function heading(level: number, phrase: Phrase): Markdown {
  return `${'#'.repeat(level)} ${markdown(phrase)}` as Markdown;
}

export function lines(...parts: readonly Markdown[]): Markdown {
  return parts.filter((part) => part !== '').join('\n') as Markdown;
}

export function paragraphs(...parts: readonly Markdown[]): Markdown {
  return parts.filter((part) => part !== '').join('\n\n') as Markdown;
}

export function bullets(items: readonly Phrase[]): Markdown {
  return items.map((item) => `- ${markdown(item)}`).join('\n') as Markdown;
}

export function table(header: readonly Phrase[], rows: readonly (readonly Phrase[])[]): Markdown {
  const row = (cells: readonly Phrase[]): string => `| ${cells.map(markdown).join(' | ')} |`;
  return [row(header), `|${' --- |'.repeat(header.length)}`, ...rows.map(row)].join('\n') as Markdown;
}

/** A command to copy, as a fenced block that its own text cannot close. */
export function command(text: string): Markdown {
  const shown = lookalike(visible(text));
  return `\`\`\`sh\n${shown}\n\`\`\`` as Markdown;
}

/** A link of ours. What is no plain address of a server is left as words, so that no text can end the link. */
export function link(label: Phrase, url: string): Markdown {
  const shown = markdown(label);
  return (/^https?:\/\/[\w.:-]+(?:\/[\w.~-]+)*$/u.test(url) ? `[${shown}](${url})` : shown) as Markdown;
}

/** A folded part. GitHub needs the blank lines around the content to read Markdown inside. */
export function details(summary: string, content: Markdown): Markdown {
  return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>` as Markdown;
}

/** An invisible marker by which a later run finds its own comment. */
export function marker(name: string): Markdown {
  if (!/^[a-z0-9:/-]+$/u.test(name))
    throw new Error('a marker is made of lower-case letters, digits, : / and -');
  return `<!-- airlock:${name} -->` as Markdown;
}

import { visible } from '../visible.ts';

/**
 * The only way of making HTML. Text comes in through `text`, structure through `element`; tags and
 * attribute names are closed lists, so that nothing of a repository can become either. The type keeps HTML and plain
 * strings apart. Elements are closed the way XML wants it, which HTML allows, so that a strict parser can read a page.
 */
export type Html = string & { readonly html: unique symbol };

export const NOTHING = '' as Html;

export type Tag = (typeof TAGS)[number];
export type AttributeName = (typeof ATTRIBUTES)[number];
export type Attributes = Readonly<Partial<Record<AttributeName, string | number | null>>>;

/** No `script`, no `style`, no `img`, no `iframe`, no `link`: the page has one style sheet, and `page.ts` writes it. */
export const TAGS = [
  ...['html', 'head', 'meta', 'title', 'body', 'header', 'main', 'footer', 'nav', 'article', 'section'],
  ...['h1', 'h2', 'h3', 'h4', 'h5', 'p', 'div', 'span', 'a', 'strong', 'code', 'pre', 'small', 'hr'],
  ...['ul', 'ol', 'li', 'dl', 'dt', 'dd', 'figure', 'figcaption', 'details', 'summary'],
  ...['table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td'],
  ...['svg', 'g', 'line', 'rect', 'circle', 'path', 'text'],
] as const;

/** No event handler, no `style`, no `src`. */
export const ATTRIBUTES = [
  ...['id', 'class', 'lang', 'href', 'open', 'scope', 'tabindex', 'role', 'charset', 'name', 'content'],
  ...['http-equiv', 'media', 'aria-label', 'aria-labelledby', 'aria-hidden'],
  ...['x', 'y', 'x1', 'x2', 'y1', 'y2', 'cx', 'cy', 'r', 'width', 'height', 'd', 'viewBox'],
  ...['preserveAspectRatio', 'overflow', 'text-anchor'],
] as const;

const VOID: ReadonlySet<Tag> = new Set<Tag>(['meta', 'hr']);

/**
 * Text of whatever origin: what a reader would not see is made visible, and what HTML would read is escaped. One
 * space at either end is kept, because sentences are put together from parts.
 */
export function text(content: string, longest = Number.POSITIVE_INFINITY): Html {
  if (content.length <= longest && PLAIN.test(content)) return escaped(content);
  const before = content.startsWith(' ') ? ' ' : '';
  const after = content.endsWith(' ') && content.length > 1 ? ' ' : '';
  return escaped(`${before}${visible(content, longest)}${after}`);
}

/** One element. An attribute that is null is left out. */
export function element(tag: Tag, attributes: Attributes, ...children: readonly Html[]): Html {
  const listed = Object.entries(attributes)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => ` ${name}="${text(String(value))}"`)
    .join('');
  const content = children.join('');
  if (VOID.has(tag) || (content === '' && SHAPES.has(tag))) return `<${tag}${listed}/>` as Html;
  return `<${tag}${listed}>${content}</${tag}>` as Html;
}

export function fragment(...parts: readonly Html[]): Html {
  return parts.join('') as Html;
}

/** Elements of SVG, where a parser of HTML takes the short form for closed. */
const SHAPES: ReadonlySet<Tag> = new Set<Tag>(['line', 'rect', 'circle', 'path']);

/** Most text is this, and a long path is all of this: nothing to make visible. */
const PLAIN = /^[ -~]*$/u;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** The one escape, for text and for attributes alike. */
function escaped(text: string): Html {
  return text.replace(/[&<>"']/gu, (char) => ENTITIES[char] ?? '') as Html;
}

import sax from 'sax';

/** A page as a strict parser sees it. */
export interface Node {
  readonly tag: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: (Node | string)[];
}

/**
 * Reads a page with a strict XML parser: every tag closed, every attribute quoted, no stray `<` or `&`. The page is
 * written so that this parser and that of HTML see the same tree; `scripts` in a browser have shown that they do.
 */
export function parsePage(html: string): Node {
  const parser = sax.parser(true, { trim: false });
  const root: Node = { tag: '#root', attributes: {}, children: [] };
  const open: Node[] = [root];
  parser.onopentag = ({ name, attributes }) => {
    const node: Node = { tag: name, attributes: attributes as Record<string, string>, children: [] };
    open.at(-1)?.children.push(node);
    open.push(node);
  };
  parser.onclosetag = () => open.pop();
  parser.ontext = (content) => open.at(-1)?.children.push(content);
  parser.onerror = (error) => {
    throw error;
  };
  for (const event of ['oncomment', 'oncdata', 'onprocessinginstruction'] as const) {
    parser[event] = () => {
      throw new Error(`${event.slice(2)} in the page`);
    };
  }
  parser.write(html.replace(/^<!DOCTYPE html>\n/u, '')).close();
  const [page] = root.children.filter((child) => typeof child !== 'string');
  if (page === undefined) throw new Error('no element');
  return page;
}

/** The element and everything in it, in document order. */
export function elements(node: Node): Node[] {
  return [node, ...node.children.flatMap((child) => (typeof child === 'string' ? [] : elements(child)))];
}

export function byTag(node: Node, ...tags: readonly string[]): Node[] {
  return elements(node).filter(({ tag }) => tags.includes(tag));
}

/** All text in an element; the spaces that keep a figure and its unit together count as spaces. */
export function textOf(node: Node): string {
  const parts = node.children.map((child) => (typeof child === 'string' ? child : textOf(child)));
  return parts.join('').replaceAll('\u00a0', ' ');
}

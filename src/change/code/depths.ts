import type { SyntaxNode } from './syntax.ts';

/** How deep each statement of Python stands, by its line. */
export function depthsIn(root: SyntaxNode, text: string): ReadonlyMap<number, number> {
  const depths = new Map<number, number>();
  const starts = [0, ...[...text.matchAll(/\n/gu)].map(({ index }) => index + 1)];
  const lineOf = (offset: number): number => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low;
  };
  const visit = (node: SyntaxNode, depth: number): void => {
    for (const child of node.children) {
      if (node.type === 'block' || node.type === 'module') depths.set(lineOf(child.start), depth);
      visit(child, child.type === 'block' ? depth + 1 : depth);
    }
  };
  visit(root, 0);
  return depths;
}

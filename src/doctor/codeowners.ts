import { compileGlob } from '../bundle/glob.ts';

/** A line of a CODEOWNERS file. */
export interface OwnerRule {
  readonly pattern: string;
  readonly owners: readonly string[];
  readonly line: number;
}

/** Where GitHub looks, the first that is there. https://docs.github.com/articles/about-code-owners */
export const OWNER_FILES = ['.github/CODEOWNERS', 'CODEOWNERS', 'docs/CODEOWNERS'] as const;

export function readOwners(text: string): OwnerRule[] {
  return text.split(/\r?\n/u).flatMap((line, i) => {
    const [pattern, ...owners] = line
      .replace(/(?:^|\s)#.*$/u, '')
      .trim()
      .split(/\s+/u);
    return pattern === undefined || pattern === '' ? [] : [{ pattern, owners, line: i + 1 }];
  });
}

/** Who owns a path: the last line that matches; one without owners takes it from everybody. */
export function ownersOf(rules: readonly OwnerRule[], path: string): readonly string[] {
  return rules.findLast(({ pattern }) => matches(pattern, path))?.owners ?? [];
}

/** As in a .gitignore file, without `!` and `[ ]`: a pattern with a slash inside begins at the root. */
function matches(pattern: string, path: string): boolean {
  const anchored = /\/./u.test(pattern);
  const plain = pattern.replace(/^\//u, '').replaceAll(/[{}]/gu, '?');
  const from = anchored || plain.startsWith('**/') ? plain : `**/${plain}`;
  if (pattern.endsWith('/')) return compileGlob(`${from}**`)(path);
  // A star at the end stays in its folder; a plain name is a folder with all that is in it, too.
  return compileGlob(from)(path) || (!/\/\*$/u.test(from) && compileGlob(`${from}/**`)(path));
}

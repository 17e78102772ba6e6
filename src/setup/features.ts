import type { Judged } from '../bundle/detect.ts';
import { NAME } from '../bundle/kinds.ts';
import type { TreeFile } from '../bundle/repository.ts';
import { append } from '../reader/append.ts';
import { isWritable } from './globs.ts';

/** A folder of a monorepo that is a feature of its own. */
export interface Feature {
  readonly name: string;
  /** From the root of the repository. */
  readonly root: string;
}

/** Folders whose children are products by custom; below any other folder a child must be a package of its own. */
const CONTAINERS = /^(?:apps|services|features|packages|products|projects|bots)$/iu;
const MANIFEST =
  /^(?:package\.json|pyproject\.toml|requirements\.txt|setup\.py|go\.mod|Cargo\.toml|Gemfile|promptfooconfig\.\w+)$/u;
const BEHAVES = new Set(['prompt', 'model', 'inference', 'tools', 'routing', 'safety']);
const DEEPEST = 3;

/** The features of a monorepo, by name; none where the repository is one feature. */
export function featuresOf(judged: readonly Judged[], tree: readonly TreeFile[]): Feature[] {
  const behaving = judged.filter(
    ({ kind, basis }) => kind !== null && basis !== 'beside' && BEHAVES.has(kind),
  );
  const children = new Map<string, Set<string>>();
  for (const { path } of behaving) {
    const steps = path.split('/');
    for (let depth = 1; depth < Math.min(DEEPEST, steps.length - 1); depth += 1) {
      const container = steps.slice(0, depth).join('/');
      const child = steps.slice(0, depth + 1).join('/');
      children.set(container, (children.get(container) ?? new Set()).add(child));
    }
  }
  const packages = new Set(tree.flatMap(({ path }) => (MANIFEST.test(last(path)) ? [folderOf(path)] : [])));
  const roots: string[] = [];
  // The highest container first: what lies inside a feature is no feature.
  for (const [container, all] of [...children].sort(
    ([a], [b]) => depthOf(a) - depthOf(b) || (a < b ? -1 : 1),
  )) {
    if (roots.some((root) => `${container}/`.startsWith(`${root}/`))) continue;
    const own = CONTAINERS.test(last(container)) ? [...all] : [...all].filter((child) => packages.has(child));
    if (own.length > 1) append(roots, own);
  }
  return named(roots.filter(isWritable).sort());
}

function named(roots: readonly string[]): Feature[] {
  const taken = new Set<string>(['_defaults']);
  return roots.flatMap((root) => {
    const name = [slug(last(root)), slug(root)].find((one) => one !== null && !taken.has(one)) ?? null;
    if (name === null) return [];
    taken.add(name);
    return [{ name, root }];
  });
}

/** A text as a name of a bundle or evidence; null where nothing is left of it. */
export function slug(text: string): string | null {
  const plain = text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^[^a-z]+|-+$/gu, '')
    .slice(0, 63)
    .replace(/-+$/u, '');
  return NAME.test(plain) ? plain : null;
}

function last(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function depthOf(path: string): number {
  return path.split('/').length;
}

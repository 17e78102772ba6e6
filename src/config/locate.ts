import type { TreeFile } from '../bundle/repository.ts';
import { type Problem, problem } from '../problem.ts';

/** Where a bundle's file lies in a commit. */
export interface ConfigPlace {
  /** Path without its ending, the same at both commits however the ending is spelt. */
  readonly key: string;
  readonly path: string;
  readonly oid: string;
  /** The bundle's name where the file gives none. */
  readonly stem: string;
}

export interface ConfigPlaces {
  readonly bundles: readonly ConfigPlace[];
  readonly defaults: ConfigPlace | null;
  readonly problems: readonly Problem[];
}

const FILE = /^\.github\/airlock(?:\/([^/]+))?\.ya?ml$/u;

/** True for a file whose change is a change of policy. */
export function isConfigPath(path: string): boolean {
  return FILE.test(path);
}

/** The configuration files of a commit: `.github/airlock.yml`, `.github/airlock/<bundle>.yml`, `_defaults.yml`. */
export function locateConfigs(tree: readonly TreeFile[]): ConfigPlaces {
  const files = tree.filter((file) => FILE.test(file.path));
  const places = new Map<string, ConfigPlace>();
  const problems: Problem[] = [];
  for (const file of files) {
    const key = file.path.replace(/\.ya?ml$/u, '');
    const stem = FILE.exec(file.path)?.[1] ?? 'default';
    const other = places.get(key);
    const odd = notAFile(file);
    if (odd !== null) problems.push(odd);
    if (other !== undefined) {
      problems.push(
        problem('config-twice', { file: file.path, found: other.path, expected: 'either .yml or .yaml' }),
      );
    }
    places.set(key, { key, path: file.path, oid: file.oid, stem });
  }
  const all = [...places.values()];
  return {
    bundles: all.filter((place) => !place.stem.startsWith('_')),
    defaults: all.find((place) => place.stem === '_defaults') ?? null,
    problems,
  };
}

/** A link or a submodule in the place of a configuration. */
export function notAFile({ path, mode }: TreeFile): Problem | null {
  if (mode === '100644' || mode === '100755') return null;
  const found = mode === '120000' ? 'a symbolic link' : 'a submodule';
  return problem('config-not-a-file', { file: path, found, expected: 'a regular file' });
}

import { createHash } from 'node:crypto';
import type { Repository } from '../bundle/repository.ts';
import { type Problem, problem, Refusal } from '../problem.ts';
import { type ConfigPlace, locateConfigs, notAFile } from './locate.ts';
import { CONFIG_LIMITS, type ConfigResult, type ConfigText, readConfig } from './read.ts';

/** Which configuration a command uses. */
export type ConfigChoice =
  | { readonly kind: 'default' }
  /** `--config FILE` inside the commits. */
  | { readonly kind: 'inside'; readonly path: string }
  /** `--config FILE` outside the repository: the same bytes for both sides, bound to no commit. */
  | { readonly kind: 'outside'; readonly path: string; readonly bytes: Uint8Array };

export interface LoadedConfig {
  /** Path without its ending: the same bundle at another commit has the same key. */
  readonly key: string;
  readonly path: string;
  /** Over the raw bytes, bare hex. */
  readonly sha256: string;
  /** Of `_defaults.yml`, which is part of the policy; null where there is none. */
  readonly defaultsSha256: string | null;
  /** What it was read from: with these bytes it is read again, anywhere. */
  readonly source: ConfigSource;
  readonly result: ConfigResult;
}

export interface ConfigSource {
  readonly text: ConfigText;
  /** `_defaults.yml`, under the file. */
  readonly defaults: ConfigText | null;
  /** The bundle's name where the file gives none. */
  readonly stem: string;
}

/** The configurations of a commit, one per bundle, in the order of their paths; none where there is no file. */
export async function loadConfigs(
  repository: Repository,
  commit: string,
  choice: ConfigChoice,
): Promise<LoadedConfig[]> {
  if (choice.kind === 'outside')
    return [loadedConfig({ text: choice, defaults: null, stem: stemOf(choice.path) }, choice.path)];
  const tree = await repository.tree(commit);
  const places = locateConfigs(tree);
  if (choice.kind === 'inside') {
    const file = tree.find((one) => one.path === choice.path);
    if (file === undefined) return [];
    const odd = notAFile(file);
    if (odd !== null) throw new Refusal([odd]);
    const place: ConfigPlace = {
      key: keyOf(choice.path),
      path: file.path,
      oid: file.oid,
      stem: stemOf(choice.path),
    };
    return [await load(repository, place, null)];
  }
  if (places.problems.length > 0) throw new Refusal(places.problems);
  const configs = await Promise.all(places.bundles.map((place) => load(repository, place, places.defaults)));
  const twice = sameName(configs);
  if (twice !== null) throw new Refusal([twice]);
  return configs;
}

async function load(
  repository: Repository,
  place: ConfigPlace,
  defaults: ConfigPlace | null,
): Promise<LoadedConfig> {
  const text = await bytesOf(repository, place);
  const below = defaults === null ? null : await bytesOf(repository, defaults);
  return loadedConfig({ text, defaults: below, stem: place.stem }, place.key);
}

async function bytesOf(repository: Repository, place: ConfigPlace): Promise<ConfigText> {
  const bytes = await repository.read(place.oid, CONFIG_LIMITS.bytes);
  if (bytes === null) {
    throw new Refusal([
      problem('file-too-large', { file: place.path, expected: `at most ${CONFIG_LIMITS.bytes} bytes` }),
    ]);
  }
  return { path: place.path, bytes };
}

/** Reads a configuration from bytes that are at hand. */
export function loadedConfig(source: ConfigSource, key: string): LoadedConfig {
  const { text, defaults, stem } = source;
  return {
    key,
    path: text.path,
    sha256: sha256(text.bytes),
    defaultsSha256: defaults === null ? null : sha256(defaults.bytes),
    source,
    result: readConfig(text, defaults, stem),
  };
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function keyOf(path: string): string {
  return path.replace(/\.ya?ml$/u, '');
}

function stemOf(path: string): string {
  const file = keyOf(path).split(/[/\\]/u).at(-1) ?? '';
  return file === 'airlock' || file === '' ? 'default' : file;
}

function sameName(configs: readonly LoadedConfig[]): Problem | null {
  const names = new Map<string, string>();
  for (const { result, path } of configs) {
    if (!result.ok) continue;
    const first = names.get(result.identity.name);
    if (first !== undefined)
      return problem('config-same-bundle', {
        file: path,
        found: result.identity.name,
        expected: 'a name of its own for each bundle',
        args: { first },
      });
    names.set(result.identity.name, path);
  }
  return null;
}

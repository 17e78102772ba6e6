import type { Component } from '../bundle/bundle.ts';
import { assign, describeBundle } from '../bundle/describe.ts';
import { bundleDigest } from '../bundle/digest.ts';
import type { Repository, TreeFile } from '../bundle/repository.ts';
import { type ConfigChoice, loadConfigs } from '../config/load.ts';
import type { Release } from '../ledger/shapes.ts';
import { Refusal } from '../problem.ts';

/** A component of a release with the files that make it. */
export interface Part {
  readonly component: Component;
  readonly files: readonly TreeFile[];
}

export interface Composed {
  readonly parts: readonly Part[];
  /** Recomputed from git objects. */
  readonly digest: string;
}

/**
 * A release from its git objects, each component at the commit that it is recorded with: parts of two versions make a
 * third one, which no commit holds. Null where a component is no longer what was recorded.
 */
export async function composed(
  repository: Repository,
  choice: ConfigChoice,
  bundle: string,
  release: Release,
): Promise<Composed | null> {
  const commits = new Set(release.components.map((one) => one.commit ?? release.commit));
  const byCommit = new Map<string, ReadonlyMap<string, Part>>();
  for (const commit of commits) byCommit.set(commit, await partsAt(repository, choice, bundle, commit));
  const parts = release.components.flatMap(({ name, digest, commit }) => {
    const part = byCommit.get(commit ?? release.commit)?.get(name);
    return part?.component.digest === digest ? [part] : [];
  });
  if (parts.length < release.components.length) return null;
  return {
    parts,
    digest: bundleDigest(
      bundle,
      parts.map(({ component }) => component),
    ),
  };
}

async function partsAt(
  repository: Repository,
  choice: ConfigChoice,
  bundle: string,
  commit: string,
): Promise<ReadonlyMap<string, Part>> {
  const configs = await loadConfigs(repository, commit, choice);
  const config = configs.find((one) => one.result.ok && one.result.identity.name === bundle)?.result;
  if (config === undefined || !config.ok) throw new Refusal(config?.problems ?? []);
  const described = await describeBundle(repository, commit, config.identity);
  const files = assign(await repository.tree(commit), config.identity.components);
  return new Map(
    described.components.map((component): [string, Part] => {
      const rule = config.identity.components.find((one) => one.name === component.name);
      return [component.name, { component, files: rule === undefined ? [] : (files.get(rule) ?? []) }];
    }),
  );
}

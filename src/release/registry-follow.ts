import type { RecordedRelease } from '../ledger/state.ts';
import { identityTags, movedTag, movedValue, type RegistryStep, type SeenRegistry, TAG } from './registry.ts';

/** A model registry that follows the ledger. Every call either took effect or throws; nothing is sent twice. */
export interface Registry {
  read(): Promise<SeenRegistry>;
  createModel(description: string): Promise<void>;
  /** The registry's number of the new version. */
  createVersion(source: string, description: string, tags: Readonly<Record<string, string>>): Promise<string>;
  /** A tag of the model. */
  setTag(key: string, value: string): Promise<void>;
  setAlias(alias: string, number: string): Promise<void>;
}

/** What a version is written with, beyond what it is known by. */
export interface Described {
  readonly source: string;
  readonly description: string;
  readonly tags: Readonly<Record<string, string>>;
}

/**
 * Carries steps out in their order, each on what the one before left. Cut off anywhere, the next run finds what was done by
 * reading, and goes on.
 */
export async function follow(
  registry: Registry,
  seen: SeenRegistry,
  steps: readonly RegistryStep[],
  words: { readonly model: string; describe(release: RecordedRelease): Promise<Described> },
): Promise<void> {
  const numbers = new Map(
    seen.versions.flatMap(({ number, tags }) => {
      const digest = tags[TAG.digest];
      return digest === undefined ? [] : [[digest, number] as const];
    }),
  );
  let last = Number(seen.model?.tags[TAG.last] ?? 0);
  for (const step of steps) {
    if (step.kind === 'model') await registry.createModel(words.model);
    else if (step.kind === 'version') {
      const { source, description, tags } = await words.describe(step.release);
      const own = { ...tags, ...identityTags(step.release) };
      numbers.set(step.release.digest, await registry.createVersion(source, description, own));
      if (step.release.seq <= last) continue;
      last = step.release.seq;
      await registry.setTag(TAG.last, String(last));
    } else {
      const number = numbers.get(step.live.digest);
      // What serves is composed of several commits, and has no version of its own here.
      if (number === undefined) continue;
      await registry.setTag(movedTag(step.alias), movedValue(step.from, step.live.digest));
      await registry.setAlias(step.alias, number);
      await registry.setTag(movedTag(step.alias), movedValue(step.live.digest, step.live.digest));
    }
  }
}

import { describeBundle } from '../../bundle/describe.ts';
import { type Shared, sharedWith } from '../../bundle/shared.ts';
import { loadConfigs } from '../../config/load.ts';
import { pairOf, releaseOf } from '../../ledger/state.ts';
import { Refusal } from '../../problem.ts';
import type { Desk } from '../ledger.ts';
import type { Subject } from './subject.ts';

/**
 * Components of a bundle at a commit that other bundles, live in the same environment, have something of, with what those
 * serve of it as it is at that commit left out: nothing would change for them.
 */
export async function sharedAt(
  { repository, opened }: Desk,
  { bundle, environment, choice }: Pick<Subject, 'bundle' | 'environment' | 'choice'>,
  commit: string,
): Promise<(Shared & { readonly isServed: boolean })[]> {
  if (!(await repository.holds(commit))) return [];
  const configs = await readable(() => loadConfigs(repository, commit, choice));
  const identities = configs.flatMap(({ result }) => (result.ok ? [result.identity] : []));
  const own = identities.find((one) => one.name === bundle);
  const live = identities.filter(
    (one) => one.name !== bundle && pairOf(opened.state, one.name, environment).live !== null,
  );
  if (own === undefined || live.length === 0) return [];
  const described = await Promise.all(live.map((one) => describeBundle(repository, commit, one)));
  return sharedWith(await describeBundle(repository, commit, own), described).map((one) => {
    const { live: served } = pairOf(opened.state, one.bundle, environment);
    const release = served === null ? null : releaseOf(opened.state, one.bundle, served.digest);
    const theirs = described
      .find(({ name }) => name === one.bundle)
      ?.components.find(({ name }) => name === one.theirs);
    const serves = release?.components.find(({ name }) => name === one.theirs)?.digest;
    return { ...one, isServed: serves === theirs?.digest };
  });
}

/** A configuration that cannot be read shares nothing that anybody could tell. */
async function readable<T>(read: () => Promise<T[]>): Promise<T[]> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

import { isReplacement } from '../../check/replacement.ts';
import { CandidateBranch } from '../../host/git/candidate-branch.ts';
import { isComposed, pairOf, type RecordedRelease, releaseOf } from '../../ledger/state.ts';
import { Refusal } from '../../problem.ts';
import type { Desk } from '../ledger.ts';
import { accessOf, remoteOf } from '../store.ts';
import type { Subject } from './subject.ts';

/** The release that is live of a bundle; null where nothing is. */
export function servedOf(
  { opened: { state } }: Desk,
  { bundle, environment }: Pick<Subject, 'bundle' | 'environment'>,
): RecordedRelease | null {
  const { live } = pairOf(state, bundle, environment);
  return live === null ? null : releaseOf(state, bundle, live.digest);
}

/**
 * Whether a commit is what is live now with nothing but replacements on it that today's policy lets a machine make. Told from git
 * alone: nothing that the commit says of itself is believed.
 */
export async function isReplaced(desk: Desk, subject: Subject, commit: string): Promise<boolean> {
  const rules = subject.policy.replaceable;
  const served = rules.length === 0 ? null : servedOf(desk, subject);
  if (served === null || isComposed(served) || served.commit === commit) return false;
  const { repository } = desk;
  if (!(await repository.holds(commit))) return false;
  return isReplacement(repository, repository.history, { commit, on: served.commit, rules });
}

/**
 * The commit that somebody names, where a machine made it out of what is live; null where it is another one. A clone may be
 * older than the commit: then it is asked for where such commits are pushed.
 */
export async function replacedAt(desk: Desk, subject: Subject, ref: string): Promise<string | null> {
  if (subject.policy.replaceable.length === 0) return null;
  const known = await commitOf(desk, ref);
  if (known === null) await (await candidateBranch(desk, subject.bundle)).tip();
  const head = known ?? (await commitOf(desk, ref));
  return head !== null && (await isReplaced(desk, subject, head)) ? head : null;
}

async function commitOf({ repository }: Desk, ref: string): Promise<string | null> {
  try {
    return await repository.commit(ref);
  } catch (error) {
    if (error instanceof Refusal && error.problems.every(({ code }) => code === 'unknown-ref')) return null;
    throw error;
  }
}

/** Where a bundle's commits of this kind are pushed. */
export async function candidateBranch(
  { args, repository, terminal }: Desk,
  bundle: string,
): Promise<CandidateBranch> {
  const remote = await remoteOf(args, repository.location);
  return new CandidateBranch(repository.location, remote, bundle, accessOf(terminal));
}

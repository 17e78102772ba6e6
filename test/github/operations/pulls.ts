import { listed, namedPull, type Operations, ok, text } from '../operation.ts';
import { findCommit, findRepository, pullsOfCommit, resolveCommit } from '../repository.ts';
import type { PullRequest, State } from '../state.ts';
import { commitView, fileView } from '../views/commit.ts';
import { pullSimpleView, pullView } from '../views/pull.ts';
import { noCommit } from './commits.ts';

const PULLS = { any: [{ 'pull-requests': 'read' as const }] };

/** GitHub lists no more, whatever the pull request holds. */
const MAX_COMMITS = 250;
const MAX_FILES = 3000;

export const pulls: Operations = {
  'pulls/get': { needs: PULLS, handle: (call) => ok(pullView(call, namedPull(call))) },

  'pulls/list': {
    needs: PULLS,
    handle: (call) => {
      const state = text(call, 'state') || 'open';
      const [head, base] = [text(call, 'head'), text(call, 'base')];
      const fits = (pull: PullRequest): boolean =>
        (state === 'all' || pull.state === state) &&
        (head === '' || !head.includes(':') || head === label(call.state, pull)) &&
        (base === '' || pull.base.ref === base);
      const key = text(call, 'sort') === 'updated' ? 'updatedAt' : 'createdAt';
      const ascending = call.repository.pulls
        .filter(fits)
        .sort((a, b) => a[key].localeCompare(b[key]) || a.number - b.number);
      const direction = text(call, 'direction') || (text(call, 'sort') === '' ? 'desc' : 'asc');
      const found = direction === 'asc' ? ascending : ascending.reverse();
      return listed(call, found, (pull) => pullSimpleView(call, pull));
    },
  },

  'pulls/list-files': {
    needs: PULLS,
    handle: (call) => {
      const pull = namedPull(call);
      return listed(call, pull.files.slice(0, MAX_FILES), (file) => fileView(call, file, pull.head.sha));
    },
  },

  'pulls/list-commits': {
    needs: PULLS,
    handle: (call) => {
      const commits = namedPull(call)
        .commits.slice(0, MAX_COMMITS)
        .map((sha) => findCommit(call.state, sha))
        .filter((commit) => commit !== undefined);
      return listed(call, commits, (commit) => commitView(call, commit));
    },
  },

  'repos/list-pull-requests-associated-with-commit': {
    needs: PULLS,
    handle: (call) => {
      const revision = text(call, 'commit_sha');
      const commit = resolveCommit(call.state, call.repository, revision);
      if (commit === undefined) throw noCommit(revision);
      const found = pullsOfCommit(call.state, call.repository, commit.sha);
      return listed(call, found, (pull) => {
        const base = findRepository(call.state, pull.base.repository ?? '') ?? call.repository;
        return pullSimpleView({ ...call, repository: base }, pull);
      });
    },
  },
};

/** `owner:branch`, as the `head` filter wants it; GitHub ignores a filter without an owner. */
function label(state: State, { head }: PullRequest): string {
  const repository = head.repository === null ? undefined : findRepository(state, head.repository);
  return `${repository?.owner ?? 'unknown repository'}:${head.ref}`;
}

import { CONTENTS } from '../access.ts';
import { changedFiles, compare } from '../history.ts';
import { type Call, type Operations, ok, text } from '../operation.ts';
import { paginate } from '../pagination.ts';
import { notFound, Problem } from '../problem.ts';
import { findRepository, resolveCommit } from '../repository.ts';
import type { Commit } from '../state.ts';
import { commitView, fileView, fullCommitView } from '../views/commit.ts';
import { repositoryUrls } from '../views/repository.ts';

/** Files that a comparison names at most, whatever the page. */
const MAX_COMPARED_FILES = 300;

const COMMIT_FILES = { usual: 300, most: 300 };

/** Commits of a comparison that asks for no page. */
const COMPARED_COMMITS = 250;

export const commits: Operations = {
  'repos/get-commit': {
    needs: CONTENTS,
    handle: (call) => {
      const ref = text(call, 'ref');
      const commit = resolveCommit(call.state, call.repository, ref);
      if (commit === undefined) throw noCommit(ref);
      if (call.accept.includes('sha')) return { status: 200, raw: commit.sha };
      const files = paginate(commit.files, call.url, COMMIT_FILES);
      return ok(fullCommitView(call, commit, files.items), files.headers);
    },
  },

  'repos/compare-commits-with-basehead': {
    needs: CONTENTS,
    handle: (call) => {
      const basehead = text(call, 'basehead');
      const [base, head] = basehead.split('...').map((side) => resolveSide(call, side));
      if (base === undefined || head === undefined) throw notFound();
      const comparison = compare(call.state, base, head);
      if (comparison === undefined)
        throw notFound(`No common ancestor between ${basehead.replace('...', ' and ')}.`);
      const { mergeBase, ahead, behind } = comparison;
      const { api, html } = repositoryUrls(call);
      const paged = 'page' in call.parameters || 'per_page' in call.parameters;
      const page = paged
        ? paginate(ahead, call.url)
        : { items: ahead.slice(0, COMPARED_COMMITS), headers: {} };
      // Files stand on the first page only, and all of them.
      const files = Number(call.parameters['page'] ?? 1) > 1 ? [] : changedFiles(ahead);
      return ok(
        {
          url: `${api}/compare/${base.sha}...${head.sha}`,
          html_url: `${html}/compare/${base.sha}...${head.sha}`,
          permalink_url: `${html}/compare/${base.sha}...${head.sha}`,
          diff_url: `${html}/compare/${base.sha}...${head.sha}.diff`,
          patch_url: `${html}/compare/${base.sha}...${head.sha}.patch`,
          base_commit: commitView(call, base),
          merge_base_commit: commitView(call, mergeBase),
          status: status(ahead.length, behind.length),
          ahead_by: ahead.length,
          behind_by: behind.length,
          total_commits: ahead.length,
          commits: page.items.map((commit) => commitView(call, commit)),
          files: files.slice(0, MAX_COMPARED_FILES).map((file) => fileView(call, file, head.sha)),
        },
        page.headers,
      );
    },
  },
};

export function noCommit(sha: string): Problem {
  return new Problem(422, `No commit found for SHA: ${sha}`);
}

/** One side of `base...head`; `owner:branch` names a branch of a fork. */
function resolveSide(call: Call, side: string): Commit | undefined {
  const [owner, ref] = side.includes(':') ? side.split(':') : [undefined, side];
  if (ref === undefined) return undefined;
  if (owner === undefined) return resolveCommit(call.state, call.repository, ref);
  const fork =
    findRepository(call.state, `${owner}/${call.repository.name}`) ??
    call.state.repositories.find((repository) => repository.owner === owner);
  if (fork === undefined) return undefined;
  const pull = call.repository.pulls.find(
    ({ head }) => head.ref === ref && head.repository?.startsWith(`${owner}/`),
  );
  return resolveCommit(call.state, fork, ref) ?? (pull && resolveCommit(call.state, fork, pull.head.sha));
}

function status(ahead: number, behind: number): string {
  if (ahead > 0) return behind > 0 ? 'diverged' : 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

import { ADMINISTRATION, CONTENTS, METADATA } from '../access.ts';
import { type Call, counted, listed, type Operations, ok, text } from '../operation.ts';
import { notFound } from '../problem.ts';
import { resolveCommit } from '../repository.ts';
import type { BranchProtection, Commit } from '../state.ts';
import { branchView, protectionView, ruleView, runnerView } from '../views/settings.ts';

/** How a repository is set; every branch has the rules, for want of a test that needs more than one. */
export const settings: Operations = {
  'repos/get-branch-rules': {
    needs: METADATA,
    handle: (call) => listed(call, call.repository.rules, (rule) => ruleView(call, rule)),
  },

  'repos/get-branch': {
    needs: CONTENTS,
    handle: (call) => {
      const { name, commit } = namedBranch(call);
      return ok(branchView(call, name, commit, call.repository.protections[name] ?? null));
    },
  },

  'repos/get-branch-protection': {
    needs: ADMINISTRATION,
    handle: (call) => {
      const { name } = namedBranch(call);
      const protection: BranchProtection | undefined = call.repository.protections[name];
      if (protection === undefined) throw notFound('Branch not protected');
      return ok(protectionView(call, name, protection));
    },
  },

  'actions/list-self-hosted-runners-for-repo': {
    needs: ADMINISTRATION,
    handle: (call) => counted(call, 'runners', call.repository.runners, runnerView),
  },
};

function namedBranch(call: Call): { name: string; commit: Commit } {
  const name = text(call, 'branch');
  const commit = resolveCommit(call.state, call.repository, `heads/${name}`);
  if (commit === undefined) throw notFound('Branch not found');
  return { name, commit };
}

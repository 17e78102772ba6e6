import { ACTIONS, ADMINISTRATION_WRITE, METADATA } from '../access.ts';
import { type Call, counted, number, type Operations, ok, text } from '../operation.ts';
import { notFound, Problem } from '../problem.ts';
import { type Environment, nextId } from '../state.ts';
import { branchPatternView, environmentView, teamView } from '../views/settings.ts';
import { findUser } from '../views/user.ts';

type Body = {
  wait_timer?: number;
  prevent_self_review?: boolean;
  reviewers?: { type: 'Team' | 'User'; id: number }[] | null;
  deployment_branch_policy?: { protected_branches: boolean; custom_branch_policies: boolean } | null;
};

export const environments: Operations = {
  'repos/get-all-environments': {
    needs: ACTIONS,
    handle: (call) =>
      counted(call, 'environments', call.repository.environments, (one) => environmentView(call, one)),
  },

  'repos/get-environment': {
    needs: ACTIONS,
    handle: (call) => ok(environmentView(call, named(call))),
  },

  /** Sets everything: what the body leaves out is taken away. */
  'repos/create-or-update-environment': {
    needs: ADMINISTRATION_WRITE,
    handle: (call) => {
      const { reviewers, ...body } = (call.body ?? {}) as Body;
      const limit = body.deployment_branch_policy ?? null;
      if (limit !== null && limit.protected_branches === limit.custom_branch_policies)
        throw new Problem(422, 'protected_branches and custom_branch_policies cannot have the same value');
      if ((reviewers ?? []).length > 6) throw new Problem(422, 'Too many reviewers: at most 6');
      const branches = limit === null ? null : limit.protected_branches ? 'protected' : 'custom';
      const before = found(call);
      const environment: Environment = {
        id: before?.id ?? nextId(call.state),
        name: before?.name ?? text(call, 'environment_name'),
        reviewers: (reviewers ?? []).map((one) => nameOf(call, one)),
        preventSelfReview: body.prevent_self_review === true,
        branches,
        patterns: branches === 'custom' ? (before?.patterns ?? []) : [],
        waitMinutes: body.wait_timer ?? 0,
        adminsMayBypass: before?.adminsMayBypass ?? true,
      };
      const others = call.repository.environments.filter((one) => one !== before);
      call.repository.environments = [...others, environment];
      return ok(environmentView(call, environment));
    },
  },

  'repos/list-deployment-branch-policies': {
    needs: ACTIONS,
    handle: (call) => counted(call, 'branch_policies', named(call).patterns, branchPatternView),
  },

  'repos/create-deployment-branch-policy': {
    needs: ADMINISTRATION_WRITE,
    handle: (call) => {
      const { patterns, branches } = named(call);
      const { name, type = 'branch' } = call.body as { name: string; type?: 'branch' | 'tag' };
      if (branches !== 'custom') throw notFound();
      if (patterns.some((one) => one.name === name && one.type === type)) return { status: 303 };
      const pattern = { id: nextId(call.state), name, type };
      patterns.push(pattern);
      return ok(branchPatternView(pattern));
    },
  },

  'repos/delete-deployment-branch-policy': {
    needs: ADMINISTRATION_WRITE,
    handle: (call) => {
      const { patterns } = named(call);
      const at = patterns.findIndex(({ id }) => id === number(call, 'branch_policy_id'));
      if (at === -1) throw notFound();
      patterns.splice(at, 1);
      return { status: 204 };
    },
  },

  'teams/get-by-name': {
    needs: METADATA,
    handle: (call) => {
      const team = call.state.teams.find(
        ({ organisation, slug }) => organisation === text(call, 'org') && slug === text(call, 'team_slug'),
      );
      if (team === undefined) throw notFound();
      return ok(teamView(call, team, true));
    },
  },
};

function found(call: Call): Environment | undefined {
  const name = text(call, 'environment_name').toLowerCase();
  return call.repository.environments.find((one) => one.name.toLowerCase() === name);
}

function named(call: Call): Environment {
  const environment = found(call);
  if (environment === undefined) throw notFound();
  return environment;
}

function nameOf({ state }: Call, { type, id }: { type: 'Team' | 'User'; id: number }): string {
  const team = state.teams.find((one) => one.id === id);
  const known = type === 'Team' ? team && `${team.organisation}/${team.slug}` : loginOf(state, id);
  if (known === undefined) throw new Problem(422, `Reviewer ${id} does not exist`);
  return known;
}

function loginOf(state: Call['state'], id: number): string | undefined {
  const known = state.users.find((one) => one.id === id);
  return known === undefined ? undefined : findUser(state, known.login).login;
}

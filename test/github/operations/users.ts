import { MEMBERS } from '../access.ts';
import { limitView } from '../limits.ts';
import { listed, type Operations, ok, text } from '../operation.ts';
import { notFound, Problem } from '../problem.ts';
import { publicUserView, userView } from '../views/user.ts';

export const users: Operations = {
  /** A GitHub App is no user: a workflow's own token gets 403 here, so its login cannot be learnt this way. */
  'users/get-authenticated': {
    needs: null,
    handle: (call) => {
      if (call.token.app !== null) throw new Problem(403, 'Resource not accessible by integration');
      return ok(publicUserView(call, call.token.login));
    },
  },

  'users/get-by-username': {
    needs: null,
    handle: (call) => {
      const login = text(call, 'username');
      const known = call.state.users.find((user) => user.login.toLowerCase() === login.toLowerCase());
      if (known === undefined) throw notFound();
      return ok(publicUserView(call, known.login));
    },
  },

  /** A team that there is not and one that the token may not see are the same answer. */
  'teams/list-members-in-org': {
    needs: MEMBERS,
    handle: (call) => {
      const team = call.state.teams.find(
        ({ organisation, slug }) => organisation === text(call, 'org') && slug === text(call, 'team_slug'),
      );
      if (team === undefined) throw notFound();
      return listed(call, team.members ?? [], (login) => userView(call, login));
    },
  },

  'rate-limit/get': {
    needs: null,
    handle: ({ state }) => {
      const core = limitView(state.limits);
      return ok({
        resources: { core, search: { limit: 30, used: 0, remaining: 30, reset: core['reset'] } },
        rate: core,
      });
    },
  },
};

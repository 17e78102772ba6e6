import { METADATA } from '../access.ts';
import { type Call, type Operations, ok, text } from '../operation.ts';
import { notFound } from '../problem.ts';
import type { Role } from '../state.ts';
import { fullRepositoryView } from '../views/repository.ts';
import { findUser, userView } from '../views/user.ts';

/** The four permissions that GitHub had before it knew roles: what `permission` still says. */
const LEGACY: Record<Role, string> = {
  admin: 'admin',
  maintain: 'write',
  write: 'write',
  triage: 'read',
  read: 'read',
  none: 'none',
};

export const repositories: Operations = {
  'repos/get': { needs: METADATA, handle: (call) => ok(fullRepositoryView(call, call.repository)) },

  'repos/get-collaborator-permission-level': {
    needs: METADATA,
    handle: (call) => {
      const login = text(call, 'username');
      if (!call.state.users.some((user) => user.login.toLowerCase() === login.toLowerCase())) {
        throw notFound(`${login} is not a user`);
      }
      const role = roleOf(call, login);
      const can = (...roles: Role[]): boolean => roles.includes(role);
      const permissions = {
        pull: !can('none'),
        triage: can('triage', 'write', 'maintain', 'admin'),
        push: can('write', 'maintain', 'admin'),
        maintain: can('maintain', 'admin'),
        admin: can('admin'),
      };
      const user = { ...userView(call, login), permissions, role_name: role };
      return ok({ permission: LEGACY[role], role_name: role, user });
    },
  },
};

/** Anyone may read a public repository, and that is what GitHub answers for a stranger. */
function roleOf({ repository, state }: Call, login: string): Role {
  const listed = Object.entries(repository.collaborators).find(
    ([name]) => name.toLowerCase() === login.toLowerCase(),
  );
  if (listed !== undefined) return listed[1];
  const owner = findUser(state, repository.owner);
  if (owner.type === 'User' && owner.login.toLowerCase() === login.toLowerCase()) return 'admin';
  return repository.private ? 'none' : 'read';
}

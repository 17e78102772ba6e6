import { ACTIONS } from '../access.ts';
import { type Operations, ok, text } from '../operation.ts';
import { notFound } from '../problem.ts';
import { environmentView } from '../views/environment.ts';

export const environments: Operations = {
  'repos/get-environment': {
    needs: ACTIONS,
    handle: (call) => {
      const name = text(call, 'environment_name').toLowerCase();
      const found = call.repository.environments.find((one) => one.name.toLowerCase() === name);
      if (found === undefined) throw notFound();
      return ok(environmentView(call, found));
    },
  },
};

import { timestamp } from '../clock.ts';
import { type Call, created, listed, number, type Operations, text } from '../operation.ts';
import { notFound, Problem, validationFailed } from '../problem.ts';
import { resolveCommit } from '../repository.ts';
import { type Deployment, type DeploymentStatus, nextId } from '../state.ts';
import { deploymentStatusView, deploymentView } from '../views/deployment.ts';

const READ = { any: [{ deployments: 'read' as const }] };
const WRITE = { any: [{ deployments: 'write' as const }] };

type StatusBody = {
  state: DeploymentStatus['state'];
  description?: string;
  environment?: string;
  environment_url?: string;
  log_url?: string;
};

/** Deployments as a record; required contexts, automatic merging and automatic inactivity are left out. */
export const deployments: Operations = {
  'repos/list-deployments': {
    needs: READ,
    handle: (call) => {
      const filters = ['sha', 'ref', 'task', 'environment'] as const;
      const found = call.repository.deployments
        .filter((deployment) => filters.every((key) => ['', deployment[key]].includes(text(call, key))))
        .sort((a, b) => b.id - a.id);
      return listed(call, found, (deployment) => deploymentView(call, deployment));
    },
  },

  'repos/create-deployment': {
    needs: WRITE,
    handle: (call) => {
      const body = call.body as Partial<Deployment> & { ref: string };
      const commit = resolveCommit(call.state, call.repository, body.ref);
      if (commit === undefined) throw new Problem(422, `No ref found for: ${body.ref}`);
      const now = timestamp(call.now);
      const deployment: Deployment = {
        id: nextId(call.state),
        sha: commit.sha,
        ref: body.ref,
        task: body.task ?? 'deploy',
        environment: body.environment ?? 'production',
        description: body.description ?? null,
        payload: body.payload ?? {},
        creator: call.token.login,
        app: call.token.app,
        createdAt: now,
        updatedAt: now,
        statuses: [],
      };
      call.repository.deployments.push(deployment);
      return created(deploymentView(call, deployment));
    },
  },

  'repos/list-deployment-statuses': {
    needs: READ,
    handle: (call) => {
      const deployment = namedDeployment(call);
      const newestFirst = [...deployment.statuses].sort((a, b) => b.id - a.id);
      return listed(call, newestFirst, (status) => deploymentStatusView(call, deployment, status));
    },
  },

  'repos/create-deployment-status': {
    needs: WRITE,
    handle: (call) => {
      const deployment = namedDeployment(call);
      const body = call.body as StatusBody;
      if ((body.description ?? '').length > 140) {
        const message = 'description is too long (maximum is 140 characters)';
        throw validationFailed({
          resource: 'DeploymentStatus',
          code: 'custom',
          field: 'description',
          message,
        });
      }
      const status: DeploymentStatus = {
        id: nextId(call.state),
        state: body.state,
        description: body.description ?? '',
        environment: body.environment ?? deployment.environment,
        environmentUrl: body.environment_url ?? '',
        logUrl: body.log_url ?? '',
        creator: call.token.login,
        app: call.token.app,
        createdAt: timestamp(call.now),
      };
      deployment.statuses.push(status);
      deployment.updatedAt = status.createdAt;
      return created(deploymentStatusView(call, deployment, status));
    },
  },
};

function namedDeployment(call: Call): Deployment {
  const wanted = number(call, 'deployment_id');
  const found = call.repository.deployments.find(({ id }) => id === wanted);
  if (found === undefined) throw notFound();
  return found;
}

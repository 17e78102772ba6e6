import type { Site } from '../operation.ts';
import type { Deployment, DeploymentStatus } from '../state.ts';
import { repositoryUrls } from './repository.ts';
import { appView, nodeId, userView } from './user.ts';

export function deploymentView(site: Site, deployment: Deployment): Record<string, unknown> {
  const { api } = repositoryUrls(site);
  const url = `${api}/deployments/${deployment.id}`;
  return {
    url,
    id: deployment.id,
    node_id: nodeId('Deployment', deployment.id),
    sha: deployment.sha,
    ref: deployment.ref,
    task: deployment.task,
    payload: deployment.payload,
    original_environment: deployment.environment,
    environment: deployment.environment,
    description: deployment.description,
    creator: userView(site, deployment.creator),
    created_at: deployment.createdAt,
    updated_at: deployment.updatedAt,
    statuses_url: `${url}/statuses`,
    repository_url: api,
    transient_environment: false,
    production_environment: deployment.environment === 'production',
    performed_via_github_app: appView(site, deployment.app),
  };
}

export function deploymentStatusView(
  site: Site,
  deployment: Deployment,
  status: DeploymentStatus,
): Record<string, unknown> {
  const { api } = repositoryUrls(site);
  const url = `${api}/deployments/${deployment.id}`;
  return {
    url: `${url}/statuses/${status.id}`,
    id: status.id,
    node_id: nodeId('DeploymentStatus', status.id),
    state: status.state,
    creator: userView(site, status.creator),
    description: status.description,
    environment: status.environment,
    target_url: status.logUrl,
    created_at: status.createdAt,
    updated_at: status.createdAt,
    deployment_url: url,
    repository_url: api,
    environment_url: status.environmentUrl,
    log_url: status.logUrl,
    performed_via_github_app: appView(site, status.app),
  };
}

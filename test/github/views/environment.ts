import type { Site } from '../operation.ts';
import { fullName } from '../repository.ts';
import type { RunReview } from '../state.ts';
import { nodeId, userView } from './user.ts';

const EPOCH = '2026-01-05T09:00:00Z';

function frame(
  { api, repository }: Site,
  { id, name }: { id: number; name: string },
): Record<string, unknown> {
  return {
    id,
    node_id: nodeId('Environment', id),
    name,
    url: `${api}/repos/${fullName(repository)}/environments/${encodeURIComponent(name)}`,
    html_url: `https://github.com/${fullName(repository)}/deployments/activity_log?environments_filter=${encodeURIComponent(name)}`,
    created_at: EPOCH,
    updated_at: EPOCH,
  };
}

export function reviewView(
  site: Site,
  { environments, state, user, comment }: RunReview,
): Record<string, unknown> {
  return {
    state,
    comment,
    user: userView(site, user),
    environments: environments.map((name, i) => frame(site, { id: i + 1, name })),
  };
}

import type { Site } from '../operation.ts';
import type { Label } from '../state.ts';
import { repositoryUrls } from './repository.ts';
import { nodeId } from './user.ts';

export function findLabel(site: Site, name: string): Label | undefined {
  return site.repository.labels.find((label) => label.name.toLowerCase() === name.toLowerCase());
}

export function labelView(site: Site, label: Label): Record<string, unknown> {
  return {
    id: label.id,
    node_id: nodeId('Label', label.id),
    url: `${repositoryUrls(site).api}/labels/${encodeURIComponent(label.name)}`,
    name: label.name,
    color: label.color,
    default: false,
    description: label.description,
  };
}

/** Labels of a pull request by name; one that the repository does not list looks like a fresh one. */
export function labelViews(site: Site, names: string[]): Record<string, unknown>[] {
  return names.map((name) => {
    return labelView(site, findLabel(site, name) ?? { id: 1, name, color: 'ededed', description: null });
  });
}

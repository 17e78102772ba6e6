import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

export const TIER_LABELS = { low: 'airlock: low', medium: 'airlock: medium', high: 'airlock: high' } as const;
/** A person's word for "one tier more"; set for nobody who did not ask, and never removed by us. */
export const RAISE_LABEL = 'airlock: raise';

const COLOURS: Readonly<Record<string, { readonly color: string; readonly description: string }>> = {
  'airlock: low': { color: '2da44e', description: 'Airlock: low risk' },
  'airlock: medium': { color: 'bf8700', description: 'Airlock: medium risk' },
  'airlock: high': { color: 'cf222e', description: 'Airlock: high risk' },
  'airlock: raise': { color: '8250df', description: 'Airlock: a person asks for one tier more' },
};

/** Sets the label of the tier and takes away the labels of the others. Null: a tier that has no label. */
export async function setTierLabel(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  pull: number,
  current: readonly string[],
  tier: keyof typeof TIER_LABELS | null,
): Promise<void> {
  const where = { owner, repo, issue_number: pull };
  const wanted = tier === null ? null : TIER_LABELS[tier];
  for (const name of Object.values(TIER_LABELS)) {
    if (name !== wanted && current.includes(name)) await removed(client, { ...where, name });
  }
  if (wanted === null || current.includes(wanted)) return;
  await created(client, { owner, repo }, wanted);
  await client.rest.issues.addLabels({ ...where, labels: [wanted] });
}

/** Sets the label that asks for one tier more: what a person said in a comment. */
export async function setRaiseLabel(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  pull: number,
): Promise<void> {
  await created(client, { owner, repo }, RAISE_LABEL);
  await client.rest.issues.addLabels({ owner, repo, issue_number: pull, labels: [RAISE_LABEL] });
}

/** Somebody else may have taken it away already. */
async function removed(
  client: GitHubClient,
  where: { owner: string; repo: string; issue_number: number; name: string },
): Promise<void> {
  try {
    await client.rest.issues.removeLabel(where);
  } catch (error) {
    if (failureOf(error).kind !== 'missing') throw error;
  }
}

/** Makes the label in its colour where the repository does not have it. A repository that has it keeps its own colour. */
async function created(
  client: GitHubClient,
  where: { owner: string; repo: string },
  name: string,
): Promise<void> {
  try {
    await client.rest.issues.getLabel({ ...where, name });
  } catch (error) {
    if (failureOf(error).kind !== 'missing') throw error;
    await client.rest.issues.createLabel({ ...where, name, ...(COLOURS[name] ?? {}) });
  }
}

/** Labels of a pull request now; the event's list is as old as the event. */
export async function labelsOf(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  pull: number,
): Promise<string[]> {
  const labels = await client.paginate(client.rest.issues.listLabelsOnIssue, {
    owner,
    repo,
    issue_number: pull,
    per_page: 100,
  });
  return labels.map((label) => label.name);
}

import type { Teams } from '../../config/people.ts';
import type { GitHubClient } from './client.ts';

const PER_PAGE = 100;
/** A thousand people are no role. */
const MOST_PAGES = 10;
/** Of more than these nobody reads the policy. */
const MOST_TEAMS = 20;

/** Who is in each team, those of child teams included; null for a team of which the token is not told, or not all. */
export async function teamMembers(client: GitHubClient, teams: readonly string[]): Promise<Teams> {
  const members = new Map<string, readonly string[] | null>();
  for (const [i, team] of teams.entries())
    members.set(team, i < MOST_TEAMS ? await membersOf(client, team).catch(() => null) : null);
  return members;
}

async function membersOf(client: GitHubClient, team: string): Promise<readonly string[] | null> {
  const [org = '', team_slug = ''] = team.replace(/^@/u, '').split('/');
  const logins: string[] = [];
  for (let page = 1; page <= MOST_PAGES; page += 1) {
    const { data } = await client.rest.teams.listMembersInOrg({ org, team_slug, per_page: PER_PAGE, page });
    logins.push(...data.map(({ login }) => login));
    if (data.length < PER_PAGE) return logins;
  }
  return null;
}

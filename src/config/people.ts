/**
 * Members of teams, by `@org/team` in lower case. Null: GitHub was asked and did not say; a team that is not in it was not
 * asked.
 */
export type Teams = ReadonlyMap<string, readonly string[] | null>;

export const NO_TEAMS: Teams = new Map();

/** Teams among those who have a role. */
export function teamsIn(people: readonly string[]): string[] {
  return [...new Set(people.filter((one) => one.includes('/')).map(keyOf))];
}

/** Whether a login is among those who have a role; where only a team could tell, whether GitHub was asked for it. */
export function isAmong(
  login: string,
  people: readonly string[],
  teams: Teams,
): 'no' | 'not-asked' | 'not-told' | 'yes' {
  if (people.some((one) => !one.includes('/') && isLogin(one, login))) return 'yes';
  const members = teamsIn(people).map((team) => teams.get(team));
  if (members.some((team) => team?.some((one) => isLogin(one, login)) === true)) return 'yes';
  if (members.includes(null)) return 'not-told';
  return members.includes(undefined) ? 'not-asked' : 'no';
}

/** Whether two spellings are the same account. */
export function isLogin(a: string, b: string): boolean {
  return keyOf(a) === keyOf(b);
}

function keyOf(name: string): string {
  return `@${name.replace(/^@/u, '').toLowerCase()}`;
}

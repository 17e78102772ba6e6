import { createHash } from 'node:crypto';
import type { Site } from '../operation.ts';
import type { App, State, User } from '../state.ts';

const HTML = 'https://github.com';

/** An opaque id as GraphQL wants it. */
export function nodeId(kind: string, id: number | string): string {
  return Buffer.from(`${kind}:${id}`).toString('base64');
}

/** The account of a login. One that no list mentions gets an id from its name, so that a view never fails. */
export function findUser(state: State, login: string): User {
  const known = state.users.find((user) => user.login.toLowerCase() === login.toLowerCase());
  if (known !== undefined) return known;
  const id = createHash('sha1').update(login).digest().readUInt32BE();
  return { login, id, type: login.endsWith('[bot]') ? 'Bot' : 'User' };
}

export function userView(site: Site, login: string): Record<string, unknown> {
  const user = findUser(site.state, login);
  const url = `${site.api}/users/${encodeURIComponent(user.login)}`;
  return {
    login: user.login,
    id: user.id,
    node_id: nodeId('User', user.id),
    avatar_url: `https://avatars.githubusercontent.com/u/${user.id}?v=4`,
    gravatar_id: '',
    url,
    html_url:
      user.type === 'Bot' ? `${HTML}/apps/${user.login.replace('[bot]', '')}` : `${HTML}/${user.login}`,
    followers_url: `${url}/followers`,
    following_url: `${url}/following{/other_user}`,
    gists_url: `${url}/gists{/gist_id}`,
    starred_url: `${url}/starred{/owner}{/repo}`,
    subscriptions_url: `${url}/subscriptions`,
    organizations_url: `${url}/orgs`,
    repos_url: `${url}/repos`,
    events_url: `${url}/events{/privacy}`,
    received_events_url: `${url}/received_events`,
    type: user.type,
    site_admin: false,
  };
}

export function publicUserView(site: Site, login: string): Record<string, unknown> {
  const unknown = {
    name: null,
    company: null,
    blog: '',
    location: null,
    email: null,
    hireable: null,
    bio: null,
  };
  const counts = { public_repos: 1, public_gists: 0, followers: 0, following: 0 };
  const times = { created_at: '2020-01-01T00:00:00Z', updated_at: '2020-01-01T00:00:00Z' };
  return { ...userView(site, login), ...unknown, ...counts, ...times };
}

/** The app through which something was done, null for a person's own doing. */
export function appView(site: Site, app: App | null): Record<string, unknown> | null {
  if (app === null) return null;
  return {
    id: app.id,
    slug: app.slug,
    node_id: nodeId('App', app.id),
    owner: userView(site, 'github'),
    name: app.slug,
    description: null,
    external_url: `${HTML}/apps/${app.slug}`,
    html_url: `${HTML}/apps/${app.slug}`,
    created_at: '2018-07-30T09:30:17Z',
    updated_at: '2018-07-30T09:30:17Z',
    permissions: {},
    events: [],
  };
}

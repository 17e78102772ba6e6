/** A GitHub that repositories live on: github.com, a tenant of its cloud below ghe.com, or a server of one's own. */
export interface Server {
  /** `https://HOST`, without a slash at the end. */
  readonly url: string;
  readonly kind: 'github.com' | 'ghe.com' | 'enterprise-server';
}

export const GITHUB: Server = { url: 'https://github.com', kind: 'github.com' };

const HOST = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+(?::\d{1,5})?$/u;

/** The server of a host name or an address; null for what is neither. */
export function serverAt(text: string): Server | null {
  const [, scheme = 'https', rest = ''] =
    /^(?:(https?):\/\/)?(.*?)\/*$/u.exec(text.trim().toLowerCase()) ?? [];
  if (!HOST.test(rest)) return null;
  const host = rest === 'ssh.github.com' || rest === 'www.github.com' ? 'github.com' : rest;
  const kind =
    host === 'github.com' ? 'github.com' : host.endsWith('.ghe.com') ? 'ghe.com' : 'enterprise-server';
  return { url: `${scheme}://${host}`, kind };
}

/** The server of a git remote; null for a folder, and for a name that only this machine's ssh knows. */
export function serverOfRemote(remote: string): Server | null {
  const text = remote.trim();
  const [, scheme, address] = /^(https?|ssh|git\+ssh|git):\/\/(?:[^@/]*@)?([^/]+)\//u.exec(text) ?? [];
  if (scheme !== undefined && address !== undefined)
    // The port of ssh is not that of the pages.
    return serverAt(scheme.startsWith('http') ? `${scheme}://${address}` : address.replace(/:\d+$/u, ''));
  const [, host] = /^(?:[^@/:]+@)?([^/:]+):(?!\/\/)/u.exec(text) ?? [];
  return host === undefined ? null : serverAt(host);
}

/** Where its API is. https://docs.github.com/enterprise-server/rest */
export function apiUrlOf({ url, kind }: Server): string {
  const { protocol, host } = new URL(url);
  return kind === 'enterprise-server' ? `${url}/api/v3` : `${protocol}//api.${host}`;
}

import { cpSync, existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Bot } from './bot.ts';
import { gitIn, initialise } from './git.ts';

/** A server that git fetches from, for GITHUB_SERVER_URL: bare repositories under OWNER/NAME. */
export interface GitServer {
  readonly url: string;
}

/** The bot's repository as a server has it: main, the branch, and the test merge under refs/pull/41/merge. */
export function gitServer(bot: Bot): GitServer {
  const root = mkdtempSync(join(dirname(bot.path), 'server-'));
  const bare = join(root, 'acme', 'support-bot');
  mkdirSync(bare, { recursive: true });
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  gitIn(bot.path, 'push', '--quiet', bare, `${bot.base}:refs/heads/main`, `${bot.head}:refs/heads/change`);
  gitIn(bot.path, 'push', '--quiet', bare, `${bot.merge}:refs/pull/41/merge`);
  // As GitHub: a commit may be asked for by its name.
  gitIn(bare, 'config', 'uploadpack.allowAnySHA1InWant', 'true');
  return { url: `file://${root}` };
}

export interface Checkout {
  readonly commit: string;
  readonly depth: number;
  /** Branches that are fetched beside the commit, as `fetch-depth: 0` does. */
  readonly branches?: boolean;
}

/** A fresh clone as actions/checkout makes it, with the bot's results in it. */
export function checkout(bot: Bot, server: GitServer, { commit, depth, branches = false }: Checkout): string {
  const path = join(mkdtempSync(join(dirname(bot.path), 'clone-')), 'support-bot');
  mkdirSync(path);
  initialise(path);
  gitIn(path, 'remote', 'add', 'origin', `${server.url}/acme/support-bot`);
  const limit = depth === 0 ? [] : [`--depth=${depth}`];
  const wanted = [
    `+${commit}:refs/remotes/pull/41/merge`,
    ...(branches ? ['+refs/heads/*:refs/remotes/origin/*'] : []),
  ];
  gitIn(path, 'fetch', '--quiet', '--no-tags', ...limit, 'origin', ...wanted);
  gitIn(path, 'checkout', '--quiet', '--detach', commit);
  if (existsSync(join(bot.path, 'out')))
    cpSync(join(bot.path, 'out'), join(path, 'out'), { recursive: true });
  return path;
}

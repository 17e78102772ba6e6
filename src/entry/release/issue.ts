import { connect, failureOf, type GitHubAccess } from '../../host/github/client.ts';
import { type KeptIssue, StickyIssue } from '../../host/github/issues.ts';
import { doubledIssue } from '../../report/release/review-issue.ts';
import type { Terminal } from '../io.ts';

/** An issue that something of ours should say, and where it does. */
export interface IssueState {
  /** Null where there is none. */
  readonly number: number | null;
  /** Why nothing could be done: no workflow with a token, no right to, no answer. Null where it was. */
  readonly lost: 'no-github' | 'forbidden' | 'no-answer' | null;
}

const NO_GITHUB: IssueState = { number: null, lost: 'no-github' };

/** What is waited for GitHub: an issue is worth no more than that, and what it tells of is done already. */
const SHORT = { longestTry: 3_000, pauses: [] };

/**
 * Keeps an issue of ours. Never fails: what an issue tells of is recorded in the ledger, and stands whether GitHub has
 * issues to spare or not.
 */
export async function withIssue(
  { env }: Terminal,
  { marker, since }: { readonly marker: string; readonly since: string | null },
  keep: (issue: StickyIssue) => Promise<KeptIssue | null>,
): Promise<IssueState> {
  const access = accessTo(env);
  if (access === null) return NO_GITHUB;
  try {
    const client = await connect(access, env, SHORT);
    const kept = await keep(new StickyIssue(client, access, marker, doubledIssue, since));
    return { number: kept?.number ?? null, lost: null };
  } catch (error) {
    const { kind } = failureOf(error);
    const isForbidden = kind === 'forbidden' || kind === 'missing' || kind === 'refused';
    return { number: null, lost: isForbidden ? 'forbidden' : 'no-answer' };
  }
}

function accessTo(env: Terminal['env']): GitHubAccess | null {
  const { GITHUB_ACTIONS, GITHUB_TOKEN: token = '', GITHUB_REPOSITORY: name = '' } = env;
  const [owner = '', repo = ''] = name.split('/');
  if (GITHUB_ACTIONS !== 'true' || token === '' || repo === '') return null;
  return { token, apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com', owner, repo };
}

import { Octokit } from '@octokit/rest';
import type { TestGitHub } from './server.ts';

const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The real Octokit, against a test server and without a word on the console. */
export function octokit(gh: Pick<TestGitHub, 'apiUrl'>, auth = 'ghs_write'): Octokit {
  return new Octokit({ baseUrl: gh.apiUrl, auth, log: silent });
}

/** The tokens that most tests want: a job that may write, and one from a fork. */
export const TOKENS = {
  ghs_write: {
    contents: 'read',
    'pull-requests': 'write',
    issues: 'write',
    checks: 'write',
    statuses: 'write',
    actions: 'read',
    deployments: 'write',
  },
  ghs_fork: { contents: 'read' },
} as const;

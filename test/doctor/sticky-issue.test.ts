import { expect, test } from 'vitest';
import { StickyIssue } from '../../src/host/github/issues.ts';
import { octokit } from '../github/client.ts';
import { startTestGitHub, type TestGitHub } from '../github/server.ts';

const ME = 'github-actions[bot]';
const MARKER = '<!-- airlock:doctor -->';

function sticky(gh: TestGitHub): StickyIssue {
  const access = { token: 'ghs_write', apiUrl: gh.apiUrl, owner: 'acme', repo: 'support-bot' };
  return new StickyIssue(octokit(gh), access, MARKER, (kept) => `See number ${kept}.`);
}

test.each([2, 3])(
  'of %i runs that all saw none, one issue is kept and the others are put away',
  async (runs) => {
    await using gh = await startTestGitHub({ tokens: { ghs_write: { issues: 'write' } } });
    gh.onGraphql('Viewer', () => ({ viewer: { login: ME } }));
    const all = Array.from({ length: runs }, () => sticky(gh));
    // Everybody has looked before anybody writes.
    expect(await Promise.all(all.map((one) => one.read()))).toEqual(all.map(() => null));
    const kept = await Promise.all(all.map((one) => one.open('Doctor', `Findings ${MARKER}`)));
    expect(gh.repository.issues).toHaveLength(runs);
    const [first, ...doubles] = gh.repository.issues;
    expect(first).toMatchObject({ number: 1, state: 'open', body: `Findings ${MARKER}` });
    for (const double of doubles)
      expect(double).toMatchObject({ state: 'closed', stateReason: 'not_planned', body: 'See number 1.' });
    expect(kept.map(({ number }) => number)).toEqual(all.map(() => 1));
    expect((await sticky(gh).read())?.number).toBe(1);
    gh.assertClean();
  },
);

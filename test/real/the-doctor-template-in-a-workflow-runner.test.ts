import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startTestGitHub } from '../github/server.ts';
import { bot } from '../scenario/bot.ts';
import { gitIn } from '../scenario/git.ts';
import { ROOT } from '../scenario/paths.ts';
import { act } from './act.ts';

const DOCTOR = '.github/workflows/airlock-doctor.yml';
const ME = 'github-actions[bot]';

test('on its schedule the doctor opens one issue, and edits it the next time', async () => {
  const text = readFileSync(join(ROOT, 'workflows-templates/airlock-doctor.yml'), 'utf8');
  using repository = bot({ change: 'tidy-refund-prompt', base: { [DOCTOR]: text } });
  gitIn(repository.path, 'remote', 'add', 'origin', 'https://github.com/acme/support-bot.git');
  gitIn(repository.path, 'checkout', '--quiet', '--detach', repository.base);
  await using github = await startTestGitHub({
    tokens: { ghs_write: { actions: 'read', contents: 'read', issues: 'write' } },
  });
  github.onGraphql('Viewer', () => ({ viewer: { login: ME } }));
  for (const run of [4801, 4802]) {
    const { code, log } = await act(repository, github, {
      event: 'schedule',
      payload: { schedule: '17 5 * * 1', repository: { id: 901, default_branch: 'main' } },
      workflow: DOCTOR,
      run,
    });
    expect(code, log).toBe(0);
    expect(log).toContain('Job succeeded');
    expect(github.repository.issues).toMatchObject([{ number: 1, state: 'open', author: ME }]);
    // The kit is not released: `init` would have written a commit.
    expect(github.repository.issues[0]?.body).toContain('An action is pinned to a commit that cannot exist.');
  }
  github.assertClean();
});

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';
import { annotations } from '../shown.ts';

const KEEP =
  'env > ../seen && cp "$AIRLOCK_FILE" "../$AIRLOCK_NAME" && echo kept && echo "https://reports.example/$AIRLOCK_NAME"';

test('a command keeps report and result, and the summary links to where it says', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  await using github = await githubOf(repository);
  const env = { GITHUB_SERVER_URL: 'https://git.acme.example', ACTIONS_ID_TOKEN_REQUEST_TOKEN: 'secret' };
  const step = await gate(repository, github, { env, inputs: { store: KEEP }, artifacts: true });
  expect(step.code, step.log).toBe(1);
  expect(step.summary).toContain('(https://reports.example/airlock-report-airlock-1.html)');
  const kept = readFileSync(join(repository.path, '../airlock-result-airlock-1.json'), 'utf8');
  expect(JSON.parse(kept)).toMatchObject({ schema: 'airlock.check/1', decision: { outcome: 'no-go' } });
  expect(readFileSync(join(repository.path, '../seen'), 'utf8')).not.toMatch(/^(?:ACTIONS_|INPUT_)/mu);

  const failing = 'echo "::error::mine" >&2; exit 3';
  const failed = await gate(repository, github, { inputs: { store: failing } });
  expect(failed.code).toBe(1);
  const notices = annotations(failed).filter((line) => line.startsWith('notice'));
  expect(notices).toEqual([expect.stringContaining('was not kept by the command of `store`: ::error::mine')]);
  const hostile = await gate(repository, github, { inputs: { store: 'echo "https://x/)<img src=x>"' } });
  expect(hostile.summary).not.toContain('<img');
});

test("for a stranger's pull request it is not run", async () => {
  using repository = bot({ change: 'tidy-refund-prompt', fork: true, evals: false });
  await using github = await githubOf(repository);
  await gate(repository, github, { inputs: { store: KEEP }, token: 'ghs_read' });
  expect(existsSync(join(repository.path, '../seen'))).toBe(false);
});

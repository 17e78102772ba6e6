import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { serve } from '../../release/faults/processes.ts';
import { airlock, json } from '../airlock.ts';
import { gitIn } from '../git.ts';
import { type Answer, CONFIG, FIRST, feature, results } from './feature.ts';

test('a ledger in another repository is written with its own token, and is the baseline here', {
  timeout: 120_000,
}, async () => {
  using bot = feature({
    ...FIRST,
    '.github/airlock.yml': `${CONFIG}ledger: { repository: acme/releases }\n`,
  });
  const root = join(bot.path, '../server');
  const bare = join(root, 'acme/releases');
  mkdirSync(bare, { recursive: true });
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  await using server = await serve(root);
  const env = {
    GITHUB_SERVER_URL: server.url,
    AIRLOCK_LEDGER_TOKEN: 'ghs_ledger',
    GITHUB_TOKEN: 'ghs_other',
    AIRLOCK_ACTOR: 'kim',
    SOURCE_DATE_EPOCH: '1793610000',
  };
  const run = (...args: string[]) => airlock(bot.path, [...args, '--json'], env);
  const adopted = await run('adopt', '--environment', 'production', '--version', '1.0.0');
  expect({ code: adopted.code, stderr: adopted.stderr }).toEqual({ code: 0, stderr: '' });
  expect(gitIn(bare, 'rev-list', '--count', 'airlock-ledger')).toBe('1');
  expect(bot.git('for-each-ref', '--format=%(refname)', 'refs/heads/airlock-ledger')).toBe('');
  const own = `basic ${Buffer.from('x-access-token:ghs_ledger').toString('base64')}`;
  expect(new Set(server.authorizations.map((one) => one.toLowerCase()))).toEqual(
    new Set([own.toLowerCase()]),
  );

  expect(json<Answer>(await run('live')).environments?.[0]).toMatchObject({ live: { version: '1.0.0' } });
  expect((await run('hold', '--reason', 'Something is odd.')).code).toBe(0);
  expect(json(await run('verify'))).toMatchObject({ intact: true, entries: 2 });

  bot.commit({ 'prompts/system.md': 'Answer.\n', 'results.csv': results(0.7) });
  const checked = json<Answer>(await run('check', '--base', 'HEAD~1'));
  expect(checked['baseline']).toMatchObject({ source: 'live', version: '1.0.0' });
});

test('the deploy command never sees the token of the ledger', async () => {
  const { CommandDeployer } = await import('../../../src/host/deploy/command.ts');
  const env = { PATH: process.env['PATH'] ?? '', AIRLOCK_LEDGER_TOKEN: 'ghs_ledger' };
  const deployer = new CommandDeployer(
    'test -z "$AIRLOCK_LEDGER_TOKEN" && echo \'{"restorable":true}\'',
    '.',
    env,
  );
  const release = { version: '1.0.0', digest: '', commit: '', components: [] } as never;
  expect(await deployer.probe({ bundle: 'bot', environment: 'production', release })).toBe(true);
});

import { spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { put } from '../folder.ts';
import { gitIn, initialise } from '../git.ts';
import { CLI, CLI_NODE } from '../paths.ts';
import { feature, release } from './feature.ts';

test('processes at once on one remote lose nothing and none is refused', { timeout: 180_000 }, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0', '--ledger', '.');
  const bare = join(bot.path, '../server.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  bot.git('push', '--quiet', bare, 'main', 'airlock-ledger');
  const clones = Array.from({ length: 4 }, (_, i) => {
    const path = join(bot.path, `../clone-${i}`);
    mkdirSync(path);
    initialise(path);
    gitIn(path, 'remote', 'add', 'origin', bare);
    return path;
  });
  const env = { SOURCE_DATE_EPOCH: '1793610000' };
  const answers = await Promise.all(
    clones.flatMap((path, i) =>
      Array.from({ length: 3 }, async (_, j) => {
        const reason = `Reason ${i} ${j}.`;
        return airlock(path, ['hold', '--reason', reason, '--as', `person-${i}-${j}`, '--json'], env);
      }),
    ),
  );
  expect(answers.map(({ code, stderr }) => ({ code, stderr }))).toEqual(
    answers.map(() => ({ code: 0, stderr: '' })),
  );
  const [clone = ''] = clones;
  const live = json<{ environments: { holds: { reason: string }[] }[] }>(
    await airlock(clone, ['live', '--json'], env),
  );
  const reasons = live.environments[0]?.holds.map((one) => one.reason) ?? [];
  expect(new Set(reasons).size).toBe(12);
  expect(json(await airlock(clone, ['verify', '--json'], env))['intact']).toBe(true);
});

test('a promotion that is killed in the middle is gone on with by the next run', {
  timeout: 120_000,
}, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  await bot.as('ana', 'candidate');
  put(bot.path, { slow: '' });
  writeFileSync(join(bot.path, 'deploy.sh'), `${SLOW}\n${bot.git('show', 'HEAD:deploy.sh')}`);
  const { plan } = (await bot.as('ana', 'protect', '--record')).document;
  await bot.as('kim', 'approve', plan?.digest ?? '');
  bot.clock += 60;
  const child = spawn(CLI_NODE, [CLI, 'promote', '--plan', plan?.digest ?? ''], {
    cwd: bot.path,
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: bot.path,
      AIRLOCK_ACTOR: 'ana',
      SOURCE_DATE_EPOCH: String(bot.clock),
    },
    stdio: 'ignore',
    detached: true,
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  while ((await bot.as('kim', 'live')).document.environments?.[0]?.['open'] === null);
  process.kill(-(child.pid ?? 0), 'SIGKILL');
  await ended;
  put(bot.path, { slow: null });
  const next = await bot.as('ana', 'promote', '--plan', plan?.digest ?? '');
  expect(next).toMatchObject({ code: 0, document: { outcome: 'done', open: null } });
  expect(await bot.as('ana', 'promote', '--plan', plan?.digest ?? '')).toMatchObject({
    code: 0,
    document: { already: true },
  });
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
  expect((await release(bot)).code).toBe(1);
});

const SLOW = 'if [ -e slow ] && [ "$AIRLOCK_ACTION" = deploy ]; then sleep 60; fi';

import { expect, test } from 'vitest';
import { workflowRun } from '../../github/fixtures.ts';
import { startTestGitHub } from '../../github/server.ts';
import { airlock, json } from '../airlock.ts';
import { feature, release } from './feature.ts';

interface Doctor {
  readonly findings: { code: string; severity: string; args: Record<string, unknown> }[];
}

test('a way back that nobody took, and packs that end soon, are named for what is live', async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  await bot.as('ana', 'candidate');
  const { document } = await release(bot);
  const version = document.live?.version ?? '';

  await using gh = await startTestGitHub({
    tokens: { job: { contents: 'read', actions: 'read' } },
    runs: [workflowRun({ id: 7 })],
    clock: () => new Date('2026-11-28T09:00:00Z'),
  });
  for (const name of [`airlock-pack-bot-${version}.zip`, 'airlock-pack-bot-0.1.0.zip', 'report.html'])
    Object.assign(gh.storeArtifact({ run: 7, name, bytes: 'x' }), { expiresAt: '2026-12-20T00:00:00Z' });
  const run = await airlock(bot.path, ['doctor', '--json'], {
    GITHUB_API_URL: gh.apiUrl,
    GITHUB_TOKEN: 'job',
    GITHUB_REPOSITORY: 'acme/support-bot',
    SOURCE_DATE_EPOCH: String(Date.parse('2026-11-28T09:00:00Z') / 1000),
  });
  const found = json<Doctor>(run).findings.filter(({ code }) => /drill|pack/u.test(code));
  expect(found.map(({ code, severity, args }) => ({ code, severity, args }))).toEqual([
    {
      code: 'pack-expires',
      severity: 'medium',
      args: { pack: `airlock-pack-bot-${version}.zip`, expires: '2026-12-20', packs: 1 },
    },
    {
      code: 'pack-expires',
      severity: 'low',
      args: { pack: 'airlock-pack-bot-0.1.0.zip', expires: '2026-12-20', packs: 1 },
    },
    {
      code: 'drill-too-old',
      severity: 'low',
      args: { bundle: 'bot', environment: 'production', last: 'never', days: 180 },
    },
  ]);
  gh.assertClean();
});

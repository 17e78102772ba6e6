import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { judgedChange, type Team, team } from './story.ts';

const LONG = { timeout: 600_000 };

test(
  'merged, judged, planned, approved, deployed; bad, taken back, held, kept out, let go again',
  LONG,
  async () => {
    await using at = await team();
    const { bot } = at;
    await judgedChange(at);

    // Nobody reviewed: the plan stands, and nothing is deployed.
    const early = await at.run('promote');
    expect(early.code, early.log).toBe(1);
    expect(early.log).toMatch(/\[plan\s*\].*Job succeeded/u);
    expect(early.log).toMatch(/\[approve\s*\].*Job failed/u);
    expect(early.log).not.toMatch(/\[deploy\s*\]/u);

    // Whoever asks for it is no approver of it, and a machine never.
    expect((await at.run('promote', { approver: 'acme[bot]' })).log).toMatch(/\[approve\s*\].*Job failed/u);
    const first = await at.run('promote', { approver: 'kim' });
    expect(first.code, first.log).toBe(0);
    expect(first.log).toMatch(/\[deploy\s*\].*Job succeeded/u);
    const good = at.deployed().at(-1);

    bot.commit({ 'model.txt': 'model: gpt-5-mini\n' });
    expect((await at.run('candidate')).code).toBe(0);
    const second = await at.run('promote', { approver: 'kim' });
    expect(second.code, second.log).toBe(0);
    const bad = at.deployed().at(-1);
    expect(bad).not.toBe(good);

    const back = await at.run('rollback', { actor: 'kim' });
    expect(back.code, back.log).toBe(0);
    expect(at.deployed()).toEqual([good, bad, good]);
    const { document } = await at.laptop('kim', 0, 'live');
    expect(document.environments?.[0]).toMatchObject({
      live: { version: good, how: 'rolled-back' },
      holds: [{ reason: expect.stringContaining('one click') }],
      condemned: [{ component: 'model' }],
    });

    const refused = await at.run('promote', { approver: 'kim' });
    expect(refused.code, refused.log).toBe(1);
    expect(refused.log).toMatch(/\[plan\s*\].*Job failed/u);
    expect(refused.log).toContain('The bundle is held here.');
    expect(await at.laptop('kim', 0, 'release-hold', '--reason', 'Found the cause.')).toMatchObject({
      code: 0,
    });
    const cleared = ['clear', 'model', '--reason', 'It is mended.', '--evidence', 'golden asks for it now'];
    expect(await at.laptop('kim', 0, ...cleared)).toMatchObject({ code: 0 });
    const again = await at.run('promote', { approver: 'kim' });
    expect(again.code, again.log).toBe(0);
    expect(at.deployed().at(-1)).toBe(bad);
    expect((await at.laptop('kim', 0, 'verify')).document['intact']).toBe(true);
    at.github.assertClean();
  },
);

/** The plan of the order that was begun last. */
async function intended(at: Team): Promise<string> {
  const { document } = await at.laptop('kim', 0, 'log');
  const entries = (document['entries'] ?? []) as readonly { readonly type: string; readonly plan?: string }[];
  return entries.find(({ type }) => type === 'intent')?.plan ?? '';
}

test('a deployment that is cancelled is gone on with by the next run, or taken back', LONG, async () => {
  await using at = await team();
  const { bot, cluster } = at;
  await judgedChange(at);

  writeFileSync(join(cluster, 'slow-after'), '');
  const cut = await at.run('promote', { approver: 'kim', cancelAt: /is on its way/u });
  expect(cut.code, cut.log).not.toBe(0);
  expect(cut.log).not.toContain('Done: promote');
  const open = await at.laptop('kim', 0, 'live');
  expect(open.document.environments?.[0]).toMatchObject({
    live: { version: '1.0.0' },
    open: { kind: 'promotion' },
  });

  // Another plan is kept out, and nobody ends it before its lease is over.
  const locked = await at.run('promote', { approver: 'kim' });
  expect(locked.log).toContain('Something is under way here.');
  const waits = await at.run('reconcile');
  expect(waits.code, waits.log).toBe(0);
  expect(waits.log).toContain('Still under way');

  // The same plan again finishes it, although only its own workflow may begin one.
  rmSync(join(cluster, 'slow-after'));
  const resumed = await at.run('again', { inputs: { plan: await intended(at) } });
  expect(resumed.code, resumed.log).toBe(0);
  const after = await at.laptop('kim', 0, 'live');
  expect(after.document.environments?.[0]).toMatchObject({ open: null, live: { how: 'promoted' } });

  // And where nobody comes back it is taken back, by what serves.
  bot.commit({ 'prompts/system.md': 'You answer questions about orders, returns and invoices.\n' });
  expect((await at.run('candidate')).code).toBe(0);
  writeFileSync(join(cluster, 'slow-before'), '');
  const lost = await at.run('promote', { approver: 'kim', cancelAt: /is on its way/u });
  expect(lost.code, lost.log).not.toBe(0);
  rmSync(join(cluster, 'slow-before'));
  const reconciled = await at.laptop('kim', 3, 'reconcile');
  expect(reconciled).toMatchObject({
    code: 0,
    document: { orders: [{ did: 'taken-back', outcome: 'done' }] },
  });
  expect((await at.laptop('kim', 3, 'live')).document.environments?.[0]).toMatchObject({
    open: null,
    live: { version: at.deployed().at(-1), how: 'rolled-back' },
    holds: [{ reason: expect.stringContaining('never ended') }],
  });
  at.github.assertClean();
});

test('a deployment that does not end well is taken back by the same steps', LONG, async () => {
  await using at = await team();
  const { cluster } = at;
  await judgedChange(at);
  const planned = await at.laptop('ana', 0, 'protect', '--record');
  const plan = planned.document.plan?.digest ?? '';
  expect(await at.laptop('kim', 0, 'approve', plan)).toMatchObject({ code: 0 });
  const version = (
    (planned.document.plan as { candidate?: { version: string } } | undefined)?.candidate ?? { version: '' }
  ).version;
  writeFileSync(join(cluster, `broken-${version}`), '');

  // Only the workflow that the policy names begins a deployment.
  const elsewhere = await at.run('again', { inputs: { plan } });
  expect(elsewhere.code, elsewhere.log).toBe(1);
  expect(elsewhere.log).toContain('This is not the workflow that may deploy.');

  const failed = await at.run('promote', { approver: 'kim' });
  expect(failed.code, failed.log).toBe(1);
  expect(at.deployed()).toEqual(['1.0.0']);
  expect((await at.laptop('kim', 0, 'live')).document.environments?.[0]).toMatchObject({
    open: null,
    live: { version: '1.0.0', how: 'rolled-back' },
    holds: [{ reason: expect.stringContaining('deploy-failed') }],
  });
  at.github.assertClean();
});

test(
  'each week the way back is gone where no customers are, and what serves there comes home',
  LONG,
  async () => {
    await using at = await team();
    const { bot } = at;
    const adopt = ['adopt', '--environment', 'staging', '--version'];
    expect(await at.laptop('ana', 0, ...adopt, '1.0.0')).toMatchObject({ code: 0 });
    bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
    expect(await at.laptop('ana', 0, ...adopt, '1.1.0')).toMatchObject({ code: 0 });
    const drilled = await at.run('drill');
    expect(drilled.code, drilled.log).toBe(0);
    expect(at.deployed()).toEqual(['1.0.0', '1.1.0']);
    const { document } = await at.laptop('kim', 0, 'log');
    expect(document['entries']).toContainEqual(
      expect.objectContaining({ type: 'drill', environment: 'staging', restored: true }),
    );
  },
);

test('each week what production would return to is proved to be there', LONG, async () => {
  await using at = await team();
  const adopt = ['adopt', '--environment', 'production', '--version'];
  expect(await at.laptop('ana', 0, ...adopt, '1.0.0')).toMatchObject({ code: 0 });
  const early = await at.run('target');
  expect(early.code, early.log).toBe(1);
  expect(early.log).toContain('There is no version to return to.');
  at.bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  expect(await at.laptop('ana', 0, ...adopt, '1.1.0')).toMatchObject({ code: 0 });
  const proved = await at.run('target');
  expect(proved.code, proved.log).toBe(0);
  expect(proved.log).toContain('bot 1.0.0, what a rollback of production returns to: 4 files');
  expect(proved.log).toContain('whoever deploys says that it could be served now');
});

test(
  'a plan that people approved elsewhere is carried out by its digest, without another review',
  LONG,
  async () => {
    await using at = await team();
    await judgedChange(at);
    const planned = await at.run('promote');
    expect(planned.log).toMatch(/\[plan\s*\].*Job succeeded/u);
    const { document } = await at.laptop('kim', 0, 'log');
    const entries = (document['entries'] ?? []) as readonly {
      readonly type: string;
      readonly plan?: string;
    }[];
    const plan = entries.find(({ type }) => type === 'planned')?.plan ?? '';
    expect(await at.laptop('kim', 0, 'approve', plan)).toMatchObject({ code: 0 });
    const carried = await at.run('promote', { inputs: { plan } });
    expect(carried.code, carried.log).toBe(0);
    expect(at.deployed()).toHaveLength(1);
    // The same plan, and no other was recorded for it.
    const after = (await at.laptop('kim', 0, 'log')).document['entries'] as typeof entries;
    expect(after.filter(({ type }) => type === 'planned')).toHaveLength(1);
  },
);

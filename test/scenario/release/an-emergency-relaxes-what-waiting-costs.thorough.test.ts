import { expect, test } from 'vitest';
import { codesOf, type Feature, FIRST, feature, results } from './feature.ts';

const POLICY = `bundle: bot
components:
  model: { kind: model, paths: [model.txt] }
  prompts: { kind: prompt, paths: ["prompts/**"] }
evidence:
  golden: { format: csv, path: golden.csv }
  smoke: { format: csv, path: smoke.csv, purpose: smoke }
  redteam: { format: csv, path: redteam.csv, purpose: adversarial }
gates:
  functional:
    - { evidence: golden, metric: score, min: 0.75 }
    - { evidence: smoke, metric: score, min: 0.75 }
  safety: [{ evidence: redteam, metric: score, min: 0.9, guarantee: false }]
tiers:
  low: { window: fridays, approvals: { platform: 2 }, accountable: product, undecided: ask }
  medium: { window: fridays, approvals: { platform: 2 }, accountable: product, rollback-plan: false }
  high: { window: fridays, approvals: { platform: 2 }, accountable: product, rollback-plan: false }
people: { platform: ["@kim", "@lee"], product: ["@zoe"], oncall: ["@kim"] }
windows: { fridays: { opens: "0 9 * * 5", for: 8h } }
freezes: [{ from: "2026-11-01", to: "2026-11-03", reason: elections }]
environments:
  production:
    evidence: E1
    deploy: { run: sh deploy.sh }
    emergency: { declare: oncall, triggers: [outage, harm], lasts: 2h, reviewed-within: 5 }
`;

const FILES = {
  ...FIRST,
  '.github/airlock.yml': POLICY,
  'results.csv': null,
  'smoke.csv': results(0.9),
  'redteam.csv': results(0.99),
};

/** A bot that is live as 1.0.0, and a fix of it that has no time for the long evals. */
async function urgent(): Promise<Feature> {
  const bot = feature(FILES);
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': 'You answer questions about orders, and never make one up.\n' });
  await bot.as('ana', 'candidate');
  return bot;
}

const WHY = ['--trigger', 'harm', '--reason', 'It makes up order numbers.'] as const;

function verdicts(document: { readonly [key: string]: unknown }): Record<string, string> {
  const checks = document['checks'] as readonly { name: string; verdict: string; relaxedBy: number | null }[];
  return Object.fromEntries(checks.map((one) => [one.name, `${one.verdict} ${one.relaxedBy ?? ''}`.trim()]));
}

test('declared, released under it, seen everywhere, over, reviewed', { timeout: 120_000 }, async () => {
  using bot = await urgent();
  expect(codesOf(await bot.as('ana', 'protect', '--record'))).toEqual(['window-closed', 'frozen', 'not-go']);
  expect(codesOf(await bot.as('ana', 'protect', '--emergency', '--record'))).toEqual(['no-emergency']);

  expect(codesOf(await bot.as('ana', 'emergency', 'declare', ...WHY))).toEqual(['declarer-without-role']);
  expect(codesOf(await bot.as('claude', 'emergency', 'declare', ...WHY))).toEqual(['actor-not-human']);
  expect(
    codesOf(await bot.as('kim', 'emergency', 'declare', '--trigger', 'hurry', '--reason', 'Please.')),
  ).toEqual(['unknown-trigger']);
  const declared = await bot.as('kim', 'emergency', 'declare', ...WHY);
  expect(declared).toMatchObject({
    code: 0,
    document: { emergencies: [{ trigger: 'harm', by: 'kim', ended: null, released: [] }] },
  });
  expect(await bot.as('kim', 'emergency', 'declare', ...WHY)).toMatchObject({
    code: 0,
    document: { already: true },
  });

  const everyDay = await bot.as('ana', 'protect');
  expect(codesOf(everyDay)).toEqual(['window-closed', 'frozen', 'not-go']);
  const planned = await bot.as('ana', 'protect', '--emergency', '--record', '--checks');
  expect(planned.code).toBe(0);
  expect(verdicts(planned.document)).toMatchObject({
    window: 'relaxed 3',
    freeze: 'relaxed 3',
    decision: 'relaxed 3',
    grade: 'pass',
    hold: 'pass',
    target: 'pass',
  });
  expect(planned.document.plan).toMatchObject({ approvals: { anyone: 1 }, emergency: { seq: 3 } });
  const plan = planned.document.plan?.digest ?? '';
  const promote = () => bot.as('ana', 'promote', '--plan', plan);
  expect(codesOf(await promote())).toEqual(['approvals-missing']);
  await bot.as('Ana Example', 'approve', plan);
  expect(codesOf(await promote())).toEqual(['approvals-missing', 'approver-is-author']);
  await bot.as('lee', 'approve', plan);
  const done = await promote();
  const version = done.document.live?.version;
  expect(done).toMatchObject({
    code: 0,
    document: { emergencies: [{ emergency: 3, released: [version], reviewDue: '2026-11-09T09:08:00.000Z' }] },
  });
  const seen = await bot.run('live');
  expect(seen.stdout).toContain('emergency 3: harm, It makes up order numbers. (kim, until');

  bot.git('checkout', '--quiet', '-b', 'next');
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  const report = await bot.run('check', '--base', 'main', '--format', 'markdown');
  expect(report.stdout).toMatch(/Emergency.*harm, declared by `@kim`, until .*review is due 2026-11-09/u);
  expect((await bot.as('ana', 'check', '--base', 'main')).document['emergencies']).toMatchObject([
    { seq: 3, trigger: 'harm' },
  ]);
  bot.git('checkout', '--quiet', 'main');

  expect(codesOf(await bot.as('lee', 'emergency', 'review', '--reason', 'It was one.'))).toEqual([
    'emergency-open',
  ]);
  const ended = await bot.as('kim', 'emergency', 'end', '--reason', 'It is mended.');
  expect(ended.code).toBe(0);
  expect(codesOf(await bot.as('kim', 'emergency', 'review', '--reason', 'It was one.'))).toEqual([
    'reviewer-declared',
  ]);
  const before = await bot.as('kim', 'audit');
  expect(before.document['releases']).toMatchObject([
    {},
    { version, exceptions: ['not-judged-go', 'graded-below-e2', 'emergency', 'emergency-unreviewed'] },
  ]);
  expect((await bot.as('lee', 'emergency', 'review', '--reason', 'It was one.')).document).toMatchObject({
    outcome: 'done',
    emergencies: [],
  });
  const audit = await bot.as('kim', 'audit');
  expect(audit.document['releases']).toMatchObject([
    {},
    { exceptions: ['not-judged-go', 'graded-below-e2', 'emergency'] },
  ]);
  expect(audit.document['emergencies']).toMatchObject([
    { seq: 3, trigger: 'harm', releases: [version], review: { by: 'lee', reason: 'It was one.' } },
  ]);
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});

test('a plan of an emergency that is over is not carried out', { timeout: 120_000 }, async () => {
  using bot = await urgent();
  await bot.as('kim', 'emergency', 'declare', ...WHY);
  const { plan } = (await bot.as('ana', 'protect', '--emergency', '--record')).document;
  await bot.as('lee', 'approve', plan?.digest ?? '');
  bot.clock += 2 * 60 * 60;
  expect(codesOf(await bot.as('ana', 'promote', '--plan', plan?.digest ?? ''))).toEqual([
    'emergency-over',
    'plan-expired',
  ]);
  await bot.as('kim', 'emergency', 'declare', ...WHY);
  const again = (await bot.as('ana', 'protect', '--emergency', '--record')).document.plan;
  await bot.as('lee', 'approve', again?.digest ?? '');
  await bot.as('kim', 'emergency', 'end', '--reason', 'It was nothing.');
  expect(codesOf(await bot.as('ana', 'promote', '--plan', again?.digest ?? ''))).toEqual(['emergency-over']);
});

test('an emergency relaxes nothing that is measured, held or taken back', { timeout: 120_000 }, async () => {
  using bot = await urgent();
  bot.commit({ 'redteam.csv': results(0.5) });
  await bot.as('ana', 'candidate');
  await bot.as('kim', 'emergency', 'declare', ...WHY);
  await bot.as('kim', 'hold', '--reason', 'Wait.');
  expect(codesOf(await bot.as('ana', 'protect', '--emergency', '--record'))).toEqual(['held', 'not-go']);
});

test('a fix goes forward, and is recorded as the way back', { timeout: 120_000 }, async () => {
  using bot = await urgent();
  const forward = (plan: string) =>
    bot.as('ana', 'rollback', 'forward', '--plan', plan, '--reason', 'It makes up order numbers.');
  await bot.as('kim', 'emergency', 'declare', ...WHY);
  const { plan } = (await bot.as('ana', 'protect', '--emergency', '--record')).document;
  await bot.as('lee', 'approve', plan?.digest ?? '');
  const went = await forward(plan?.digest ?? '');
  const version = went.document.live?.version;
  expect(went).toMatchObject({
    code: 0,
    document: {
      schema: 'airlock.rollback/1',
      holds: [{ reason: 'It makes up order numbers.' }],
      condemned: [{ component: 'prompts' }],
      emergencies: [{ released: [version] }],
    },
  });
  expect(await forward(plan?.digest ?? '')).toMatchObject({ code: 0, document: { already: true } });
  const [place] = (await bot.as('kim', 'live')).document.environments ?? [];
  expect(place).toMatchObject({ live: { version, how: 'rolled-forward' }, target: null });
  expect((await bot.as('kim', 'audit')).document['releases']).toMatchObject([
    { how: 'adopted' },
    { how: 'rolled-forward', approvers: ['lee'] },
  ]);
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});

test('without an emergency nothing goes forward', { timeout: 120_000 }, async () => {
  using bot = feature();
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  await bot.as('ana', 'candidate');
  const { plan } = (await bot.as('ana', 'protect', '--record')).document;
  const tried = ['rollback', 'forward', '--reason', 'It is wrong.', '--plan', plan?.digest ?? ''];
  expect(codesOf(await bot.as('ana', ...tried))).toEqual(['forward-without-emergency']);
  expect(codesOf(await bot.as('kim', 'emergency', 'declare', ...WHY))).toEqual(['emergency-undefined']);
});

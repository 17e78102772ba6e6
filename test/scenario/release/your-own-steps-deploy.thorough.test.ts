import { expect, test } from 'vitest';
import { DOCUMENTS } from '../../../src/report/documents/schema.ts';
import { codesOf, FIRST, feature } from './feature.ts';

const LONG = { timeout: 120_000 };

interface Order {
  readonly fence: number;
  readonly version: string;
  readonly digest: string;
}

const DEPLOY = FIRST['deploy.sh'] as string;
/** The probe also says what serves, which is kept beside the repository. */
const FILES = {
  ...FIRST,
  'deploy.sh': DEPLOY.replace(
    `echo '{"restorable":true}'`,
    `echo "{\\"restorable\\":true,\\"served\\":\\"$(cat ../served 2>/dev/null || echo none)\\"}"`,
  ).replace('digest=$AIRLOCK_DIGEST\n', 'digest=$AIRLOCK_DIGEST\necho "$digest" > ../served\n'),
};

async function planned() {
  const bot = feature(FILES);
  expect(await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0')).toMatchObject({
    code: 0,
  });
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  expect((await bot.as('ana', 'candidate')).code).toBe(0);
  const plan = (await bot.as('ana', 'protect', '--record')).document.plan?.digest ?? '';
  await bot.as('kim', 'approve', plan);
  return { bot, plan };
}

test('begun, deployed by others, and done where their report names what was approved', LONG, async () => {
  const { bot, plan } = await planned();
  using _ = bot;
  const promote = (...more: string[]) => bot.as('ana', 'promote', '--plan', plan, ...more);
  // Nothing was begun yet, so that nobody can have carried it out.
  expect(codesOf(await promote('--report', '{}', '--fence', '5'))).toEqual(['nothing-open']);
  const begun = await promote('--begin');
  expect(begun).toMatchObject({ code: 0, document: { outcome: 'begun', live: { version: '1.0.0' } } });
  const order = begun.document['open'] as Order;
  expect((await promote('--begin')).document['open']).toEqual(begun.document['open']);
  const report = JSON.stringify({ served: order.digest });
  expect(codesOf(await promote('--report', report))).toEqual(['option-missing']);
  expect(codesOf(await promote('--report', report, '--fence', String(order.fence + 1)))).toEqual([
    'fence-refused',
  ]);
  expect(codesOf(await promote('--report', 'half an answer', '--fence', String(order.fence)))).toEqual([
    'deploy-failed',
  ]);
  const done = ['--report', report, '--fence', String(order.fence)];
  expect(await promote(...done)).toMatchObject({ code: 0, document: { live: { version: order.version } } });
  expect(await promote(...done)).toMatchObject({ code: 0, document: { already: true } });
});

test(
  'what did not end well is taken back by whoever began it, on call or not, and by nobody else',
  LONG,
  async () => {
    const { bot, plan } = await planned();
    using _ = bot;
    const begun = await bot.as('ana', 'promote', '--plan', plan, '--begin');
    const { fence } = begun.document['open'] as Order;
    const back = (who: string, ...more: string[]) =>
      bot.as(who, 'rollback', '--reason', 'It did not come up.', ...more);
    expect(codesOf(await back('ana', '--begin'))).toEqual(['not-on-call']);
    expect(codesOf(await back('lee', '--begin', '--fence', String(fence)))).toEqual(['not-on-call']);
    expect(codesOf(await back('kim', '--begin', '--fence', String(fence + 9)))).toEqual(['overtaken']);
    const taken = await back('ana', '--begin', '--fence', String(fence));
    expect(taken).toMatchObject({ code: 0, document: { outcome: 'begun' } });
    const order = taken.document['open'] as Order;
    expect(order).toMatchObject({ kind: 'rollback', version: '1.0.0' });
    const report = ['--report', JSON.stringify({ served: order.digest }), '--fence', String(order.fence)];
    expect(await back('ana', ...report)).toMatchObject({ code: 0, document: { live: { version: '1.0.0' } } });
    // The promotion is over, and its late report changes nothing.
    const late = ['--report', JSON.stringify({ served: order.digest }), '--fence', String(fence)];
    expect(codesOf(await bot.as('ana', 'promote', '--plan', plan, ...late))).toEqual(['nothing-open']);
  },
);

test('what nobody ended is ended by what serves, once its lease is over', LONG, async () => {
  const { bot, plan } = await planned();
  using _ = bot;
  expect(await bot.as('kim', 'reconcile')).toMatchObject({ code: 0, document: { orders: [] } });
  const begun = await bot.as('ana', 'promote', '--plan', plan, '--begin');
  const { digest } = begun.document['open'] as Order;
  expect(await bot.as('kim', 'reconcile')).toMatchObject({
    code: 0,
    document: { orders: [{ did: 'waits', outcome: 'waits' }] },
  });
  bot.clock += 3 * 3600;
  bot.commit({ '../served': `${digest}\n` });
  const ended = await bot.as('kim', 'reconcile');
  expect(ended).toMatchObject({
    code: 0,
    document: { orders: [{ did: 'finished', outcome: 'done', live: { digest }, open: null }] },
  });
  // What the schema does not know it leaves out.
  expect(DOCUMENTS['airlock.reconcile/1'].parse(ended.document)).toEqual(ended.document);
  expect(await bot.run('reconcile')).toMatchObject({ code: 0, stdout: '✅ Nothing is under way\n' });
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { CONFIG, codesOf, type Feature, FIRST, feature } from './feature.ts';

const SEARCH = `bundle: search
components:
  model: { kind: model, paths: [model.txt] }
  texts: { kind: prompt, paths: ["search/**"] }
evidence:
  golden: { format: csv, path: results.csv }
gates:
  functional: [{ evidence: golden, metric: score, min: 0.75, margin: 0.1 }]
tiers:
  medium: { approvals: { product: 1 }, rollback-plan: false }
  high: { approvals: { product: 1 }, rollback-plan: false }
people: { product: ["@zoe"], oncall: ["@kim"] }
environments:
  production:
    evidence: E1
    deploy: { run: "sh deploy-search.sh" }
`;

/** A second place that versions serve from, with a fence of its own. */
const DEPLOY = String(FIRST['deploy.sh'])
  .replaceAll('../fence', '../fence-search')
  .replaceAll('../deployed', '../deployed-search');

const FILES = {
  ...FIRST,
  '.github/airlock.yml': null,
  '.github/airlock/bot.yml': CONFIG,
  '.github/airlock/search.yml': SEARCH,
  'deploy-search.sh': DEPLOY,
  'search/system.md': 'You find orders.\n',
};

const WHERE = ['--environment', 'production'] as const;

/** Two bundles on one model, both live, and a commit that gives both another one. */
async function two(edit: (text: string) => string = (text) => text): Promise<Feature> {
  const configs = Object.fromEntries(
    Object.entries({ '.github/airlock/bot.yml': CONFIG, '.github/airlock/search.yml': SEARCH }).map(
      ([path, text]) => [path, edit(text)],
    ),
  );
  const pair = feature({ ...FILES, ...configs });
  for (const bundle of ['bot', 'search'])
    await pair.as('ana', 'adopt', '--bundle', bundle, ...WHERE, '--version', '1.0.0');
  pair.commit({ 'model.txt': 'model: gpt-5-mini\n' });
  for (const bundle of ['bot', 'search']) await pair.as('ana', 'candidate', '--bundle', bundle);
  return pair;
}

function versions(pair: Feature, file: string): string[] {
  return readFileSync(join(pair.path, '..', file), 'utf8')
    .trim()
    .split('\n');
}

test('one plan over both, approved by the people of each, and taken back from both', {
  timeout: 180_000,
}, async () => {
  using pair = await two();
  const bot = ['--bundle', 'bot', ...WHERE];
  const alone = await pair.as('ana', 'protect', ...bot, '--record');
  expect(codesOf(alone)).toEqual(['shared-component']);
  expect(alone.document.reasons?.[0]?.command).toContain('airlock protect --bundle bot');

  const planned = await pair.as('ana', 'protect', ...bot, '--joint', '--record');
  expect(planned.code).toBe(0);
  const members = planned.document['members'] as readonly { bundle: string; plan: string }[];
  expect(members.map((one) => one.bundle)).toEqual(['bot', 'search']);
  const promote = () => pair.as('ana', 'promote', ...bot, '--plan', members[0]?.plan ?? '');
  await pair.as('kim', 'approve', members[0]?.plan ?? '', ...bot);
  expect(codesOf(await promote())).toEqual(['approvals-missing']);
  await pair.as('zoe', 'approve', members[1]?.plan ?? '', '--bundle', 'search', ...WHERE);
  expect(await promote()).toMatchObject({ code: 0, document: { outcome: 'done', already: false } });
  expect(await promote()).toMatchObject({ code: 0, document: { outcome: 'done', already: true } });
  expect([versions(pair, 'deployed').length, versions(pair, 'deployed-search').length]).toEqual([1, 1]);

  const why = ['--reason', 'It makes up order numbers.'];
  const part = await pair.as('kim', 'rollback', 'model', ...bot, ...why);
  expect(codesOf(part)).toEqual(['shared-component']);
  expect(part.document.reasons?.[0]?.command).toContain('airlock rollback model');
  expect(part.document.reasons?.[0]?.command).toContain('--joint');
  const back = await pair.as('kim', 'rollback', 'model', ...bot, '--joint', ...why);
  expect(back).toMatchObject({ code: 0, document: { live: { version: '1.0.0' } } });
  const places = (await pair.as('kim', 'live')).document.environments ?? [];
  expect(places).toMatchObject([
    { bundle: 'bot', live: { version: '1.0.0' }, condemned: [{ component: 'model' }] },
    { bundle: 'search', live: { version: '1.0.0' }, condemned: [{ component: 'model' }] },
  ]);
  expect((await pair.as('kim', 'verify')).document['intact']).toBe(true);
});

test('a joint plan that was cut off in the middle is gone on with', { timeout: 180_000 }, async () => {
  using pair = await two();
  const bot = ['--bundle', 'bot', ...WHERE];
  const planned = await pair.as('ana', 'protect', ...bot, '--joint', '--record');
  const members = planned.document['members'] as readonly { bundle: string; plan: string }[];
  await pair.as('kim', 'approve', members[0]?.plan ?? '', ...bot);
  await pair.as('zoe', 'approve', members[1]?.plan ?? '', '--bundle', 'search', ...WHERE);
  const promote = () => pair.as('ana', 'promote', ...bot, '--plan', members[0]?.plan ?? '');
  pair.commit({ 'deploy-search.sh': 'echo \'{"nothing":1}\'\n' });
  expect((await promote()).code).not.toBe(0);
  expect((await pair.as('kim', 'live')).document.environments).toMatchObject([
    { bundle: 'bot', open: null, live: { how: 'promoted' } },
    { bundle: 'search', open: { kind: 'promotion' }, live: { how: 'adopted' } },
  ]);
  pair.commit({ 'deploy-search.sh': DEPLOY });
  expect(await promote()).toMatchObject({ code: 0, document: { outcome: 'done' } });
  expect((await pair.as('kim', 'live')).document.environments).toMatchObject([
    { bundle: 'bot', open: null, live: { how: 'promoted' } },
    { bundle: 'search', open: null, live: { how: 'promoted' } },
  ]);
});

test('in an emergency one plan goes over both, if both have declared it', { timeout: 180_000 }, async () => {
  const rule = 'declare: oncall, triggers: [harm], lasts: 4h, reviewer: lead, reviewed-within: 5';
  const withRule = (text: string): string =>
    text
      .replace(/^ {2}production:\n/mu, `$&    emergency: { ${rule} }\n`)
      .replace('path: results.csv }', 'path: results.csv, purpose: smoke }')
      .replace(/^people: \{/mu, '$& lead: ["@lee"],');
  using pair = await two((text) => withRule(text));
  const bot = ['--bundle', 'bot', ...WHERE];
  const search = ['--bundle', 'search', ...WHERE];
  const declare = ['emergency', 'declare', '--trigger', 'harm', '--reason', 'It makes up order numbers.'];
  expect(await pair.as('kim', ...declare, ...bot)).toMatchObject({ code: 0 });
  const half = await pair.as('ana', 'protect', ...bot, '--joint', '--emergency', '--record');
  expect(half.document.reasons).toMatchObject([{ code: 'no-emergency', args: { bundle: 'search' } }]);

  expect(await pair.as('kim', ...declare, ...search)).toMatchObject({ code: 0 });
  const planned = await pair.as('ana', 'protect', ...bot, '--joint', '--emergency', '--record');
  expect({ code: planned.code, codes: codesOf(planned) }).toEqual({ code: 0, codes: [] });
  const members = planned.document['members'] as readonly { bundle: string; plan: string }[];
  await pair.as('lee', 'approve', members[0]?.plan ?? '', ...bot);
  await pair.as('lee', 'approve', members[1]?.plan ?? '', ...search);
  const plan = members[0]?.plan ?? '';
  const forward = ['rollback', 'forward', '--reason', 'A fix for both.', '--plan', plan];
  expect(await pair.as('kim', ...forward, ...bot)).toMatchObject({ code: 0 });
  expect((await pair.as('kim', 'live')).document.environments).toMatchObject([
    { bundle: 'bot', live: { how: 'rolled-forward' }, emergencies: [{ trigger: 'harm' }] },
    { bundle: 'search', live: { how: 'rolled-forward' }, emergencies: [{ trigger: 'harm' }] },
  ]);
});

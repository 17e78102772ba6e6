import { expect, test } from 'vitest';
import { CONFIG, FIRST, feature, release, results } from './feature.ts';

const WITH_SUITE = {
  ...FIRST,
  '.github/airlock.yml': CONFIG.replace(
    'evidence:\n',
    '  suite: { kind: evals, paths: [cases.csv] }\n  lock: { kind: runtime, paths: [requirements.txt] }\nevidence:\n',
  ).replace('path: results.csv', 'path: out/results.csv'),
  'cases.csv': 'id\n1\n',
  'requirements.txt': 'requests==2.0.0\n',
  '.gitignore': 'out/\n',
};

interface Evidence {
  readonly name: string;
  readonly carried: { readonly version: string; readonly recordedAt: string } | null;
}

test('a candidate takes over what it depends on unchanged, is released by it, and grows no younger by it', {
  timeout: 60_000,
}, async () => {
  using bot = feature({ ...WITH_SUITE, 'out/results.csv': results(0.9) });
  await bot.as('ana', 'adopt', '--environment', 'production', '--reason', 'It serves.');
  bot.commit({ 'requirements.txt': 'requests==2.0.1\n', 'out/results.csv': null });
  const judged = await bot.as('ana', 'candidate');
  expect(judged).toMatchObject({ code: 0, document: { decision: { outcome: 'go' } } });

  const checked = await bot.as('ana', 'check', '--base', 'HEAD~1', '--pack', '../first.zip');
  const [golden] = checked.document['evidence'] as readonly Evidence[];
  expect(golden).toMatchObject({ name: 'golden', carried: { grade: 'E1' } });
  // Once more: the third takes over what the second took over, and it is still the first that measured it.
  bot.commit({ 'requirements.txt': 'requests==2.0.2\n' });
  expect(await bot.as('ana', 'candidate')).toMatchObject({
    code: 0,
    document: { decision: { outcome: 'go' } },
  });
  const again = await bot.as('ana', 'check', '--base', 'HEAD~1', '--pack', '../second.zip');
  const [later] = again.document['evidence'] as readonly Evidence[];
  expect(later?.carried).toEqual(golden?.carried);

  // Figures in a pack that were taken over stay bound to where they come from.
  const verified = await bot.as('ana', 'verify', '../second.zip');
  expect(verified.document).toMatchObject({
    code: null,
    rows: [{ name: 'golden', from: 'pack' }, {}],
  });

  expect(await release(bot)).toMatchObject({ code: 0 });
  expect((await bot.as('kim', 'verify')).document['intact']).toBe(true);

  bot.clock += 31 * 24 * 60 * 60;
  bot.commit({ 'requirements.txt': 'requests==2.0.3\n' });
  const old = await bot.as('ana', 'check', '--base', 'HEAD~1');
  expect(old.document['evidence']).toEqual([]);
});

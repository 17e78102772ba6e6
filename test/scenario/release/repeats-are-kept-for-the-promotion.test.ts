import { expect, test } from 'vitest';
import { CONFIG, FIRST, feature, release } from './feature.ts';

const config = CONFIG.replace(
  '  golden: { format: csv, path: results.csv }\n',
  `  golden: { format: csv, path: results.csv }
  again: { format: csv, path: again.csv, baseline: again-live.csv }
`,
).replace('margin: 0.1 }]', 'margin: 0.1, confirm: { evidence: again, repeats: 3, max: 0.03 } }]');

/** 200 items of which those from `from` on, `many` of them, are wrong. */
function results(from: number, many: number): string {
  const rows = Array.from({ length: 200 }, (_, i) => `item-${i},${i >= from && i < from + many ? 0 : 1}`);
  return `id,score\n${rows.join('\n')}\n`;
}

/** Three repeats of items 0 to 9. */
function again(score: number): string {
  const rows = Array.from({ length: 30 }, (_, i) => `item-${Math.floor(i / 3)},${i % 3},${score}`);
  return `id,run,score\n${rows.join('\n')}\n`;
}

test('a promotion judges by the repeats of both sides that the candidate brought', async () => {
  using bot = feature({ ...FIRST, '.github/airlock.yml': config, 'results.csv': results(100, 10) });
  await bot.as('ana', 'adopt', '--environment', 'production', '--version', '1.0.0');

  // Ten items are lost and ten are won.
  bot.commit({
    'prompts/system.md': 'You answer questions about orders and returns.\n',
    'results.csv': results(0, 10),
  });
  const open = await bot.as('ana', 'candidate');
  expect(open.document).toMatchObject({ decision: { outcome: 'undecided' } });

  bot.commit({ 'again.csv': again(1), 'again-live.csv': again(1) }, 'Ran again');
  const sure = await bot.as('ana', 'candidate');
  expect(sure).toMatchObject({ code: 0, document: { decision: { outcome: 'go' } } });
  // The files of live are gone by then: what the ledger keeps has to be enough.
  bot.git('rm', '--quiet', 'again.csv', 'again-live.csv');
  bot.git('commit', '--quiet', '--message=Tidied');
  expect(await release(bot)).toMatchObject({ code: 0, document: { outcome: 'done' } });
});

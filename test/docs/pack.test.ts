import { expect, test } from 'vitest';
import { airlock, json } from '../scenario/airlock.ts';
import { bot } from '../scenario/bot.ts';
import { fences } from './pages.ts';

const PAGE = fences('docs/pack.md');
const COMMANDS = PAGE.filter(({ info }) => info === 'sh pack').flatMap(({ text }) => text.trim().split('\n'));

test('the commands of the page on packs do what it says, in its order', async () => {
  using story = bot({ change: 'tidy-refund-prompt' });
  const [record] = PAGE.filter(({ info }) => info === 'json pack-record');
  const exits: (number | null)[] = [];
  for (const command of COMMANDS) {
    const [name = '', ...args] = command.split(' ').slice(1);
    const result = await airlock(story.path, [name, ...args, '--json']);
    exits.push(result.code);
    if (name !== 'check') continue;
    const { bundle } = json<{ bundle: { digest: string } }>(result);
    story.put({ 'record.json': (record?.text ?? '').replace(/sha256:0+/u, bundle.digest) });
  }
  // The change is a no-go; its pack is none the less right.
  expect(exits).toEqual([1, 0, 0, 0]);
});

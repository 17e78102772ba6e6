import { describe, expect, test } from 'vitest';
import type { Comment } from '../../github/state.ts';
import { reportIn, runOf, saysIn, talk } from '../persons-words.ts';
import type { StepResult } from '../runner.ts';

const at = talk();
const run = (): Promise<StepResult> => runOf(at);
const says = (body: string, given?: Partial<Comment>): void => saysIn(at, body, given);
const report = (): string => reportIn(at);

test('the accountable person decides, the gate keeps its verdict, and the check turns green', async () => {
  expect((await run()).code).toBe(1);
  says('/airlock override functional Refunds by phone cover this until Friday.');
  const step = await run();
  expect(step).toMatchObject({ code: 0, outputs: { decision: 'go', tier: 'high' } });
  expect(report()).toContain('Go, overridden');
  expect(report()).toContain('| functional | ⛔ fail |');
  expect(report()).toContain('functional by `@ana`: `Refunds by phone cover this until Friday.`');
  // Nothing changed since: the next run says the same, and edits nothing.
  const edits = at.github.log.filter(({ method }) => method === 'PATCH').length;
  await run();
  expect(at.github.log.filter(({ method }) => method === 'PATCH')).toHaveLength(edits);
});

test('a push that changes the bundle makes it void', async () => {
  await run();
  const [, shown = ''] = /airlock:shown\/support-bot\/[0-9a-f]+\/([^/]+)\//u.exec(report()) ?? [];
  const spoken = new Date(Date.parse(shown.toUpperCase()) + 1000).toISOString().replace('.000Z', 'Z');
  says('/airlock override functional Until Friday.', { createdAt: spoken });
  expect((await run()).outputs['decision']).toBe('go');
  at.repository = at.repository.push({ 'prompts/greeting.md': 'Say hello.\n' });
  expect((await run()).outputs['decision']).toBe('no-go');
  expect(report()).toContain('the override is about what the report showed before');
});

describe('what does not count', () => {
  const cases: readonly (readonly [string, string, Partial<Comment>, string | null])[] = [
    [
      'an edited comment',
      '/airlock override functional x',
      { updatedAt: '2099-01-02T00:00:00Z' },
      'was edited',
    ],
    [
      'a word before the report',
      '/airlock override functional x',
      { createdAt: '2020-01-01T00:00:00Z' },
      'showed before',
    ],
    ['no reason', '/airlock override functional', {}, 'needs a reason'],
    ['no such gate', '/airlock override quality x', {}, 'no gate of that name'],
    ['a gate that passes', '/airlock override safety x', {}, 'stands in nobody'],
    ['a stranger', '/airlock override functional x', { author: 'stranger' }, null],
    ['a bot', '/airlock override functional x', { author: 'github-actions[bot]' }, null],
    ['a quotation', '> /airlock override functional x', {}, null],
  ];
  test.each(cases)('%s', async (_, body, given, said) => {
    await run();
    says(body, given);
    const step = await run();
    expect(step).toMatchObject({ code: 1, outputs: { decision: 'no-go' } });
    if (said === null) expect(report()).not.toContain('verridden');
    else expect(report()).toContain(said);
  });

  test('the author of a commit in the change', async () => {
    for (const one of at.github.repository.commits) one.author.login = 'ana';
    await run();
    says('/airlock override functional x');
    expect((await run()).outputs['decision']).toBe('no-go');
    expect(report()).toContain('nobody overrides a gate for a change of their own');
  });
});

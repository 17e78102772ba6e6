import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { TOKENS } from '../../github/client.ts';
import { comment, environment, workflowRun } from '../../github/fixtures.ts';
import { startTestGitHub } from '../../github/server.ts';
import type { Comment } from '../../github/state.ts';
import { createCommit } from '../../ledger/create-commit.ts';
import { gitIn } from '../git.ts';
import { RUN, runStep } from '../runner.ts';
import { type Answer, codesOf, feature } from './feature.ts';

const PROMOTE = 'airlock-promote.yml';

test('a plan is shown, approved, started and closed on its issue', { timeout: 240_000 }, async () => {
  using bot = feature();
  const bare = join(bot.path, '../server.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  bot.git('remote', 'add', 'origin', bare);
  const commands = { actions: 'write', contents: 'read', issues: 'write' } as const;
  await using gh = await startTestGitHub({
    tokens: {
      ...TOKENS,
      ghs_commands: commands,
      ghs_no_actions: { ...commands, actions: 'read' },
    },
    runs: [workflowRun({ id: RUN })],
  });
  gh.onGraphql('AirlockAppend', (variables) => createCommit(bare, variables));
  const patterns = [{ id: 1, name: 'main', type: 'branch' as const }];
  gh.repository.environments.push(environment('production', { reviewers: [], branches: 'custom', patterns }));
  gh.repository.dispatchable[PROMOTE] = ['bundle', 'environment', 'plan'];

  interface Step {
    readonly who?: string;
    readonly token?: string;
    readonly event?: string;
    readonly payload?: object;
  }
  const step = async (action: string, inputs: Readonly<Record<string, string>> = {}, given: Step = {}) => {
    const { who = 'ana', token = 'ghs_write', event = 'push', payload = {} } = given;
    const result = await runStep({
      action: `actions/${action}`,
      workspace: bot.path,
      event,
      payload: { repository: { default_branch: 'main' }, ...payload },
      sha: bot.git('rev-parse', 'HEAD'),
      ref: 'refs/heads/main',
      github: gh,
      inputs,
      token,
      env: { GITHUB_ACTOR: who },
    });
    const path = result.outputs['result'] ?? '';
    const document = path === '' ? null : (JSON.parse(readFileSync(path, 'utf8')) as Answer);
    return { ...result, document };
  };
  const { issues, comments, dispatches } = gh.repository;
  const issueOf = (number: number) => issues.find((one) => one.number === number);
  /** Somebody comments, and the workflow for comments runs. */
  const says = async (
    who: string,
    body: string,
    {
      number = 1,
      token = 'ghs_commands',
      ...given
    }: Partial<Comment> & { number?: number; token?: string } = {},
  ) => {
    comments.push(comment({ issue: number, author: who, body, ...given }));
    const payload = {
      issue: { number, body: issueOf(number)?.body },
      comment: { body, author_association: 'MEMBER', user: { login: who } },
    };
    const result = await step('commands', {}, { who, token, event: 'issue_comment', payload });
    expect(result.code).toBe(0);
    return issueOf(number)?.body ?? '';
  };

  await step('record-live', { environment: 'production', version: '1.0.0' });
  bot.commit({ 'prompts/system.md': 'You answer questions about orders and returns.\n' });
  expect(await step('candidate')).toMatchObject({ code: 0 });
  const planned = await step('protect', { record: 'true' });
  const plan = planned.outputs['plan'] ?? '';
  const short = plan.slice(7, 19);
  expect(planned.document?.['issue']).toBe(1);
  expect(issueOf(1)).toMatchObject({ author: 'github-actions[bot]', state: 'open' });
  expect(issueOf(1)?.title).toMatch(/^Approve bot 1\.0\.0 → \d+\.\d+\.\d+ in production$/u);
  expect(issueOf(1)?.body).toContain(`/airlock approve ${short}`);
  expect(issueOf(1)?.body).toContain('| functional | ✅ pass |');
  expect(issueOf(1)?.body).toContain('| `platform` | 1 | nobody yet | 1 missing |');
  expect(issueOf(1)?.body).toContain('back to `1.0.0`');
  // Whoever writes our marker into an issue of his own has not made a plan's issue of it.
  issues.push({
    ...structuredClone(issues[0] as (typeof issues)[number]),
    id: 9,
    number: 9,
    author: 'mallory',
  });
  await says('kim', `/airlock approve ${short}`, { number: 9 });
  expect(issueOf(9)?.body).not.toContain('@kim');
  expect(dispatches).toEqual([]);

  const unheard: readonly Partial<Comment>[] = [
    { author: 'kim', body: `/airlock approve ${short}`, updatedAt: '2099-01-01T00:00:00Z' },
    { author: 'kim', body: '/airlock approve 0000' },
    { author: 'stranger', body: `/airlock approve ${short}` },
  ];
  for (const one of unheard) comments.push(comment({ issue: 1, ...one }));
  const ignored = await says('acme[bot]', `/airlock approve ${short}`);
  for (const said of ['was edited', 'of another plan', 'without the role', 'of a machine'])
    expect(ignored).toContain(said);
  expect(ignored).toContain('| `platform` | 1 | nobody yet | 1 missing |');
  expect(dispatches).toEqual([]);

  const told = await says('kim', `/airlock approve ${short} as platform`, { token: 'ghs_no_actions' });
  expect(told).toContain('| `platform` | 1 | `@kim` | ✅ |');
  expect(told).toContain(
    `gh workflow run ${PROMOTE} -f bundle=bot -f environment=production -f plan=${plan}`,
  );
  expect(dispatches).toEqual([]);
  const started = await says('lee', `/airlock approve ${short}`);
  const inputs = { bundle: 'bot', environment: 'production', plan };
  expect(dispatches).toEqual([{ workflow: PROMOTE, ref: 'main', inputs, actor: 'github-actions[bot]' }]);
  expect(started).toContain('the promotion was started');

  // The run was started by the last approval, not by a person; other machines still let nothing out.
  expect(
    codesOf({ document: (await step('promote', { plan }, { who: 'acme[bot]' })).document as Answer }),
  ).toEqual(['actor-not-human']);
  expect(await step('promote', { plan }, { who: 'github-actions[bot]' })).toMatchObject({
    code: 0,
    outputs: { outcome: 'done' },
  });
  expect(issueOf(1)?.state).toBe('closed');
  expect(issueOf(1)?.body).toContain('was carried out');
  gh.assertClean();
});

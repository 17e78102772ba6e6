import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOKENS } from '../../github/client.ts';
import { workflowRun } from '../../github/fixtures.ts';
import { startTestGitHub, type TestGitHub } from '../../github/server.ts';
import { createCommit } from '../../ledger/create-commit.ts';
import { gitIn } from '../git.ts';
import { RUN, runStep, type StepResult } from '../runner.ts';
import { type Answer, type Feature, feature } from './feature.ts';

export const ME = 'github-actions[bot]';

/** A feature whose repository is on the test GitHub, and the actions of the release side on it. */
export interface Hosted extends AsyncDisposable {
  readonly bot: Feature;
  readonly gh: TestGitHub;
  step(
    action: string,
    inputs?: Readonly<Record<string, string>>,
    who?: string,
    token?: string,
  ): Promise<StepResult & { readonly document: Answer | null }>;
}

export async function hosted(): Promise<Hosted> {
  const bot = feature();
  const bare = join(bot.path, '../server.git');
  mkdirSync(bare);
  gitIn(bare, 'init', '--quiet', '--bare', '--template=');
  bot.git('remote', 'add', 'origin', bare);
  const gh = await startTestGitHub({
    tokens: { ...TOKENS, ghs_ledger: { contents: 'write' } },
    runs: [workflowRun({ id: RUN })],
  });
  gh.onGraphql('AirlockAppend', (variables) => createCommit(bare, variables));
  gh.onGraphql('Viewer', () => ({ viewer: { login: ME } }));
  return {
    bot,
    gh,
    async step(action, inputs = {}, who = 'kim', token = 'ghs_write') {
      const result = await runStep({
        action: `actions/${action}`,
        workspace: bot.path,
        event: 'push',
        payload: { repository: { default_branch: 'main' } },
        sha: bot.git('rev-parse', 'HEAD'),
        ref: 'refs/heads/main',
        github: gh,
        inputs,
        env: { GITHUB_ACTOR: who },
        token,
      });
      const path = result.outputs['result'] ?? '';
      const document = path === '' ? null : (JSON.parse(readFileSync(path, 'utf8')) as Answer);
      return { ...result, document };
    },
    async [Symbol.asyncDispose]() {
      await gh[Symbol.asyncDispose]();
      bot[Symbol.dispose]();
    },
  };
}

const BETTER = 'You answer questions about orders and returns.\n';

/** 1.0.0 has served, and a version with another prompt serves now. */
export async function served(): Promise<Hosted> {
  const self = await hosted();
  await self.step('record-live', { environment: 'production', version: '1.0.0' });
  self.bot.commit({ 'prompts/system.md': BETTER });
  const second = await self.step('record-live', { environment: 'production', version: '1.1.0' });
  if (second.code !== 0) throw new Error(second.log);
  return self;
}

import { selectBundle } from '../../check/sides.ts';
import { loadConfigs } from '../../config/load.ts';
import type { Policy } from '../../config/policy.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { EXIT, problem, Refusal, refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import {
  applyEnvironment,
  type ComparedEnvironment,
  compareEnvironment,
} from '../../release/apply-environments.ts';
import { wantedEnvironments } from '../../release/environments.ts';
import { environmentsDocument } from '../../report/documents/environments.ts';
import { environmentsText } from '../../report/release/environments-text.ts';
import type { Arguments } from '../arguments.ts';
import { connectedTo } from '../github.ts';
import type { Terminal } from '../io.ts';
import { configChoice, withRepository } from '../session.ts';
import { type Command, common, PLAIN_FORMS, REPOSITORY } from './command.ts';

const ACTIONS = ['plan', 'apply'] as const;

/** Environments as code: the policy says how they are protected. */
export const environmentsCommand: Command = {
  name: 'environments',
  summary: 'compare the environments on GitHub with the policy, or set them',
  usage: 'airlock environments plan|apply [--environment NAME] [--repository OWNER/NAME]',
  options: {
    environment: {
      type: 'string',
      value: 'NAME',
      help: 'only this environment; all of the policy unless given',
    },
    ref: { type: 'string', value: 'REF', help: 'commit whose configuration counts; HEAD unless given' },
    repository: {
      type: 'string',
      value: 'OWNER/NAME',
      help: 'on GitHub, with GITHUB_TOKEN; GITHUB_REPOSITORY unless given',
    },
    ...REPOSITORY,
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 1,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const action = actionOf(args.words[0]);
      const commit = await repository.commit(args.text('ref') ?? 'HEAD');
      const policies = await policiesAt(args, terminal, repository, commit);
      const { client, access } = await connectedTo(args, terminal);
      const { defaultBranchOf, environmentsOn } = await import('../../host/github/environments.ts');
      const [port, defaultBranch] = [environmentsOn(client, access), await defaultBranchOf(client, access)];
      const compared: ComparedEnvironment[] = [];
      for (const name of namesOf(args, policies))
        for (const wanted of wantedEnvironments(policies, name))
          compared.push(
            await (action === 'apply' ? applyEnvironment : compareEnvironment)(port, wanted, defaultBranch),
          );
      const place = { repository: `${access.owner}/${access.repo}`, defaultBranch, commit };
      const document = environmentsDocument(action, place, compared);
      return {
        exit: exitOf(compared),
        text: (palette) => environmentsText(document, palette),
        json: () => document,
      };
    }),
};

function actionOf(word: string | undefined): (typeof ACTIONS)[number] {
  return (
    ACTIONS.find((one) => one === word) ??
    refuse('option-bad-value', {
      found: word ?? 'airlock environments',
      expected: 'plan or apply',
      nearest: nearest(word ?? '', ACTIONS),
    })
  );
}

/** The policies of every bundle: an environment is one, however many bundles go through it. */
async function policiesAt(
  args: Arguments,
  terminal: Terminal,
  repository: GitRepository,
  commit: string,
): Promise<Policy[]> {
  const configs = await loadConfigs(
    repository,
    commit,
    await configChoice(args.text('config'), terminal.cwd, repository),
  );
  if (configs.length === 0)
    throw new Refusal([
      problem('config-not-found', { found: '.github/airlock.yml', expected: 'a configuration' }),
    ]);
  const pairs = selectBundle(
    configs.map((head) => ({ base: null, head })),
    args.text('bundle'),
  );
  return pairs.map(({ head }) => {
    if (head === null || !head.result.ok)
      throw new Refusal(head?.result.ok === false ? head.result.problems : []);
    return head.result.policy;
  });
}

function namesOf(args: Arguments, policies: readonly Policy[]): string[] {
  const given = args.text('environment');
  if (given !== null) return [given];
  return [...new Set(policies.flatMap((one) => [one.environment, ...Object.keys(one.environments)]))];
}

function exitOf(compared: readonly ComparedEnvironment[]): number {
  if (compared.some((one) => one.failed?.why === 'no-answer')) return EXIT.unavailable;
  return compared.some((one) => one.outcome === 'differs') ? EXIT.noGo : EXIT.go;
}

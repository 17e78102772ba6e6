import { collectFacts } from '../../doctor/collect.ts';
import { examine, type Health } from '../../doctor/examine.ts';
import { type Settings, untold } from '../../doctor/settings.ts';
import { engineFacts } from '../../host/engine.ts';
import { workTreeResults } from '../../host/files.ts';
import { EXIT } from '../../problem.ts';
import { doctorText } from '../../report/doctor-text.ts';
import { doctorDocument } from '../../report/documents/doctor.ts';
import { type RepositoryName, repositoryName } from '../github.ts';
import type { Terminal } from '../io.ts';
import { withRepository } from '../session.ts';
import { type Command, common, PLAIN_FORMS } from './command.ts';

const HEALTH_EXIT = {
  sound: EXIT.go,
  weak: EXIT.noGo,
  unknown: EXIT.undecided,
} as const satisfies Record<Health, number>;

/** What is missing or weak in a repository for what Airlock promises. */
export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'audit of workflows, policy and settings, each finding with its mend',
  usage: 'airlock doctor [--ref REF] [--repository OWNER/NAME]',
  options: {
    ref: { type: 'string', value: 'REF', help: 'commit; HEAD unless given' },
    repository: {
      type: 'string',
      value: 'OWNER/NAME',
      help: 'on GitHub, to read its settings with GITHUB_TOKEN; GITHUB_REPOSITORY unless given',
    },
    repo: { type: 'string', value: 'DIR', help: 'repository; the current folder unless given' },
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const commit = await repository.commit(args.text('ref') ?? 'HEAD');
      const name = repositoryName(args.text('repository'), terminal);
      const settings = await settingsOf(name, terminal);
      const results = workTreeResults(repository.workTree);
      const findings = examine(await collectFacts({ repository, results, settings }, commit));
      const document = doctorDocument(
        { commit, repository: name === null ? null : `${name.owner}/${name.repo}` },
        findings,
        await engineFacts(),
      );
      return {
        exit: HEALTH_EXIT[document.health],
        text: (palette) => doctorText(document, findings, palette),
        json: () => document,
      };
    }),
};

/** GitHub is asked where there is a name and a token; its client is loaded only then. */
async function settingsOf(name: RepositoryName | null, { env }: Terminal): Promise<Settings> {
  const token = env['GITHUB_TOKEN'] ?? env['GH_TOKEN'] ?? '';
  if (name === null || token === '') return untold('no-token');
  const { connect } = await import('../../host/github/client.ts');
  const { readSettings } = await import('../../host/github/settings.ts');
  const access = { token, apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com', ...name };
  return readSettings(await connect(access, env), access);
}

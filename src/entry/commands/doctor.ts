import type { Health } from '../../doctor/examine.ts';
import { EXIT } from '../../problem.ts';
import { doctorText } from '../../report/doctor-text.ts';
import { doctored } from '../doctor.ts';
import { repositoryName } from '../github.ts';
import { apiUrlFor, serverFor } from '../server.ts';
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
  usage: 'airlock doctor [--ref REF] [--repository OWNER/NAME] [--host HOST]',
  options: {
    ref: { type: 'string', value: 'REF', help: 'commit; HEAD unless given' },
    repository: {
      type: 'string',
      value: 'OWNER/NAME',
      help: 'on GitHub, to read its settings with GITHUB_TOKEN; GITHUB_REPOSITORY unless given',
    },
    host: {
      type: 'string',
      value: 'HOST',
      help: "GitHub that it is on; the runner's or that of the remote unless given",
    },
    repo: { type: 'string', value: 'DIR', help: 'repository; the current folder unless given' },
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const { env, today } = terminal;
      const { document, findings } = await doctored(repository, {
        ref: args.text('ref') ?? 'HEAD',
        name: repositoryName(args.text('repository'), terminal),
        token: env['GITHUB_TOKEN'] ?? env['GH_TOKEN'] ?? '',
        apiUrl: apiUrlFor(env, await serverFor(args.text('host'), terminal, repository.location)),
        env,
        today,
      });
      return {
        exit: HEALTH_EXIT[document.health],
        text: (palette) => doctorText(document, findings, palette),
        json: () => document,
      };
    }),
};

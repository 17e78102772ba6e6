import { EXIT } from '../../problem.ts';
import { versionsDocument } from '../../report/documents/documents.ts';
import { versionText } from '../../report/version-text.ts';
import { configChoice, withRepository } from '../session.ts';
import { versionsAt } from '../versions.ts';
import { type Command, common, PLAIN_FORMS, REPOSITORY } from './command.ts';

/** Identity of the bundles at one commit. */
export const versionCommand: Command = {
  name: 'version',
  summary: 'digest, components and version of a bundle',
  usage: 'airlock version [--ref REF]',
  options: {
    ref: { type: 'string', value: 'REF', help: 'commit; HEAD unless given' },
    ...REPOSITORY,
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const documents = await versionsAt(repository, repository.history, {
        commit: await repository.commit(args.text('ref') ?? 'HEAD'),
        config: await configChoice(args.text('config'), terminal.cwd, repository),
        bundle: args.text('bundle'),
        today: terminal.today,
        pull: null,
      });
      return {
        exit: EXIT.go,
        text: (palette) => documents.map((document) => versionText(document, palette)).join('\n'),
        json: () => (documents.length === 1 ? documents[0] : versionsDocument(documents)),
      };
    }),
};

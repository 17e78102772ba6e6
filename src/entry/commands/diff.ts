import { engineFacts } from '../../host/engine.ts';
import { EXIT, refuse } from '../../problem.ts';
import { diffText } from '../../report/diff-text.ts';
import { diffDocument } from '../../report/documents/documents.ts';
import { runCheck, withRepository } from '../session.ts';
import { type Command, common, PLAIN_FORMS, REPOSITORY } from './command.ts';

/** What a change means, component by component. */
export const diffCommand: Command = {
  name: 'diff',
  summary: 'semantic difference, component by component',
  usage: 'airlock diff --base REF [--head REF]',
  options: {
    base: { type: 'string', value: 'REF', help: 'what the change is compared with' },
    head: { type: 'string', value: 'REF', help: 'the change; HEAD unless given' },
    ...REPOSITORY,
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const base = await repository.commit(
        args.text('base') ?? refuse('option-missing', { expected: '--base REF' }),
      );
      const head = await repository.commit(args.text('head') ?? 'HEAD');
      const results = await runCheck(args, terminal, repository, {
        base,
        head,
        moment: 'pull_request',
        evidence: false,
      });
      const engine = await engineFacts();
      const documents = results.map((result) => diffDocument(result, engine));
      return {
        exit: EXIT.go,
        text: (palette) => results.map((result) => diffText(result, palette)).join('\n'),
        json: () =>
          documents.length === 1 ? documents[0] : { schema: 'airlock.diffs/1', bundles: documents },
      };
    }),
};

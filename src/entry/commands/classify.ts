import { engineFacts } from '../../host/engine.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { EXIT } from '../../problem.ts';
import { riskDocument, risksDocument } from '../../report/documents/documents.ts';
import { riskText } from '../../report/risk-text.ts';
import { runCheck, withRepository } from '../session.ts';
import { type Command, common, PLAIN_FORMS, REPOSITORY } from './command.ts';

/** The risk class of a change and the evidence it asks for, before any model is called. */
export const classifyCommand: Command = {
  name: 'classify',
  summary: 'risk tier and findings of a change, and the evidence it needs',
  usage: 'airlock classify [--base REF] [--head REF]',
  options: {
    base: {
      type: 'string',
      value: 'REF',
      help: 'what the change is compared with; the first parent of the head unless given',
    },
    head: { type: 'string', value: 'REF', help: 'the change; HEAD unless given' },
    ...REPOSITORY,
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const head = await repository.commit(args.text('head') ?? 'HEAD');
      const base = await repository.commit(args.text('base') ?? (await before(repository, head)));
      const results = await runCheck(args, terminal, repository, {
        base,
        head,
        moment: 'pull_request',
        evidence: false,
        versions: false,
      });
      const engine = await engineFacts();
      const documents = results.map((result) => riskDocument(result, engine));
      return {
        exit: EXIT.go,
        text: (palette) => results.map((result) => riskText(result, palette)).join('\n'),
        json: () => (documents.length === 1 ? documents[0] : risksDocument(documents)),
      };
    }),
};

/** A first commit has nothing before it: it is compared with itself. */
async function before({ history }: GitRepository, head: string): Promise<string> {
  const [parent] = await history.parents(head);
  return parent ?? head;
}

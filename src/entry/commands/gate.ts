import { engineFacts } from '../../host/engine.ts';
import { gatesDocument } from '../../report/documents/documents.ts';
import { nextSteps } from '../../report/next.ts';
import { runCheck, withRepository } from '../session.ts';
import { checkAnswer, OUTCOME_EXIT, worstExit } from './check.ts';
import { type Command, common, EVIDENCE, REPORT_FORMS, REPOSITORY } from './command.ts';

/** The gates alone: results against policy, whatever changed. */
export const gateCommand: Command = {
  name: 'gate',
  summary: 'the gates alone, on results that are at hand',
  usage: 'airlock gate [--evidence NAME=FILE]… [--baseline NAME=FILE]… [--base REF] [--head REF]',
  options: {
    base: { type: 'string', value: 'REF', help: 'where the policy is read; the head unless given' },
    head: { type: 'string', value: 'REF', help: 'commit of the candidate; HEAD unless given' },
    ...EVIDENCE,
    ...REPOSITORY,
    ...common(REPORT_FORMS),
  },
  forms: REPORT_FORMS,
  words: 0,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const head = await repository.commit(args.text('head') ?? 'HEAD');
      const base = await repository.commit(args.text('base') ?? head);
      const results = await runCheck(args, terminal, repository, {
        base,
        head,
        moment: 'pull_request',
        evidence: true,
      });
      const engine = await engineFacts();
      const documents = results.map((result) => gatesDocument(result, engine, nextSteps(result)));
      return {
        ...checkAnswer(results, engine),
        exit: worstExit(results.map((result) => OUTCOME_EXIT[result.decision.outcome])),
        json: () =>
          documents.length === 1 ? documents[0] : { schema: 'airlock.gates-of/1', bundles: documents },
      };
    }),
};

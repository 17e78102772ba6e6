import type { CheckResult } from '../../check.ts';
import { engineFacts } from '../../host/engine.ts';
import { EXIT } from '../../problem.ts';
import { type Engine, gatesDocument } from '../../report/documents/documents.ts';
import { nextSteps } from '../../report/next.ts';
import { writeFlipped } from '../flipped.ts';
import { runCheck, withRepository } from '../session.ts';
import { checkAnswer, drawnPast, OUTCOME_EXIT, worstExit } from './check.ts';
import { type Answer, type Command, common, EVIDENCE, FLIPPED, REPORT_FORMS, REPOSITORY } from './command.ts';

/** The gates alone: results against policy, whatever changed. */
export const gateCommand: Command = {
  name: 'gate',
  summary: 'the gates alone, on results that are at hand',
  usage:
    'airlock gate [--evidence NAME=FILE]… [--baseline NAME=FILE]… [--base REF] [--head REF] [--self-test]',
  options: {
    base: { type: 'string', value: 'REF', help: 'where the policy is read; the head unless given' },
    head: { type: 'string', value: 'REF', help: 'commit of the candidate; HEAD unless given' },
    'self-test': {
      type: 'boolean',
      help: 'how often these gates cry for nothing, and how often they miss what was put in on purpose',
    },
    ...EVIDENCE,
    ...FLIPPED,
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
      await writeFlipped(args, terminal, results);
      if (args.flag('self-test')) return selfTestAnswer(results, engine);
      const documents = results.map((result) => gatesDocument(result, engine, nextSteps(result)));
      return {
        ...checkAnswer(results, engine, await drawnPast(args, repository, results)),
        exit: worstExit(results.map((result) => OUTCOME_EXIT[result.decision.outcome])),
        json: () => gatesOf(documents),
      };
    }),
};

function gatesOf(documents: readonly ReturnType<typeof gatesDocument>[]) {
  return documents.length === 1 ? documents[0] : { schema: 'airlock.gates-of/1', bundles: documents };
}

/** What the gates are worth. It judges nobody: whatever it finds, it succeeds. */
async function selfTestAnswer(results: readonly CheckResult[], engine: Engine): Promise<Answer> {
  const { selfTests } = await import('../../gates/self-test/self-test.ts');
  const { selfTestText } = await import('../../report/self-test-text.ts');
  const tests = selfTests(
    results.map((result) => ({
      policy: result.rules,
      evidence: new Map(result.evidence.map(({ name, state }) => [name, state])),
      mixes: result.production?.mixes ?? {},
      seed: result.head.bundle.digest,
    })),
  );
  const tested = results.flatMap((result, i) => {
    const test = tests[i];
    return test === undefined ? [] : [{ result, test }];
  });
  return {
    exit: EXIT.go,
    text: (palette) =>
      tested.map(({ result, test }) => selfTestText(result.head.bundle.name, test, palette)).join('\n'),
    html: async () =>
      (await import('../../report/html/self-test-page.ts')).selfTestHtml(
        tested.map(({ result, test }) => ({ bundle: result.head.bundle.name, test })),
        engine,
      ),
    json: () =>
      gatesOf(
        tested.map(({ result, test }) => ({
          ...gatesDocument(result, engine, nextSteps(result)),
          selfTest: test,
        })),
      ),
  };
}

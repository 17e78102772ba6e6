import type { PastResult } from '../../check/past.ts';
import type { CheckResult } from '../../check.ts';
import { engineFacts } from '../../host/engine.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { EXIT, refuse } from '../../problem.ts';
import { reportMarkdown } from '../../report/comment.ts';
import { checkDocument, checksDocument } from '../../report/documents/documents.ts';
import { nextSteps } from '../../report/next.ts';
import { sarifLog } from '../../report/sarif.ts';
import { reportText } from '../../report/text.ts';
import { reportView } from '../../report/view.ts';
import type { Arguments } from '../arguments.ts';
import { writeFlipped } from '../flipped.ts';
import { runCheck, withRepository } from '../session.ts';
import { knownResults } from '../store.ts';
import { type Answer, type Command, common, EVIDENCE, FLIPPED, REPORT_FORMS, REPOSITORY } from './command.ts';

/** The main job: version, change, risk, gates, decision. */
export const checkCommand: Command = {
  name: 'check',
  summary: 'version, change, risk, gates and decision for a change',
  usage:
    'airlock check --base REF [--head REF] [--evidence NAME=FILE]… [--baseline NAME=FILE]… [--pack FILE]',
  options: {
    base: { type: 'string', value: 'REF', help: 'what the change is compared with' },
    head: { type: 'string', value: 'REF', help: 'the change; HEAD unless given' },
    ...EVIDENCE,
    ...FLIPPED,
    pack: {
      type: 'string',
      value: 'FILE',
      help: 'also write an evidence pack; airlock verify FILE checks it',
    },
    ...REPOSITORY,
    ...common(REPORT_FORMS),
  },
  forms: REPORT_FORMS,
  words: 0,
  run: (args, terminal) =>
    withRepository(args, terminal, async (repository) => {
      const base = args.text('base') ?? refuse('option-missing', { expected: '--base REF' });
      const commits = {
        base: await repository.commit(base),
        head: await repository.commit(args.text('head') ?? 'HEAD'),
      };
      const results = await runCheck(args, terminal, repository, {
        ...commits,
        moment: 'pull_request',
        evidence: true,
      });
      const engine = await engineFacts();
      await writeFlipped(args, terminal, results);
      const pack = args.text('pack');
      if (pack !== null) await (await import('../packs.ts')).writePack(results, engine, pack, terminal);
      return checkAnswer(results, engine, await drawnPast(args, repository, results));
    }),
};

/** Earlier releases, where they will be drawn: no other form shows them. */
export async function drawnPast(
  args: Arguments,
  repository: GitRepository,
  results: readonly CheckResult[],
): Promise<readonly (readonly PastResult[])[]> {
  if (args.text('format') !== 'html') return [];
  const { recordings } = await knownResults(repository);
  return (await import('../past.ts')).pastOf(recordings, results);
}

/** A check in all its forms; of several bundles the worst decides. */
export function checkAnswer(
  results: readonly CheckResult[],
  engine: Awaited<ReturnType<typeof engineFacts>>,
  past: readonly (readonly PastResult[])[] = [],
): Answer {
  const views = results.map((result) => reportView(result));
  return {
    exit: worstExit(results.map((result) => OUTCOME_EXIT[result.decision.outcome])),
    text: (palette) => views.map((view) => reportText(view, palette)).join('\n'),
    markdown: () => views.map((view) => reportMarkdown(view)).join('\n\n'),
    html: async () => (await import('../../report/html/page.ts')).reportHtml(results, engine, past),
    sarif: () => sarifLog(results, engine),
    json: () => {
      const documents = results.map((result) => checkDocument(result, engine, nextSteps(result)));
      return documents.length === 1 ? documents[0] : checksDocument(documents);
    },
  };
}

export const OUTCOME_EXIT = { go: EXIT.go, 'no-go': EXIT.noGo, undecided: EXIT.undecided } as const;

const SEVERITY = [EXIT.fault, EXIT.unavailable, EXIT.usage, EXIT.noGo, EXIT.undecided, EXIT.go] as const;

/** Over several bundles: 70, 69, 64, 1, 2, 0. */
export function worstExit(exits: readonly number[]): number {
  return SEVERITY.find((exit) => exits.includes(exit)) ?? EXIT.go;
}

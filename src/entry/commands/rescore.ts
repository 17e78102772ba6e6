import { environmentOf } from '../../config/policy.ts';
import { isComposed, pairOf, releaseOf } from '../../ledger/state.ts';
import { EXIT, refuse } from '../../problem.ts';
import { because } from '../../release/reason.ts';
import { rescore } from '../../release/rescore.ts';
import { changedDocument, refusedDocument } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import { pairsOf } from '../arguments.ts';
import { whoActs, withLedger } from '../ledger.ts';
import { rescoredOf } from '../release/evidence.ts';
import { changedExit } from '../release/exit.ts';
import { gradeHere } from '../release/grade.ts';
import { judge, NO_RESULTS } from '../release/judge.ts';
import { subjectAt } from '../release/subject.ts';
import { namedSources } from '../session.ts';
import { type Command, EVIDENCE, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';

/** What is live has results of a suite or judge that changed since: candidates are compared with these from now on. */
export const rescoreCommand: Command = {
  name: 'rescore',
  summary: 'record results of a changed suite or judge for what is live, as the new baseline',
  usage: 'airlock rescore --evidence NAME=FILE…',
  options: {
    evidence: { ...EVIDENCE['evidence'], type: 'string', help: 'results of what is live; may be repeated' },
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const { repository, store, opened } = desk;
      const given = pairsOf(args, 'evidence');
      if (given.size === 0) refuse('option-missing', { expected: '--evidence NAME=FILE' });
      const subject = await subjectAt(desk, 'HEAD');
      const { bundle, environment, policy } = subject;
      const where = { bundle, environment };
      const { live } = pairOf(opened.state, bundle, environment);
      const served = live === null ? null : releaseOf(opened.state, bundle, live.digest);
      const refusal = (reason: ReturnType<typeof because>) => {
        const document = refusedDocument('rescore', where, [reason]);
        return {
          exit: EXIT.noGo,
          text: (palette: Parameters<typeof changedText>[1]) => changedText(document, palette),
          json: () => document,
        };
      };
      if (served === null) return refusal(because('nothing-live', { environment }));
      const { commit, digest } = served;
      if (!(await repository.holds(commit))) return refusal(because('commit-missing', { commit }));
      const result = await judge(desk, subject, {
        head: commit,
        evidence: await namedSources(given, terminal.cwd),
        results: NO_RESULTS,
        kept: false,
        purposes: null,
      });
      const found = result.head.bundle.digest;
      if (!isComposed(served) && found !== digest)
        return refusal(because('digest-differs', { recorded: digest, found }));
      const changed = await rescore(
        { ledger: store, now: terminal.now },
        {
          ...where,
          ...(await whoActs(desk)),
          ...rescoredOf(result, policy),
          live: digest,
          grade: gradeHere(terminal, subject.commit).grade,
          attempts: environmentOf(policy, environment).attempts,
        },
      );
      const document = changedDocument('rescore', where, changed);
      return {
        exit: changedExit(changed),
        text: (palette) => changedText(document, palette),
        json: () => document,
      };
    }),
};

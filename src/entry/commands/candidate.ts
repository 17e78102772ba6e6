import { workTreeResults } from '../../host/files.ts';
import { tagVersion } from '../../host/git/tag.ts';
import { recordCandidate } from '../../release/recording.ts';
import { candidateDocument } from '../../report/documents/release.ts';
import { candidateText } from '../../report/release/candidate-text.ts';
import { pairsOf } from '../arguments.ts';
import { ACTOR, ENVIRONMENT, LEDGER, whoActs, withLedger } from '../ledger.ts';
import { gradeOf } from '../release/grade.ts';
import { judge } from '../release/judge.ts';
import { releaseOf } from '../release/release.ts';
import { subjectAt } from '../release/subject.ts';
import { namedSources } from '../session.ts';
import { OUTCOME_EXIT } from './check.ts';
import { type Command, common, EVIDENCE, PLAIN_FORMS, REPOSITORY } from './command.ts';

/** Records a merged commit as something that could be released, judged against what is live. */
export const candidateCommand: Command = {
  name: 'candidate',
  summary: 'judge a merged commit against what is live, and record it as releasable or not',
  usage: 'airlock candidate [--ref REF] [--evidence NAME=FILE]…',
  options: {
    ref: { type: 'string', value: 'REF', help: 'commit; HEAD unless given' },
    evidence: EVIDENCE['evidence'] ?? { type: 'string', help: '' },
    ...ENVIRONMENT,
    ...ACTOR,
    ...LEDGER,
    ...REPOSITORY,
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const { repository, store, opened } = desk;
      const subject = await subjectAt(desk, args.text('ref') ?? 'HEAD');
      const result = await judge(desk, subject, {
        head: subject.commit,
        evidence: await namedSources(pairsOf(args, 'evidence'), terminal.cwd),
        results: workTreeResults(repository.workTree),
        kept: false,
      });
      const grade = gradeOf(terminal, subject.commit);
      const made = await releaseOf(result, subject.policy, opened.state, { grade, version: null });
      const changed = await recordCandidate(
        { ledger: store, now: terminal.now },
        { bundle: subject.bundle, ...(await whoActs(desk)), ...made },
      );
      const { release } = made;
      if (release.outcome !== 'no-go')
        await tagVersion(repository.location, { bundle: subject.bundle, ...release });
      const document = candidateDocument(subject, release, changed, result);
      return {
        exit: OUTCOME_EXIT[release.outcome],
        text: (palette) => candidateText(document, result, palette),
        json: () => document,
      };
    }),
};

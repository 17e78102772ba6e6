import { workTreeResults } from '../../host/files.ts';
import { tagVersion } from '../../host/git/tag.ts';
import type { Part } from '../../ledger/entry.ts';
import type { Release } from '../../ledger/shapes.ts';
import { pairOf, releaseOf as recordedOf } from '../../ledger/state.ts';
import { refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import { recordCandidate } from '../../release/recording.ts';
import { revertOf } from '../../release/revert.ts';
import { SCOPE_KINDS } from '../../release/target.ts';
import { candidateDocument } from '../../report/documents/release.ts';
import { candidateText } from '../../report/release/candidate-text.ts';
import { pairsOf } from '../arguments.ts';
import { type Desk, whoActs, withLedger } from '../ledger.ts';
import { gradeOf } from '../release/grade.ts';
import { judge } from '../release/judge.ts';
import { underNamesOfToday } from '../release/names.ts';
import { refusal } from '../release/refusal.ts';
import { releaseOf } from '../release/release.ts';
import { type Subject, subjectAt } from '../release/subject.ts';
import { namedSources } from '../session.ts';
import { OUTCOME_EXIT } from './check.ts';
import { type Command, EVIDENCE, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';

/** Records a merged commit as something that could be released, judged against what is live. */
export const candidateCommand: Command = {
  name: 'candidate',
  summary: 'judge a merged commit against what is live, and record it as releasable or not',
  usage: 'airlock candidate [--ref REF] [--revert model|policy|routing] [--evidence NAME=FILE]…',
  options: {
    ref: { type: 'string', value: 'REF', help: 'commit; HEAD unless given' },
    revert: {
      type: 'string',
      value: 'PART',
      help: 'the results are of this commit with model, policy or routing as it is live: makes that rollback ready',
    },
    evidence: EVIDENCE['evidence'] ?? { type: 'string', help: '' },
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (found) => {
      const subject = await subjectAt(found, args.text('ref') ?? 'HEAD');
      const desk = await underNamesOfToday(found, subject);
      if ('reasons' in desk) return refusal('candidate', subject, desk.reasons);
      const { repository, store, opened } = desk;
      const result = await judge(desk, subject, {
        head: subject.commit,
        evidence: await namedSources(pairsOf(args, 'evidence'), terminal.cwd),
        results: workTreeResults(repository.workTree),
        kept: false,
        purposes: null,
      });
      const grade = gradeOf(terminal, subject.commit);
      const part = partOf(args.text('revert'));
      const whole = await releaseOf(result, subject.policy, opened.state, { grade, version: null });
      const made =
        part === null ? whole : { ...whole, release: reverted(desk, subject, whole.release, part) };
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

const PARTS = Object.keys(SCOPE_KINDS) as Part[];

function partOf(word: string | null): Part | null {
  if (word === null) return null;
  return (
    PARTS.find((part) => part === word) ??
    refuse('option-bad-value', {
      found: `--revert ${word}`,
      expected: `one of ${PARTS.join(', ')}`,
      nearest: nearest(word, PARTS),
    })
  );
}

/** The commit with one part as it is live. */
function reverted(
  { opened }: Desk,
  { bundle, environment }: Subject,
  candidate: Release,
  part: Part,
): Release {
  const { live } = pairOf(opened.state, bundle, environment);
  const served = live === null ? null : recordedOf(opened.state, bundle, live.digest);
  const found = served === null ? null : revertOf(bundle, candidate, served, part);
  if (found === null)
    refuse('option-bad-value', {
      found: `--revert ${part}`,
      expected: `a commit that differs from what is live in its ${part}, and elsewhere too`,
    });
  return found;
}

import { workTreeResults } from '../../host/files.ts';
import { contains } from '../../host/git/newer.ts';
import { pullOf } from '../../host/git/pull.ts';
import type { Part } from '../../ledger/entry.ts';
import type { Release } from '../../ledger/shapes.ts';
import { pairOf, releaseOf as recordedOf } from '../../ledger/state.ts';
import { EXIT, refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import { recordCandidate } from '../../release/recording.ts';
import { revertOf } from '../../release/revert.ts';
import { SCOPE_KINDS } from '../../release/target.ts';
import { candidateDocument, supersededDocument } from '../../report/documents/release.ts';
import { candidateText } from '../../report/release/candidate-text.ts';
import { reasonText } from '../../report/release/reason-text.ts';
import { pairsOf } from '../arguments.ts';
import { type Desk, whoActs, withLedger } from '../ledger.ts';
import { gradeHere } from '../release/grade.ts';
import { judge } from '../release/judge.ts';
import { underNamesOfToday } from '../release/names.ts';
import { type CandidatePack, PACK, packFiles, writeCandidatePack } from '../release/pack.ts';
import { refusal } from '../release/refusal.ts';
import { keepReleasable } from '../release/releasable.ts';
import { releaseOf } from '../release/release.ts';
import { replacedAt } from '../release/replaced.ts';
import { type Subject, subjectAt } from '../release/subject.ts';
import { tagRecorded } from '../release/tag.ts';
import { namedSources } from '../session.ts';
import { OUTCOME_EXIT } from './check.ts';
import { type Command, PLAIN_FORMS, RESULTS } from './command.ts';
import { ACTS } from './ledger-command.ts';

/** Records a merged commit as something that could be released, judged against what is live. */
export const candidateCommand: Command = {
  name: 'candidate',
  summary: 'judge a merged commit against what is live, and record it as releasable or not',
  usage:
    'airlock candidate [--ref REF] [--revert model|policy|routing] [--evidence NAME=FILE]… [--baseline NAME=FILE]… [--pack FILE]',
  options: {
    ref: { type: 'string', value: 'REF', help: 'commit; HEAD unless given' },
    revert: {
      type: 'string',
      value: 'PART',
      help: 'the results are of this commit with model, policy or routing as it is live: makes that rollback ready',
    },
    ...RESULTS,
    ...PACK,
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (found) => {
      const { subject, head, isReplaced } = await namedCommit(found, args.text('ref'));
      const desk = await underNamesOfToday(found, subject);
      if ('reasons' in desk) return refusal('candidate', subject, desk.reasons);
      const { repository, store, opened } = desk;
      const temp = terminal.env['RUNNER_TEMP'] ?? null;
      const result = await judge(desk, subject, {
        head,
        evidence: await namedSources(pairsOf(args, 'evidence'), terminal.cwd, temp),
        baselines: await namedSources(pairsOf(args, 'baseline'), terminal.cwd, temp),
        results: workTreeResults(repository.workTree),
        kept: false,
        purposes: null,
      });
      const graded = gradeHere(terminal, head, isReplaced);
      const part = partOf(args.text('revert'));
      const files = packFiles(args, part);
      const whole = await releaseOf(repository, result, subject.policy, opened.state, {
        ...graded,
        version: null,
        pull: await pullOf(repository.location, head),
        isReplaced,
      });
      const made =
        part === null ? whole : { ...whole, release: reverted(desk, subject, whole.release, part) };
      // What is recorded can be proved from the pack: it is written before anything is.
      const pack = await writeCandidatePack(desk, files, { ...result, version: whole.release.version });
      const release = { ...made.release, pack: keptPack(pack) };
      const changed = await recordCandidate(
        { ledger: store, now: terminal.now },
        { bundle: subject.bundle, ...(await whoActs(desk)), ...made, release },
        // Who names a commit means that one.
        args.text('ref') === null && part === null
          ? (other) => contains(repository.location, other, subject.commit)
          : null,
      );
      if (changed.kind === 'refused') {
        const document = supersededDocument(subject, release, changed);
        return {
          exit: EXIT.go,
          text: (palette) => `${document.reasons.flatMap((one) => reasonText(one, palette)).join('\n')}\n`,
          json: () => document,
        };
      }
      const isOfMain = part === null && !isReplaced;
      const issue = isOfMain ? await keepReleasable(terminal, subject, changed.state, result) : null;
      const tag =
        release.outcome === 'no-go' ? null : await tagRecorded(desk, { bundle: subject.bundle, ...release });
      const facts = { whyNotHigher: graded.whyNotHigher, pack, tag, issue };
      const document = candidateDocument(subject, release, changed, result, facts);
      return {
        exit: OUTCOME_EXIT[release.outcome],
        text: (palette) => candidateText(document, result, palette),
        json: () => document,
      };
    }),
};

interface Named {
  readonly subject: Subject;
  /** The commit that is judged. */
  readonly head: string;
  readonly isReplaced: boolean;
}

/** A merged commit is judged beside its own configuration; what a machine made of what is live, by that of today. */
async function namedCommit(desk: Desk, ref: string | null): Promise<Named> {
  if (ref !== null) {
    const today = await subjectAt(desk, 'HEAD');
    const head = await replacedAt(desk, today, ref);
    if (head !== null) return { subject: today, head, isReplaced: true };
  }
  const subject = await subjectAt(desk, ref ?? 'HEAD');
  return { subject, head: subject.commit, isReplaced: false };
}

function keptPack(pack: CandidatePack | null): Release['pack'] {
  return pack === null || pack.kept === null ? null : { sha256: pack.sha256, kept: pack.kept };
}

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

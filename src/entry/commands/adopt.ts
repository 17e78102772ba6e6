import { workTreeResults } from '../../host/files.ts';
import { refuse } from '../../problem.ts';
import { adopt } from '../../release/recording.ts';
import { changedDocument } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import { pairsOf } from '../arguments.ts';
import { ACTOR, whoActs, withLedger } from '../ledger.ts';
import { changedExit } from '../release/exit.ts';
import { gradeHere } from '../release/grade.ts';
import { judge } from '../release/judge.ts';
import { underNamesOfToday } from '../release/names.ts';
import { refusal } from '../release/refusal.ts';
import { releaseOf } from '../release/release.ts';
import { subjectAt } from '../release/subject.ts';
import { tagRecorded } from '../release/tag.ts';
import { namedSources } from '../session.ts';
import { type Command, EVIDENCE, PLAIN_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** Records what already serves: a baseline for everything after it, without giving up one's own way of deploying. */
export const adoptCommand: Command = {
  name: 'adopt',
  summary: 'record what already runs in an environment',
  usage: 'airlock adopt --environment NAME [--ref REF] [--version V] [--evidence NAME=FILE]…',
  options: {
    environment: { type: 'string', value: 'NAME', help: 'where it runs' },
    ref: { type: 'string', value: 'REF', help: 'commit that runs there; HEAD unless given' },
    version: { type: 'string', value: 'V', help: 'semantic version that it is known by' },
    reason: { type: 'string', value: 'TEXT', help: 'why it is recorded' },
    evidence: EVIDENCE['evidence'] ?? { type: 'string', help: '' },
    ...ACTOR,
    ...READS_LEDGER,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (found) => {
      const environment =
        args.text('environment') ?? refuse('option-missing', { expected: '--environment NAME' });
      const subject = await subjectAt(found, args.text('ref') ?? 'HEAD');
      const desk = await underNamesOfToday(found, subject);
      if ('reasons' in desk) return refusal('adopt', subject, desk.reasons);
      const { repository, store, opened } = desk;
      const result = await judge(desk, subject, {
        head: subject.commit,
        evidence: await namedSources(pairsOf(args, 'evidence'), terminal.cwd),
        results: workTreeResults(repository.workTree),
        kept: false,
        purposes: null,
      });
      const made = await releaseOf(repository, result, subject.policy, opened.state, {
        ...gradeHere(terminal, subject.commit),
        version: args.text('version'),
      });
      const { bundle } = subject;
      const reason = args.text('reason') ?? 'It runs already.';
      const changed = await adopt(
        { ledger: store, now: terminal.now },
        { bundle, environment, ...(await whoActs(desk)), ...made, reason },
      );
      if (changed.kind === 'done') await tagRecorded(desk, { bundle, ...made.release });
      const document = changedDocument('adopt', { bundle, environment }, changed);
      return {
        exit: changedExit(changed),
        text: (palette) => changedText(document, palette),
        json: () => document,
      };
    }),
};

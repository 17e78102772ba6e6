import { EXIT, refuse } from '../../problem.ts';
import { drill } from '../../release/drill.ts';
import { because } from '../../release/reason.ts';
import { changedDocument, refusedDocument } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import { ACTOR, whoActs, withLedger } from '../ledger.ts';
import { deployerOf } from '../release/deployer.ts';
import { changedExit } from '../release/exit.ts';
import { subjectAt } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** Exercises the way back where no customers are. */
export const drillCommand: Command = {
  name: 'drill',
  summary: 'go the way back once and return, in an environment without customers',
  usage: 'airlock drill --environment NAME',
  options: {
    environment: { type: 'string', value: 'NAME', help: 'where; never the one that is the baseline' },
    ...ACTOR,
    ...READS_LEDGER,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const environment =
        args.text('environment') ?? refuse('option-missing', { expected: '--environment NAME' });
      const subject = await subjectAt(desk, 'HEAD');
      const { bundle, policy } = subject;
      if (environment === policy.environment) {
        const document = refusedDocument('drill', { bundle, environment }, [
          because('drill-in-production', { environment }),
        ]);
        return { exit: EXIT.noGo, text: (palette) => changedText(document, palette), json: () => document };
      }
      const changed = await drill(
        { ledger: desk.store, now: terminal.now, deployer: await deployerOf(desk, subject) },
        { bundle, environment, ...(await whoActs(desk)) },
      );
      const document = changedDocument('drill', { bundle, environment }, changed);
      return {
        exit: changedExit(changed),
        text: (palette) => changedText(document, palette),
        json: () => document,
      };
    }),
};

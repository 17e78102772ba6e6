import { refuse } from '../../problem.ts';
import { remediate } from '../../release/remediate.ts';
import { changedDocument } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import { whoActs, withLedger } from '../ledger.ts';
import { changedExit } from '../release/exit.ts';
import { bundleOf, environmentOfBundle } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { numberOf } from './hold.ts';
import { ACTS } from './ledger-command.ts';
import { reasonOf } from './rollback.ts';

/** What a bad version left downstream, item by item until nothing is open. */
export const remediateCommand: Command = {
  name: 'remediate',
  summary: 'what rollbacks left to be made good; with an item, that it is done',
  usage: 'airlock remediate [ITEM --done TEXT] [--of N]',
  options: {
    done: { type: 'string', value: 'TEXT', help: 'what was done; at most 500 characters' },
    of: { type: 'string', value: 'N', help: 'which worklist, where several have the item open' },
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 1,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const bundle = bundleOf(desk);
      const environment = environmentOfBundle(desk, bundle);
      const [item] = args.words;
      if (item === undefined && args.text('done') !== null)
        refuse('option-missing', { expected: 'airlock remediate ITEM --done TEXT' });
      const changed =
        item === undefined
          ? ({ kind: 'done', state: desk.opened.state, already: true } as const)
          : await remediate(
              { ledger: desk.store, now: terminal.now },
              {
                bundle,
                environment,
                ...(await whoActs(desk)),
                item,
                mitigated: numberOf(args.text('of'), '--of', 'the number of a worklist'),
                reason: reasonOf(args.text('done'), '--done TEXT'),
              },
            );
      const document = changedDocument('remediate', { bundle, environment }, changed);
      return {
        exit: changedExit(changed),
        text: (palette) => changedText(document, palette),
        json: () => document,
      };
    }),
};

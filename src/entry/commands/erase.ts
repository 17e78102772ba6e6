import { refuse } from '../../problem.ts';
import { erase } from '../../release/erase.ts';
import { changedDocument } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import { whoActs, withLedger } from '../ledger.ts';
import { changedExit } from '../release/exit.ts';
import { bundleOf, environmentOfBundle } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';
import { reasonOf } from './rollback.ts';

/** Takes kept results out of the ledger; the chain stays whole. */
export const eraseCommand: Command = {
  name: 'erase',
  summary: 'take kept results out of the ledger, for good; the chain stays whole',
  usage: 'airlock erase EVIDENCE@VERSION|SHA256 --reason TEXT',
  options: { reason: { type: 'string', value: 'TEXT', help: 'why; at most 500 characters' }, ...ACTS },
  forms: PLAIN_FORMS,
  words: 1,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const scores =
        args.words[0] ?? refuse('option-missing', { expected: 'airlock erase EVIDENCE@VERSION' });
      const reason = reasonOf(args.text('reason'));
      const bundle = bundleOf(desk);
      const environment = environmentOfBundle(desk, bundle);
      const act = { bundle, environment, ...(await whoActs(desk)), scores, reason };
      const changed = await erase({ ledger: desk.store, now: terminal.now }, act);
      const document = changedDocument('erase', { bundle, environment }, changed);
      return {
        exit: changedExit(changed),
        text: (palette) => changedText(document, palette),
        json: () => document,
      };
    }),
};

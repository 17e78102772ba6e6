import { pairOf } from '../../ledger/state.ts';
import { EXIT, refuse } from '../../problem.ts';
import { sayTo } from '../../release/approve.ts';
import { because } from '../../release/reason.ts';
import { changedDocument, refusedDocument } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import { whoActs, withLedger } from '../ledger.ts';
import { changedExit } from '../release/exit.ts';
import { bundleOf, environmentOfBundle } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';
import { reasonOf } from './rollback.ts';

/** A person's word on a recorded plan, for those who do not approve on GitHub. */
export const approveCommand: Command = {
  name: 'approve',
  summary: 'approve a recorded plan, or reject it',
  usage: 'airlock approve PLAN [--role ROLE] [--reject TEXT]',
  options: {
    role: {
      type: 'string',
      value: 'ROLE',
      help: 'role that you answer in; the first that you have unless given',
    },
    reject: { type: 'string', value: 'TEXT', help: 'say no, and why' },
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 1,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const given = args.words[0] ?? refuse('option-missing', { expected: 'airlock approve PLAN' });
      const bundle = bundleOf(desk);
      const environment = environmentOfBundle(desk, bundle);
      const digits = given.replace(/^sha256:/u, '');
      const plans = pairOf(desk.opened.state, bundle, environment).plans.filter((one) =>
        one.plan.slice('sha256:'.length).startsWith(digits),
      );
      const [plan, other] = plans;
      if (plan === undefined || other !== undefined || digits.length < 4) {
        const document = refusedDocument('approve', { bundle, environment }, [
          because('unknown-plan', { plan: given }),
        ]);
        return { exit: EXIT.noGo, text: (palette) => changedText(document, palette), json: () => document };
      }
      const reject = args.text('reject');
      const changed = await sayTo(
        { ledger: desk.store, now: terminal.now },
        {
          bundle,
          environment,
          ...(await whoActs(desk)),
          plan: plan.plan,
          role: args.text('role'),
          rejects: reject === null ? null : reasonOf(reject),
        },
      );
      const document = changedDocument('approve', { bundle, environment }, changed);
      return {
        exit: changedExit(changed),
        text: (palette) => changedText(document, palette),
        json: () => document,
      };
    }),
};

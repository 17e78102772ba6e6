import { environmentOf } from '../../config/policy.ts';
import { pairOf } from '../../ledger/state.ts';
import { EXIT } from '../../problem.ts';
import { reconcile } from '../../release/reconcile.ts';
import {
  type ReconciledOrder,
  reconcileDocument,
  reconciledOrder,
} from '../../report/documents/reconcile.ts';
import { abandonedReason, reconcileText } from '../../report/release/reconcile-text.ts';
import { ACTOR, type Desk, ENVIRONMENT, whoActs, withLedger } from '../ledger.ts';
import { deployerOf } from '../release/deployer.ts';
import { changedExit } from '../release/exit.ts';
import { subjectSomehow } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** Ends what was begun and never ended: finished where it serves what was approved, else taken back. */
export const reconcileCommand: Command = {
  name: 'reconcile',
  summary: 'finish or take back what was begun and never ended',
  usage: 'airlock reconcile [--bundle NAME] [--environment NAME]',
  options: { ...ENVIRONMENT, ...ACTOR, ...READS_LEDGER },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const [bundle, environment] = [args.text('bundle'), args.text('environment')];
      const abandoned = Object.values(desk.opened.state.pairs).filter(
        (pair) =>
          pair.open !== null &&
          (bundle ?? pair.bundle) === pair.bundle &&
          (environment ?? pair.environment) === pair.environment,
      );
      const orders: Ended[] = [];
      // One after the other: each writes on top of what the one before wrote.
      for (const pair of abandoned) orders.push(...(await ended(desk, pair.bundle, pair.environment)));
      const document = reconcileDocument(orders.map(({ order }) => order));
      return {
        exit: Math.max(EXIT.go, ...orders.map(({ exit }) => exit)),
        text: (palette) => reconcileText(document, palette),
        json: () => document,
      };
    }),
};

interface Ended {
  readonly order: ReconciledOrder;
  readonly exit: number;
}

async function ended(desk: Desk, bundle: string, environment: string): Promise<Ended[]> {
  const subject = await subjectSomehow(desk, bundle, environment);
  const deployer = await deployerOf(desk, subject);
  const answer = await reconcile(
    { ledger: desk.store, now: desk.terminal.now, deployer },
    {
      bundle,
      environment,
      ...(await whoActs(desk)),
      lease: environmentOf(subject.policy, environment).leaseMinutes,
      machines: subject.policy.machines,
      reason: abandonedReason,
    },
  );
  if (answer.did === 'nothing') return [];
  const state = answer.did === 'waits' ? answer.state : answer.changed.state;
  return [
    {
      order: reconciledOrder(answer, pairOf(state, bundle, environment)),
      exit: answer.did === 'waits' ? EXIT.go : changedExit(answer.changed),
    },
  ];
}

import type { Baselines } from '../../check/baseline.ts';
import { NO_RECORDINGS } from '../../check/carry.ts';
import type { KnownLedger } from '../store.ts';
import type { PullDesk } from './pull.ts';

/**
 * The server's ledger, asked for when something of it is needed for the first time: a pull request that touches nothing
 * of a bundle costs no call. Where the server has none that can be read, what is live may still be known otherwise, and
 * nothing is carried over.
 */
export function ledgerOfRun(desk: PullDesk, otherwise: () => Promise<Baselines>): KnownLedger {
  let asked: Promise<KnownLedger> | null = null;
  const ledger = (): Promise<KnownLedger> => {
    asked ??= desk
      .ledger()
      .then(async (known) => known ?? { baselines: await otherwise(), recordings: NO_RECORDINGS });
    return asked;
  };
  return {
    baselines: {
      of: async (...asking) => (await ledger()).baselines.of(...asking),
      standing: async (...asking) => (await ledger()).baselines.standing(...asking),
      emergencies: async (...asking) => (await ledger()).baselines.emergencies(...asking),
    },
    recordings: {
      of: async (bundle) => (await ledger()).recordings.of(bundle),
      scores: async (digests) => (await ledger()).recordings.scores(digests),
    },
  };
}

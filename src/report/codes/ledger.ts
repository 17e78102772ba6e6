import type { FaultCode } from '../../ledger/verify.ts';
import type { CodeText } from './catalog.ts';

const RESTORE = 'Restore the branch from a clone that still verifies, and find out who wrote it.';

/** What is wrong with a ledger. */
export const LEDGER_FAULTS: Readonly<Record<FaultCode, CodeText>> = {
  'ledger-foreign-file': {
    title: 'There is a file that no ledger has.',
    why: 'The branch holds entries, scores and the state, and nothing that a workflow could run.',
    mend: RESTORE,
  },
  'ledger-entry-missing': {
    title: 'An entry is missing.',
    why: 'Entries are numbered without gaps.',
    mend: RESTORE,
  },
  'ledger-entry-unreadable': {
    title: 'An entry cannot be read.',
    why: 'It is damaged, or a later version wrote it.',
    mend: 'Try the newest version of Airlock; else restore the branch from a clone that still verifies.',
  },
  'ledger-entry-altered': {
    title: 'An entry is not as it was written.',
    why: 'It stands in another place, or in other bytes than are ever written.',
    mend: RESTORE,
  },
  'ledger-chain-broken': {
    title: 'An entry does not follow from the one before.',
    why: 'Each entry names the digest of the one before; one of the two was changed.',
    mend: RESTORE,
  },
  'ledger-time-backwards': {
    title: 'An entry is older than the one before.',
    why: 'Two clocks may differ by two minutes, not more.',
    mend: 'Set the clock of whoever wrote it; a note can explain it.',
  },
  'ledger-two-intents': {
    title: 'Two things were under way at once.',
    why: 'An open intent is the lock of its bundle and environment.',
    mend: RESTORE,
  },
  'ledger-fence-backwards': {
    title: 'Something was ended that was not under way.',
    why: 'Whoever ends an intent names its fence.',
    mend: RESTORE,
  },
  'ledger-state-differs': {
    title: 'The state is not what the entries make.',
    why: 'It is a fold over all entries, and was changed by itself.',
    mend: RESTORE,
  },
  'ledger-scores-altered': {
    title: 'Kept results are not what they were.',
    why: 'Their file is named by the digest of what it holds.',
    mend: RESTORE,
  },
  'ledger-scores-missing': {
    title: 'Kept results are gone.',
    why: 'What is taken away on purpose has an entry that says so.',
    mend: RESTORE,
  },
  'ledger-rewound': {
    title: 'Entries are gone that something outside remembers.',
    why: 'The branch was wound back, or rewritten.',
    mend: 'Restore the branch from a clone that still has them, and forbid force-pushes to it.',
  },
};

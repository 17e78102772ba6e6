import { GitLedgerStore } from '../../../src/host/git/ledger-store.ts';
import { record } from '../../../src/ledger/record.ts';

/** A process of its own that appends to the ledger of `origin`: `node append-many.ts CLONE NAME MANY`. */
const [directory = '', name = '', many = '0'] = process.argv.slice(2);
const store = new GitLedgerStore({ directory }, 'origin');
for (let i = 0; i < Number(many); i += 1) {
  const key = `${name}-${i}`;
  const answer = await record(store, { bundle: 'bot', environment: 'production', key }, () => ({
    write: [
      {
        key,
        time: new Date().toISOString(),
        actor: { kind: 'automation', id: null, login: name },
        run: null,
        bundle: 'bot',
        environment: 'production',
        version: null,
        digest: null,
        fence: null,
        type: 'note',
        reason: 'It is noted.',
        commit: null,
      },
    ],
  }));
  if (answer.kind !== 'written' && answer.kind !== 'known') process.exitCode = 1;
}
store.close();

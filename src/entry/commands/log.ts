import { seqOf } from '../../ledger/layout.ts';
import { readEntry } from '../../ledger/read.ts';
import { EXIT, refuse } from '../../problem.ts';
import { logDocument } from '../../report/documents/log.ts';
import { logText } from '../../report/release/log-text.ts';
import { withLedger } from '../ledger.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** Everything that happened, the newest first. */
export const logCommand: Command = {
  name: 'log',
  summary: 'everything that happened to a bundle, the newest first',
  usage: 'airlock log [--bundle NAME] [--environment NAME] [--last N]',
  options: {
    environment: { type: 'string', value: 'NAME', help: 'only this environment' },
    last: { type: 'string', value: 'N', help: 'how many entries; 50 unless given' },
    ...READS_LEDGER,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async ({ store, opened }) => {
      const files = opened.commit === null ? [] : await store.files(opened.commit);
      const [bundle, environment] = [args.text('bundle'), args.text('environment')];
      const entries = files
        .filter(({ path }) => seqOf(path) !== null)
        .map(({ path, bytes }) => readEntry(bytes) ?? refuse('ledger-unreadable', { file: path }))
        .filter((one) => bundle === null || one.bundle === bundle)
        .filter((one) => environment === null || one.environment === environment)
        .sort((a, b) => b.seq - a.seq)
        .slice(0, lastOf(args.text('last')));
      const document = logDocument(entries, opened.state);
      return { exit: EXIT.go, text: (palette) => logText(document, palette), json: () => document };
    }),
};

function lastOf(text: string | null): number {
  if (text === null) return 50;
  if (!/^[1-9]\d{0,6}$/u.test(text))
    refuse('option-bad-value', { found: `--last ${text}`, expected: 'a number of entries' });
  return Number(text);
}

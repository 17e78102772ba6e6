import { type Anchor, verifyLedger } from '../../ledger/verify.ts';
import { EXIT, refuse } from '../../problem.ts';
import { verifyDocument } from '../../report/documents/log.ts';
import { verifyText } from '../../report/release/log-text.ts';
import { LEDGER, withLedger } from '../ledger.ts';
import { type Command, common, PLAIN_FORMS, REPOSITORY } from './command.ts';

/** Proof that the ledger is what was written, from its first entry on. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'prove that the ledger is whole and unchanged, or name the first place where it is not',
  usage: 'airlock verify [--anchor SEQ:SHA256]…',
  options: {
    anchor: {
      type: 'string',
      multiple: true,
      value: 'SEQ:SHA256',
      help: 'an entry that something outside remembers; may be repeated',
    },
    ...LEDGER,
    ...REPOSITORY,
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async ({ store, opened }) => {
      if (opened.commit === null) refuse('ledger-missing', {});
      const verified = verifyLedger(await store.files(opened.commit), args.list('anchor').map(anchorOf));
      const document = verifyDocument(verified, opened.commit);
      return {
        exit: verified.faults.length === 0 ? EXIT.go : EXIT.noGo,
        text: (palette) => verifyText(document, palette),
        json: () => document,
      };
    }),
};

function anchorOf(text: string): Anchor {
  const [, seq, sha256] = /^([1-9]\d{0,8}):([0-9a-f]{64})$/u.exec(text) ?? [];
  if (seq === undefined || sha256 === undefined)
    refuse('option-bad-value', { found: `--anchor ${text}`, expected: 'SEQ:SHA256, as reports give it' });
  return { seq: Number(seq), sha256 };
}

import { type Anchor, verifyLedger } from '../../ledger/verify.ts';
import { EXIT, refuse } from '../../problem.ts';
import { ledgerProofDocument } from '../../report/documents/log.ts';
import { ledgerProofText } from '../../report/release/log-text.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../io.ts';
import { withLedger } from '../ledger.ts';
import type { Answer } from './command.ts';

/** Proof that the ledger is what was written, from its first entry on. */
export function verifyOwnLedger(args: Arguments, terminal: Terminal): Promise<Answer> {
  return withLedger(args, terminal, async ({ store, opened }) => {
    if (opened.commit === null) refuse('ledger-missing', {});
    const verified = verifyLedger(await store.files(opened.commit), args.list('anchor').map(anchorOf));
    const document = ledgerProofDocument(verified, opened.commit);
    return {
      exit: verified.faults.length === 0 ? EXIT.go : EXIT.noGo,
      text: (palette) => ledgerProofText(document, palette),
      json: () => document,
    };
  });
}

function anchorOf(text: string): Anchor {
  const [, seq, sha256] = /^([1-9]\d{0,8}):([0-9a-f]{64})$/u.exec(text) ?? [];
  if (seq === undefined || sha256 === undefined)
    refuse('option-bad-value', { found: `--anchor ${text}`, expected: 'SEQ:SHA256, as reports give it' });
  return { seq: Number(seq), sha256 };
}

import { anchorsOf } from '../../host/github/deployments.ts';
import { type Anchor, verifyLedger } from '../../ledger/verify.ts';
import { EXIT, refuse, unavailable } from '../../problem.ts';
import { ledgerProofDocument } from '../../report/documents/log.ts';
import { ledgerProofText } from '../../report/release/log-text.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../io.ts';
import { withLedger } from '../ledger.ts';
import { rememberedBy } from '../release/mirror.ts';
import type { Answer } from './command.ts';

/** Proof that the ledger is what was written, from its first entry on. */
export function verifyOwnLedger(args: Arguments, terminal: Terminal): Promise<Answer> {
  return withLedger(args, terminal, async ({ store, opened }) => {
    const remembered = await rememberedBy(terminal);
    const anchors = [...args.list('anchor').map(anchorOf), ...anchorsOf(remembered ?? [])];
    if (opened.commit === null) nothingThere(anchors);
    const verified = verifyLedger(await store.files(opened.commit), anchors);
    const document = ledgerProofDocument(verified, opened.commit, remembered);
    return {
      exit: verified.faults.length === 0 ? EXIT.go : EXIT.noGo,
      text: (palette) => ledgerProofText(document, palette),
      json: () => document,
    };
  });
}

/** A ledger that something remembers was taken away; one that nothing remembers never was. */
function nothingThere(anchors: readonly Anchor[]): never {
  const [anchor] = anchors;
  if (anchor === undefined) refuse('ledger-missing', {});
  return unavailable('ledger-rewound', { found: 'no ledger', expected: `one with entry ${anchor.seq}` });
}

function anchorOf(text: string): Anchor {
  const [, seq, sha256] = /^([1-9]\d{0,8}):([0-9a-f]{64})$/u.exec(text) ?? [];
  if (seq === undefined || sha256 === undefined)
    refuse('option-bad-value', { found: `--anchor ${text}`, expected: 'SEQ:SHA256, as reports give it' });
  return { seq: Number(seq), sha256 };
}

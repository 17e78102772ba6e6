import { type Command, PLAIN_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';
import { verifyOwnLedger } from './verify-ledger.ts';
import { verifyAPack } from './verify-pack.ts';

/** Proof that what was recorded is what was written: the ledger, or an evidence pack that is named. */
export const verifyCommand: Command = {
  name: 'verify',
  summary: 'prove that the ledger, or an evidence pack, is whole and unchanged',
  usage: 'airlock verify [PACK] [--raw DIR] [--attestation FILE --trusted-root FILE] [--anchor SEQ:SHA256]…',
  options: {
    anchor: {
      type: 'string',
      multiple: true,
      value: 'SEQ:SHA256',
      help: 'an entry of the ledger that something outside remembers; may be repeated',
    },
    raw: {
      type: 'string',
      value: 'DIR',
      help: 'raw results that the pack withholds; found by their digests',
    },
    attestation: { type: 'string', value: 'FILE', help: 'a Sigstore bundle about the pack, or one a line' },
    'trusted-root': { type: 'string', value: 'FILE', help: 'what signatures are checked against' },
    signer: {
      type: 'string',
      value: 'OWNER/NAME/.github/workflows/FILE@REF',
      help: 'the workflow that must have signed',
    },
    issuer: { type: 'string', value: 'URL', help: 'who vouches for the workflow; GitHub unless given' },
    ...READS_LEDGER,
  },
  forms: PLAIN_FORMS,
  words: 1,
  run(args, terminal) {
    const [pack] = args.words;
    return pack === undefined ? verifyOwnLedger(args, terminal) : verifyAPack(pack, args, terminal);
  },
};

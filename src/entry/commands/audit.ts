import { resolve } from 'node:path';
import { writeWhole } from '../../host/files.ts';
import { seqOf } from '../../ledger/layout.ts';
import { readEntry } from '../../ledger/read.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { EXIT, refuse } from '../../problem.ts';
import { audited, auditedEmergencies } from '../../release/audit.ts';
import { auditCsv, auditDocument } from '../../report/documents/audit.ts';
import { auditText } from '../../report/release/audit-text.ts';
import { withLedger } from '../ledger.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** What was released, who answered for it, and what was not as usual. */
export const auditCommand: Command = {
  name: 'audit',
  summary: 'every release of a time with its approvers, evidence and exceptions',
  usage: 'airlock audit [--from DATE] [--to DATE] [--environment NAME] [--csv FILE]',
  options: {
    from: { type: 'string', value: 'DATE', help: 'first day, in UTC' },
    to: { type: 'string', value: 'DATE', help: 'last day, in UTC' },
    environment: { type: 'string', value: 'NAME', help: 'only this environment' },
    csv: { type: 'string', value: 'FILE', help: 'also write a table' },
    ...READS_LEDGER,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async ({ store, opened }) => {
      if (opened.commit === null) refuse('ledger-missing', {});
      const files = await store.files(opened.commit);
      const verified = verifyLedger(files);
      const entries = files
        .filter(({ path }) => seqOf(path) !== null)
        .map(({ path, bytes }) => readEntry(bytes) ?? refuse('ledger-unreadable', { file: path }))
        .sort((a, b) => a.seq - b.seq);
      const range = {
        from: dayOf(args.text('from'), '--from'),
        to: dayOf(args.text('to'), '--to'),
        bundle: args.text('bundle'),
        environment: args.text('environment'),
      };
      const document = auditDocument(
        audited(entries, range),
        auditedEmergencies(entries, range),
        range,
        verified,
      );
      const csv = args.text('csv');
      if (csv !== null) await writeWhole(resolve(terminal.cwd, csv), auditCsv(document));
      return {
        exit: verified.faults.length === 0 ? EXIT.go : EXIT.noGo,
        text: (palette) => auditText(document, palette),
        json: () => document,
      };
    }),
};

function dayOf(text: string | null, option: string): string | null {
  if (text !== null && (!/^\d{4}-\d\d-\d\d$/u.test(text) || Number.isNaN(Date.parse(text))))
    refuse('option-bad-value', { found: `${option} ${text}`, expected: 'a day such as 2026-11-02' });
  return text;
}

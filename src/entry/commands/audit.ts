import { resolve } from 'node:path';
import { engineFacts } from '../../host/engine.ts';
import { writeWhole } from '../../host/files.ts';
import { seqOf } from '../../ledger/layout.ts';
import { readEntry } from '../../ledger/read.ts';
import { verifyLedger } from '../../ledger/verify.ts';
import { EXIT, refuse } from '../../problem.ts';
import { audited, auditedEmergencies } from '../../release/audit.ts';
import { auditCsv, auditDocument } from '../../report/documents/audit.ts';
import { auditHtml } from '../../report/html/audit-page.ts';
import { auditText } from '../../report/release/audit-text.ts';
import type { Arguments } from '../arguments.ts';
import { withLedger } from '../ledger.ts';
import { type Command, common, PAGE_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** What was released, who answered for it, and what was not as usual. */
export const auditCommand: Command = {
  name: 'audit',
  summary: 'every release of a time with its approvers, evidence and exceptions',
  usage: 'airlock audit [--from DATE] [--to DATE] [--environment NAME] [--sample N] [--csv FILE]',
  options: {
    from: { type: 'string', value: 'DATE', help: 'first day, in UTC' },
    to: { type: 'string', value: 'DATE', help: 'last day, in UTC' },
    environment: { type: 'string', value: 'NAME', help: 'only this environment' },
    sample: { type: 'string', value: 'N', help: 'pick so many releases to look at more closely' },
    seed: { type: 'string', value: 'TEXT', help: 'another sample for another text' },
    csv: { type: 'string', value: 'FILE', help: 'also write a table' },
    ...READS_LEDGER,
    ...common(PAGE_FORMS),
  },
  forms: PAGE_FORMS,
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
        sampleOf(args),
      );
      const csv = args.text('csv');
      if (csv !== null) await writeWhole(resolve(terminal.cwd, csv), auditCsv(document));
      return {
        exit: verified.faults.length === 0 ? EXIT.go : EXIT.noGo,
        text: (palette) => auditText(document, palette),
        json: () => document,
        html: async () => auditHtml(document, await engineFacts()),
      };
    }),
};

const MOST_SAMPLED = 1000;

function sampleOf(args: Arguments): { readonly size: number; readonly seed: string } | null {
  const text = args.text('sample');
  if (text === null) return null;
  const size = /^[1-9]\d{0,3}$/u.test(text) ? Number(text) : 0;
  if (size < 1 || size > MOST_SAMPLED)
    refuse('option-bad-value', { found: `--sample ${text}`, expected: `a number from 1 to ${MOST_SAMPLED}` });
  return { size, seed: args.text('seed') ?? '' };
}

function dayOf(text: string | null, option: string): string | null {
  if (text !== null && (!/^\d{4}-\d\d-\d\d$/u.test(text) || Number.isNaN(Date.parse(text))))
    refuse('option-bad-value', { found: `${option} ${text}`, expected: 'a day such as 2026-11-02' });
  return text;
}

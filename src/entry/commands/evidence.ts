import { resolve } from 'node:path';
import { Names } from '../../evidence/columns.ts';
import { FORMATS, type Format } from '../../evidence/formats.ts';
import { ANY, readEvidence } from '../../evidence/read.ts';
import { scorecardOf } from '../../evidence/scorecard.ts';
import { requiredFile, writeWhole } from '../../host/files.ts';
import { EXIT, refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import { evidenceDocument } from '../../report/documents/evidence.ts';
import { evidenceText } from '../../report/evidence-text.ts';
import { type Command, common, PLAIN_FORMS } from './command.ts';

/** What a results file is understood as. */
export const evidenceCommand: Command = {
  name: 'evidence',
  summary: 'what a results file is understood as',
  usage: 'airlock evidence FILE [--as FORMAT] [--scorecard FILE]',
  options: {
    as: { type: 'string', value: 'FORMAT', help: `read it as this format: ${FORMATS.join(', ')}` },
    scorecard: {
      type: 'string',
      value: 'FILE',
      help: 'also write the results as airlock.scorecard/1: item ids and numbers, no text',
    },
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 1,
  async run(args, terminal) {
    const path = args.words[0] ?? refuse('option-missing', { expected: 'airlock evidence FILE' });
    const format = formatOf(args.text('as'));
    const source = await requiredFile(resolve(terminal.cwd, path), path);
    const file = await readEvidence(source, new Names(), { ...ANY, format });
    const out = args.text('scorecard');
    if (out !== null)
      await writeWhole(
        resolve(terminal.cwd, out),
        `${JSON.stringify(scorecardOf(file.table, file.facts))}\n`,
      );
    const document = evidenceDocument(file);
    return {
      // Understood, but nothing in it that could be compared item by item: started, cancelled, aggregates only.
      exit: file.table.rows === 0 || !file.facts.complete ? EXIT.undecided : EXIT.go,
      text: (palette) => evidenceText(document, palette),
      json: () => document,
    };
  },
};

function formatOf(given: string | null): Format | null {
  if (given === null) return null;
  const format = FORMATS.find((one) => one === given);
  return (
    format ??
    refuse('option-bad-value', {
      found: `--as ${given}`,
      expected: `one of ${FORMATS.join(', ')}`,
      nearest: nearest(given, FORMATS),
    })
  );
}

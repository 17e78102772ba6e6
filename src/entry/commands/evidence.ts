import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { Names } from '../../evidence/columns.ts';
import { FORMATS, type Format } from '../../evidence/formats.ts';
import { ANY, readEvidence } from '../../evidence/read.ts';
import { scorecardOf } from '../../evidence/scorecard.ts';
import type { DriftBaseline } from '../../gates/production/baseline.ts';
import { likenessOf } from '../../gates/production/likeness.ts';
import { parseBaseline } from '../../gates/production/read.ts';
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
  usage: 'airlock evidence FILE [--as FORMAT] [--scorecard FILE] [--production FILE]',
  options: {
    as: { type: 'string', value: 'FORMAT', help: `read it as this format: ${FORMATS.join(', ')}` },
    scorecard: {
      type: 'string',
      value: 'FILE',
      help: 'also write the results as airlock.scorecard/1: item ids and numbers, no text',
    },
    production: {
      type: 'string',
      value: 'FILE',
      help: 'a drift baseline: say where the results do not resemble production',
    },
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 1,
  async run(args, terminal) {
    const path = args.words[0] ?? refuse('option-missing', { expected: 'airlock evidence FILE' });
    const format = formatOf(args.text('as'));
    const source = await requiredFile(resolve(terminal.cwd, path), path);
    const production = await productionOf(args.text('production'), terminal.cwd);
    const kept = new Set(Object.keys(production?.labels ?? {}));
    const request = { ...ANY, format, kept, describeTexts: production !== null };
    const file = await readEvidence(source, new Names(), request);
    const out = args.text('scorecard');
    if (out !== null)
      await writeWhole(
        resolve(terminal.cwd, out),
        `${JSON.stringify(scorecardOf(file.table, file.facts))}\n`,
      );
    const likeness = production === null ? null : likenessOf(file.table, production);
    const document = evidenceDocument(file, likeness);
    return {
      // Understood, but nothing in it that could be compared item by item: started, cancelled, aggregates only.
      exit: file.table.rows === 0 || !file.facts.complete ? EXIT.undecided : EXIT.go,
      text: (palette) => evidenceText(document, palette),
      json: () => document,
    };
  },
};

/** A format by its name. */
export function formatOf(given: string | null): Format | null {
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

const LARGEST_BASELINE = 4 * 1024 * 1024;

async function productionOf(path: string | null, cwd: string): Promise<DriftBaseline | null> {
  if (path === null) return null;
  const { size } = await requiredFile(resolve(cwd, path), path);
  const tooLarge = (size ?? 0) > LARGEST_BASELINE;
  const baseline = tooLarge ? null : parseBaseline(new Uint8Array(await readFile(resolve(cwd, path))));
  return (
    baseline ??
    refuse('evidence-unknown-format', {
      file: path,
      found: tooLarge ? `${size} bytes` : 'no shares of anything',
      expected: 'a drift baseline, as `airlock baseline record` writes it',
    })
  );
}

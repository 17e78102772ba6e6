import { resolve } from 'node:path';
import { Names } from '../../evidence/columns.ts';
import { ANY, readEvidence } from '../../evidence/read.ts';
import { recordBaseline } from '../../gates/production/baseline.ts';
import { requiredFile } from '../../host/files.ts';
import { EXIT, refuse } from '../../problem.ts';
import { baselineText } from '../../report/baseline-text.ts';
import { type Command, common, PLAIN_FORMS } from './command.ts';
import { formatOf } from './evidence.ts';

const USAGE = 'airlock baseline record FILE [--as FORMAT] [--json --out baselines/drift.json]';

/** Records what traffic looks like, so that evidence and later traffic can be held against it. */
export const baselineCommand: Command = {
  name: 'baseline',
  summary: 'record what a sample of traffic looks like, as a drift baseline',
  usage: USAGE,
  options: {
    as: { type: 'string', value: 'FORMAT', help: 'read the sample as this format' },
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 2,
  async run(args, terminal) {
    const [verb, path] = args.words;
    if (verb !== 'record' || path === undefined) refuse('option-missing', { expected: USAGE });
    const source = await requiredFile(resolve(terminal.cwd, path), path);
    const request = { ...ANY, format: formatOf(args.text('as')), describeTexts: true };
    const file = await readEvidence(source, new Names(), request);
    const baseline = recordBaseline(file.table);
    return {
      // Nothing was seen, so nothing can be recorded.
      exit: file.table.rows === 0 ? EXIT.undecided : EXIT.go,
      text: (palette) => baselineText(file.file, baseline, palette),
      json: () => baseline,
    };
  },
};

import { resolve } from 'node:path';
import { Names } from '../../evidence/columns.ts';
import { ANY, readEvidence } from '../../evidence/read.ts';
import { recordBaseline } from '../../gates/production/baseline.ts';
import { likenessOf } from '../../gates/production/likeness.ts';
import { requiredFile } from '../../host/files.ts';
import { EXIT, refuse } from '../../problem.ts';
import { baselineText, driftText } from '../../report/baseline-text.ts';
import { driftDocument } from '../../report/documents/drift.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../io.ts';
import { ENVIRONMENT } from '../ledger.ts';
import { recordedOf } from '../recorded-traffic.ts';
import { withRepository } from '../session.ts';
import { type Answer, type Command, common, PLAIN_FORMS, REPOSITORY } from './command.ts';
import { formatOf } from './evidence.ts';

const RECORD = 'airlock baseline record FILE [--as FORMAT] [--json --out baselines/drift.json]';
const COMPARE = 'airlock baseline compare FILE [--as FORMAT] [--ref REF] [--environment NAME]';

/** Records what traffic looks like, and holds later traffic against what a release recorded. */
export const baselineCommand: Command = {
  name: 'baseline',
  summary: 'record what traffic looks like, as a drift baseline; compare later traffic with it',
  usage: `${RECORD}\n       ${COMPARE}`,
  options: {
    as: { type: 'string', value: 'FORMAT', help: 'read the sample as this format' },
    ref: { type: 'string', value: 'REF', help: 'whose record; that of what is live unless given' },
    ...ENVIRONMENT,
    ...REPOSITORY,
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 2,
  async run(args, terminal) {
    const [verb, path] = args.words;
    if (path !== undefined && verb === 'record') return record(args, terminal, path);
    if (path !== undefined && verb === 'compare') return compare(args, terminal, path);
    return refuse('option-missing', { expected: `${RECORD}, or ${COMPARE}` });
  },
};

async function record(args: Arguments, terminal: Terminal, path: string): Promise<Answer> {
  const file = await sampleOf(args, terminal, path, []);
  const baseline = recordBaseline(file.table);
  return {
    // Nothing was seen, so nothing can be recorded.
    exit: file.table.rows === 0 ? EXIT.undecided : EXIT.go,
    text: (palette) => baselineText(file.file, baseline, palette),
    json: () => baseline,
  };
}

/** Drift warns and judges nothing: whatever is found, it succeeds, unless there was nothing to look at. */
function compare(args: Arguments, terminal: Terminal, path: string): Promise<Answer> {
  return withRepository(args, terminal, async (repository) => {
    const { baseline, ...against } = await recordedOf(args, terminal, repository);
    const file = await sampleOf(args, terminal, path, Object.keys(baseline.labels));
    const likeness = likenessOf(file.table, baseline);
    const document = driftDocument(file, against, likeness);
    return {
      exit: file.table.rows === 0 || likeness.length === 0 ? EXIT.undecided : EXIT.go,
      text: (palette) => driftText(document, palette),
      json: () => document,
    };
  });
}

async function sampleOf(args: Arguments, { cwd }: Terminal, path: string, kept: readonly string[]) {
  const source = await requiredFile(resolve(cwd, path), path);
  const request = { ...ANY, format: formatOf(args.text('as')), describeTexts: true, kept: new Set(kept) };
  return readEvidence(source, new Names(), request);
}

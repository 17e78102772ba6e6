import { engineFacts } from '../../host/engine.ts';
import { EXIT, refuse } from '../../problem.ts';
import { appendText } from '../../report/append-text.ts';
import { type Command, common, PLAIN_FORMS } from './command.ts';

/** Records of what came after the check: approvals, the deployment, later looks. */
export const appendCommand: Command = {
  name: 'append',
  summary: 'add records to an evidence pack: approvals, the deployment, later looks',
  usage: 'airlock append PACK RECORD.json [--to FILE]',
  options: {
    to: { type: 'string', value: 'FILE', help: 'write the grown pack there instead of over the old one' },
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 50,
  async run(args, terminal) {
    const [file, ...records] = args.words;
    if (file === undefined || records.length === 0)
      refuse('option-missing', { expected: 'airlock append PACK RECORD.json' });
    const engine = await engineFacts();
    const out = args.text('to') ?? file;
    const { appendToFile } = await import('../packs.ts');
    const facts = await appendToFile(file, records, out, terminal, engine);
    const document = { schema: 'airlock.append/1' as const, engine, file: out, ...facts };
    return { exit: EXIT.go, text: (palette) => appendText(document, palette), json: () => document };
  },
};

import { EXIT, refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import { allCodes } from '../../report/codes/all.ts';
import { explainText } from '../../report/explain.ts';
import { type Command, common, PLAIN_FORMS } from './command.ts';

/** What a reason code means and what to do about it. */
export const explainCommand: Command = {
  name: 'explain',
  summary: 'what a reason code means, and what to do about it',
  usage: 'airlock explain CODE',
  options: common(PLAIN_FORMS),
  forms: PLAIN_FORMS,
  words: 1,
  async run(args) {
    const given = args.words[0] ?? refuse('option-missing', { expected: 'airlock explain CODE' });
    const codes = allCodes().filter((one) => one.code === given);
    const names = allCodes().map((one) => one.code);
    if (codes.length === 0)
      refuse('unknown-code', {
        found: given,
        expected: 'a code of docs/codes.md',
        nearest: nearest(given, names),
      });
    return {
      exit: EXIT.go,
      text: (palette) => codes.map((code) => explainText(code, palette)).join('\n'),
      json: () => ({ schema: 'airlock.explain/1', codes }),
    };
  },
};

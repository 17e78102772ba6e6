import { engineFacts } from '../../host/engine.ts';
import { EXIT } from '../../problem.ts';
import { liveDocument } from '../../report/documents/live.ts';
import { liveHtml } from '../../report/html/live-page.ts';
import { liveText } from '../../report/release/live-text.ts';
import { ENVIRONMENT, withLedger } from '../ledger.ts';
import { type Command, common, PAGE_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** The question at 2 a.m.: what is live, what changed, and what is there to go back to. */
export const liveCommand: Command = {
  name: 'live',
  summary: 'what is live, what changed last, and what to roll back to',
  usage: 'airlock live [--bundle NAME] [--environment NAME]',
  options: { ...ENVIRONMENT, ...READS_LEDGER, ...common(PAGE_FORMS) },
  forms: PAGE_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async ({ opened }) => {
      const wanted = { bundle: args.text('bundle'), environment: args.text('environment') };
      const document = liveDocument(opened.state, wanted, terminal.now());
      return {
        exit: EXIT.go,
        text: (palette) => liveText(document, palette),
        json: () => document,
        html: async () => liveHtml(document, await engineFacts()),
      };
    }),
};

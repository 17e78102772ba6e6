import { resolve } from 'node:path';
import { composed } from '../../check/composed.ts';
import { putTree } from '../../host/tree-folder.ts';
import { releaseOf } from '../../ledger/state.ts';
import { EXIT, refuse } from '../../problem.ts';
import { because } from '../../release/reason.ts';
import { materializeDocument, refusedMaterialize } from '../../report/documents/materialize.ts';
import { materializeText } from '../../report/release/materialize-text.ts';
import { ENVIRONMENT, withLedger } from '../ledger.ts';
import { bundleOf } from '../release/subject.ts';
import { configChoice } from '../session.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { READS_LEDGER } from './ledger-command.ts';

/** Writes the files of a recorded version, each component from the commit that it is recorded with. */
export const materializeCommand: Command = {
  name: 'materialize',
  summary: 'write the files of a recorded version, proved against its digest',
  usage: 'airlock materialize VERSION --to DIR',
  options: {
    to: { type: 'string', value: 'DIR', help: 'folder that must not exist, or be empty' },
    ...ENVIRONMENT,
    ...READS_LEDGER,
  },
  forms: PLAIN_FORMS,
  words: 1,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const version = args.words[0] ?? refuse('option-missing', { expected: 'airlock materialize VERSION' });
      const to = args.text('to') ?? refuse('option-missing', { expected: '--to DIR' });
      const { repository, opened } = desk;
      const bundle = bundleOf(desk);
      const releases = opened.state.bundles[bundle]?.releases ?? [];
      const found =
        releases.findLast((one) => one.version === version) ?? releaseOf(opened.state, bundle, version);
      const choices = releases.map((one) => one.version).join(', ');
      const choice = await configChoice(args.text('config'), terminal.cwd, repository);
      const made = found === null ? null : await composed(repository, choice, bundle, found);
      if (found === null || made?.digest !== found.digest) {
        const reason =
          found === null
            ? because('unknown-version', { version, choices })
            : because('digest-differs', { recorded: found.digest, found: made?.digest ?? null });
        const document = refusedMaterialize(bundle, version, reason);
        return {
          exit: EXIT.noGo,
          text: (palette) => materializeText(document, palette),
          json: () => document,
        };
      }
      await putTree(
        repository,
        made.parts.flatMap((part) => part.files),
        resolve(terminal.cwd, to),
        to,
      );
      const document = materializeDocument(bundle, found, made);
      return { exit: EXIT.go, text: (palette) => materializeText(document, palette), json: () => document };
    }),
};

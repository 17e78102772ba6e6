import { EXIT } from '../../problem.ts';
import type { ReleaseReason } from '../../release/reason.ts';
import { type Doing, refusedDocument, type Where } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import type { Answer } from '../commands/command.ts';

/** The answer of a command that did nothing, and why. */
export function refusal(
  doing: Doing,
  { bundle, environment }: Where,
  reasons: readonly ReleaseReason[],
): Answer {
  const document = refusedDocument(doing, { bundle, environment }, reasons);
  return { exit: EXIT.noGo, text: (palette) => changedText(document, palette), json: () => document };
}

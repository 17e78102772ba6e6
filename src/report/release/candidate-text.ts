import type { CheckResult } from '../../check.ts';
import type { CandidateDocument } from '../documents/release.ts';
import type { Palette } from '../terminal.ts';
import { reportText } from '../text.ts';
import { reportView } from '../view.ts';

/** A recorded candidate for the terminal: the report that it was recorded with, and where it stands. */
export function candidateText(document: CandidateDocument, result: CheckResult, palette: Palette): string {
  const { bundle, version, tier, grade, already, ledger, issue } = document;
  const kept = `${already ? 'recorded before' : 'recorded'}: ${bundle} ${version}, ${tier} risk, evidence ${grade}, entry ${ledger.seq}`;
  return `${reportText(reportView({ ...result, version }), palette)}\n${palette.bold(kept)}\n${document.digest}\n${issue === null ? '' : `issue #${issue} says that what is merged cannot be released\n`}`;
}

import type { CheckResult } from '../../check.ts';
import { GRADES } from '../codes/packs.ts';
import type { CandidateDocument } from '../documents/release.ts';
import type { Palette } from '../terminal.ts';
import { reportText } from '../text.ts';
import { reportView } from '../view.ts';
import { visible } from '../visible.ts';

/** A recorded candidate for the terminal: the report that it was recorded with, where it stands, and how it is proved. */
export function candidateText(document: CandidateDocument, result: CheckResult, palette: Palette): string {
  const { bundle, version, tier, grade, already, ledger, issue } = document;
  const kept = `${already ? 'recorded before' : 'recorded'}: ${bundle} ${version}, ${tier} risk, evidence ${grade}, entry ${ledger.seq}`;
  return [
    reportText(reportView({ ...result, version }), palette),
    palette.bold(kept),
    document.digest,
    ...gradeLines(document, palette),
    ...packLines(document),
    ...tagLines(document),
    ...(issue === null ? [] : [`issue #${issue} says that what is merged cannot be released`]),
    '',
  ].join('\n');
}

function gradeLines({ whyNotHigher }: CandidateDocument, palette: Palette): string[] {
  if (whyNotHigher === null) return [];
  const { title, mend } = GRADES[whyNotHigher];
  return [`${title} (${whyNotHigher})`, `  ${palette.dim(mend)}`];
}

function packLines({ pack }: CandidateDocument): string[] {
  if (pack === null) return [];
  return [
    `evidence pack: ${visible(pack.file, 400)}, sha256 ${pack.sha256}`,
    pack.kept === null ? 'kept with this run only' : `kept at ${visible(pack.kept, 500)}, and read back`,
  ];
}

const WHERE = {
  server: 'set on GitHub',
  clone: 'set in this clone',
  nowhere: 'not set on GitHub: the token may not write there',
} as const;

function tagLines({ tag }: CandidateDocument): string[] {
  return tag === null ? [] : [`tag ${visible(tag.name)}: ${WHERE[tag.on]}`];
}

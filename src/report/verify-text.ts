import { GRADES, PACKS } from './codes/packs.ts';
import type { VerifyDocument } from './documents/verify.ts';
import { plural } from './figures.ts';
import { OUTCOMES } from './sentences.ts';
import type { Palette } from './terminal.ts';
import { visible } from './visible.ts';

const OUTCOME = {
  verified: { symbol: '✅', word: 'Verified' },
  wrong: { symbol: '⛔', word: 'Wrong' },
  'could-not-tell': { symbol: '❔', word: 'Could not tell' },
} as const;

/** What was found of a pack, for the terminal. */
export function verifyText(document: VerifyDocument, palette: Palette): string {
  const { outcome, pack } = document;
  const { symbol, word } = OUTCOME[outcome];
  const paint = outcome === 'verified' ? palette.green : outcome === 'wrong' ? palette.red : palette.yellow;
  const about = pack === null ? '' : ` · ${visible(pack.bundle.name)} ${visible(pack.bundle.version)}`;
  return [
    palette.bold(paint(`${symbol} ${word}${about}`)),
    ...(document.code === null ? [] : why(document, palette)),
    ...(document.decision === null ? [] : [rebuiltLine(document)]),
    ...grade(document),
    ...(pack === null || pack.records.length === 0
      ? []
      : [`Added since: ${pack.records.map((one) => one.type).join(', ')}.`]),
    ...(document.command === null ? [] : [`${palette.bold('Next')}: ${visible(document.command, 400)}`]),
    palette.dim(`sha256 ${document.sha256}`),
    '',
  ].join('\n');
}

/** The first thing that does not match: what, where, and both values. */
function why({ code, place }: VerifyDocument, palette: Palette): string[] {
  if (code === null) return [];
  const where = [place?.part, place?.at].flatMap((one) => (one == null ? [] : [visible(one, 160)]));
  const values = [
    place?.recorded == null ? null : `  recorded ${visible(place.recorded, 200)}`,
    place?.rebuilt == null ? null : `  rebuilt  ${visible(place.rebuilt, 200)}`,
  ].filter((line) => line !== null);
  const { title, mend } = PACKS[code];
  return [
    `${palette.red(code)}${where.length === 0 ? '' : ` ${where.join(', ')}`}: ${title}`,
    ...values,
    `  ${palette.dim(mend)}`,
  ];
}

function rebuiltLine({ decision, rebuilt }: VerifyDocument): string {
  const word = decision === null ? '' : OUTCOMES[decision.outcome].word;
  const pages = rebuilt.pages
    ? 'the report was made again and is the same'
    : 'the report was written by another engine and not compared: read check.json';
  return `${word}: ${plural(rebuilt.checks, 'verdict')} of ${plural(rebuilt.gates, 'gate')} rebuilt from ${rebuilt.from === 'raw' ? 'the raw rows' : 'the figures in the pack'}; ${pages}.`;
}

function grade({ grade: found, signer }: VerifyDocument): string[] {
  if (found === null) return [];
  const signed = signer === null ? '' : ` Signed by ${visible(signer, 200)}.`;
  return [
    found.whyNotHigher === null
      ? `Grade ${found.grade}.${signed}`
      : `Grade ${GRADES[found.whyNotHigher].title}${signed} (${found.whyNotHigher})`,
  ];
}

import type { ChangedDocument } from '../documents/release.ts';
import type { Palette } from '../terminal.ts';
import { visible } from '../visible.ts';
import { emergencyLine } from './emergency-text.ts';
import { mirrorText } from './mirror-text.ts';
import { reasonText } from './reason-text.ts';
import { worklistLines } from './worklist-text.ts';

const OUTCOMES = {
  done: { symbol: '✅', said: 'Done', paint: 'green' },
  begun: { symbol: '⏳', said: 'Begun', paint: 'yellow' },
  refused: { symbol: '⛔', said: 'Refused', paint: 'red' },
} as const;

/** What came of a change, for the terminal. */
export function changedText(document: ChangedDocument, palette: Palette): string {
  const {
    bundle,
    environment,
    outcome,
    already,
    live,
    open,
    holds,
    condemned,
    emergencies,
    reasons,
    mirror,
  } = document;
  const { symbol, said, paint } = OUTCOMES[outcome];
  const doing = document.schema.replace(/^airlock\.|\/1$/gu, '');
  return [
    palette.bold(
      palette[paint](
        `${symbol} ${already ? `${said} already` : said}: ${doing} ${bundle} in ${visible(environment)}`,
      ),
    ),
    ...reasons.flatMap((reason) => reasonText(reason, palette)),
    ...(live === null ? [] : [`live: ${live.version} since ${live.since}`]),
    ...(open === null
      ? []
      : [`under way: ${open.kind} of ${open.version} by ${visible(open.by)} since ${open.since}`]),
    ...holds.map(
      (one) => `held: ${visible(one.reason, 160)} (hold ${one.hold}, ${visible(one.by)}, ${one.since})`,
    ),
    ...emergencies.map((one) => palette.yellow(emergencyLine(one))),
    ...condemned.map((one) => `condemned: ${one.component} ${one.digest.slice(0, 19)} of ${one.version}`),
    ...document.remediation.flatMap((list) => worklistLines(list, doing === 'remediate')),
    ...mirrorText(mirror, palette),
    '',
  ].join('\n');
}

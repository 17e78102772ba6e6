import type { AuditDocument } from '../documents/audit.ts';
import { plural } from '../figures.ts';
import { words } from '../phrase.ts';
import { columns, type Palette } from '../terminal.ts';
import { visible } from '../visible.ts';

/** Releases of a range, one line each, and how complete that is. */
export function auditText({ releases, completeness, remediation }: AuditDocument, palette: Palette): string {
  const rows = releases.map((one) =>
    [
      String(one.seq),
      one.time.slice(0, 16).replace('T', ' '),
      `${one.bundle} ${one.version}`,
      one.environment,
      one.how,
      `by ${one.by}`,
      one.approvers.length === 0 ? '' : `approved by ${one.approvers.join(', ')}`,
      one.exceptions.join(', '),
    ].map((text) => words(visible(text, 80))),
  );
  const { intact, entries, anchor, withoutException } = completeness;
  const whole = intact
    ? palette.green(`complete: all ${entries} entries verify, anchor ${anchor.seq}:${anchor.head ?? ''}`)
    : palette.red('incomplete: the ledger does not verify');
  return [
    ...columns(rows, palette),
    `${plural(releases.length, 'release')}, ${withoutException} without an exception`,
    ...remediation.map((one) =>
      palette.yellow(
        `to make good: ${one.item} (${one.remedy}) of ${visible(one.version)} in ${visible(one.environment)}${one.due === null ? '' : `, due ${one.due}`}`,
      ),
    ),
    whole,
    '',
  ].join('\n');
}

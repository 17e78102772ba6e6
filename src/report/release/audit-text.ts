import type { AuditDocument } from '../documents/audit.ts';
import { plural } from '../figures.ts';
import { words } from '../phrase.ts';
import { columns, type Palette } from '../terminal.ts';
import { visible } from '../visible.ts';

/** Releases of a range, one line each, and how complete that is. */
export function auditText(
  { releases, emergencies, completeness, remediation }: AuditDocument,
  palette: Palette,
): string {
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
  const told = emergencies.map(({ seq, time, bundle, environment, by, trigger, reason, review, ...one }) => {
    const reviewed =
      review === null
        ? `not reviewed, due ${one.reviewDue.slice(0, 10)}`
        : `reviewed by ${review.by} ${review.time.slice(0, 10)}`;
    const released = one.releases.length === 0 ? 'nothing released' : `released ${one.releases.join(', ')}`;
    return [
      String(seq),
      time.slice(0, 16).replace('T', ' '),
      bundle,
      environment,
      `emergency, ${trigger}: ${reason}`,
      `by ${by}`,
      released,
      reviewed,
    ].map((text) => words(visible(text, 80)));
  });
  return [
    ...columns(rows, palette),
    ...columns(told, palette),
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

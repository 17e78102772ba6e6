import { EXIT } from '../../problem.ts';
import type { Changed } from '../../release/outcome.ts';
import type { ReleaseCode } from '../../release/reason.ts';

/** Nobody said no; something did not answer, and running again is the remedy. */
const SILENT: ReadonlySet<ReleaseCode> = new Set(['deploy-failed']);

export function changedExit(changed: Changed): number {
  if (changed.kind !== 'refused') return EXIT.go;
  return changed.reasons.some(({ code }) => SILENT.has(code)) ? EXIT.unavailable : EXIT.noGo;
}

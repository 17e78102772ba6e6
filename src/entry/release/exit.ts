import { EXIT } from '../../problem.ts';
import type { Changed } from '../../release/outcome.ts';
import type { ReleaseCode, ReleaseReason } from '../../release/reason.ts';

/** Nobody said no; something did not answer, and running again is the remedy. */
const SILENT: ReadonlySet<ReleaseCode> = new Set(['deploy-failed', 'payload-unreached']);

export function changedExit(changed: Changed): number {
  return changed.kind === 'refused' ? reasonsExit(changed.reasons) : EXIT.go;
}

/** What a command ends with that was refused for these reasons; with none it was not. */
export function reasonsExit(reasons: readonly ReleaseReason[]): number {
  if (reasons.length === 0) return EXIT.go;
  return reasons.some(({ code }) => SILENT.has(code)) ? EXIT.unavailable : EXIT.noGo;
}

import type { CheckResult } from '../../check.ts';
import type { Engine } from '../documents/documents.ts';
export function reportHtml(results: readonly CheckResult[], engine: Engine): string {
  return String(results.length) + engine.version;
}

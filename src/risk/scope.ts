import type { Finding, FindingCode, Scope } from './finding.ts';

/** What several features share: the SDK they call with, what serves them, the judge they are measured by. */
const SHARED: ReadonlySet<FindingCode> = new Set(['model-sdk-major', 'engine-changed']);
const SCORER: ReadonlySet<FindingCode> = new Set(['judge-model-changed']);
const RECORDED: ReadonlySet<FindingCode> = new Set([
  'baseline-rerecorded',
  'baseline-rerecorded-with-change',
]);

/**
 * How far a change reaches, with its reasons: codes of findings about what bundles share, `model-migration` where one
 * model takes another's place in several components, and `several-bundles` where the change is in several itself.
 */
export function scopeOf(
  findings: readonly Finding[],
  alsoReaches: readonly string[],
): { readonly scope: Scope; readonly scopeReasons: readonly string[] } {
  const has = (codes: ReadonlySet<FindingCode>): boolean => findings.some((one) => codes.has(one.code));
  const reasons = new Set<string>(findings.filter((one) => SHARED.has(one.code)).map((one) => one.code));
  // A judge whose baseline is recorded anew moves the bar for everything that it scores.
  if (has(SCORER) && has(RECORDED)) reasons.add('judge-model-changed');
  if (migrates(findings)) reasons.add('model-migration');
  if (alsoReaches.length > 0) reasons.add('several-bundles');
  return { scope: reasons.size > 0 ? 'cross-cutting' : 'feature', scopeReasons: [...reasons].sort() };
}

function migrates(findings: readonly Finding[]): boolean {
  const components = new Map<string, Set<string>>();
  for (const { code, component, args } of findings) {
    const { from, to } = args;
    if (code !== 'model-changed' || component === null || from == null || to == null) continue;
    const key = `${from}\n${to}`;
    components.set(key, (components.get(key) ?? new Set()).add(component));
  }
  return [...components.values()].some((names) => names.size > 1);
}

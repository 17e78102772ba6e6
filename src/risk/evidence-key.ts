import type { Bundle, Identity } from '../bundle/bundle.ts';
import { digestOf } from '../bundle/digest.ts';
import type { EvidenceRule } from '../config/policy.ts';
import { coveredBy } from './required-evidence.ts';

/**
 * What a result depends on, as bare hex: the components that it covers, the suite, the command, how it is scored and by
 * whom, and how its file is read. Where this is equal, another result is another attempt at the same thing. A path of the
 * results, a margin and a threshold change nothing that was measured, and are not in it.
 */
export function evidenceKey(bundle: Bundle, identity: Identity, rule: EvidenceRule): string {
  const covered = new Set(coveredBy(rule, identity));
  const { name, run = null, scorer = null, judge = null, format = null, columns } = rule;
  const { provider = null, prompt = null } = rule.select ?? {};
  return digestOf('airlock/evidence-key/v2', {
    bundle: bundle.name,
    evidence: name,
    // The suite counts whatever `covers` says: other questions give other answers.
    components: bundle.components
      .filter((one) => covered.has(one.name) || one.kind === 'evals')
      .map((one) => one.digest)
      .sort(),
    run,
    scorer,
    judge,
    format,
    columns,
    select: { provider, prompt },
  }).slice('sha256:'.length);
}

/** Digests of the components that hold the suites, in the order of their names. */
export function suiteOf(
  components: readonly { readonly name: string; readonly kind: string; readonly digest: string }[],
): string[] {
  return components
    .filter(({ kind }) => kind === 'evals')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ digest }) => digest);
}

/** Whether the bundle says what its suites ask: nobody can tell that two suites are equal that no component holds. */
export function hasSuite({ components }: Bundle): boolean {
  return components.some(
    ({ kind, entries, values }) => kind === 'evals' && (entries.length > 0 || Object.keys(values).length > 0),
  );
}

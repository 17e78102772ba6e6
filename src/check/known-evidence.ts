import { problem, Refusal } from '../problem.ts';
import { nearest } from '../reader/nearest.ts';
import type { ConfigPair } from './sides.ts';

/**
 * Results under a name that no policy asks for would be read and never judged.
 *
 * @param given names of the result files, `evidence` or `bundle/evidence`
 * @throws Refusal `unknown-evidence` with the nearest name there is
 */
export function knownEvidence(pairs: readonly ConfigPair[], given: readonly string[]): void {
  const configs = pairs
    .flatMap(({ base, head, policy = null }) => [base, head, policy])
    .filter((config) => config !== null);
  if (configs.length === 0) return;
  const names = [
    ...new Set(
      configs.flatMap(({ result }) => (result.ok ? result.policy.evidence.map((rule) => rule.name) : [])),
    ),
  ];
  const strange = given.find((name) => !names.includes(name.slice(name.indexOf('/') + 1)));
  if (strange === undefined) return;
  const expected =
    names.length === 0 ? 'a name of `evidence:`; none is defined' : `one of ${names.join(', ')}`;
  throw new Refusal([
    problem('unknown-evidence', { found: strange, expected, nearest: nearest(strange, names) }),
  ]);
}

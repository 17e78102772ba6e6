import type { CheckResult } from '../check.ts';
import { shellWord } from './shell.ts';

/** The command that gives the same answer on a laptop. */
export function reproduce(result: CheckResult): string {
  const given = result.evidence.flatMap(({ name, state, baselineSource, carry }) => {
    if (state.state !== 'measured' || carry?.kind === 'carried') return [];
    const baseline =
      baselineSource === 'given' && state.baseline !== null
        ? [`--baseline ${shellWord(`${name}=${state.baseline.file}`)}`]
        : [];
    return [`--evidence ${shellWord(`${name}=${state.candidate.file}`)}`, ...baseline];
  });
  return [
    'airlock check',
    `--base ${result.base.commit.slice(0, 12)}`,
    `--head ${result.head.commit.slice(0, 12)}`,
    ...given,
  ].join(' ');
}

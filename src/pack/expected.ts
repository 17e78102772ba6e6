import type { PackFacts } from './facts.ts';
import type { Manifest } from './manifest.ts';
import { differs } from './mismatch.ts';
import {
  BUNDLE,
  CHECK,
  CONTROLS,
  FACTS,
  type Parts,
  policyPart,
  REPORT,
  rawPart,
  type SideName,
  STATEMENTS,
  scorecardPart,
} from './parts.ts';

/** The parts that a pack was written with, without what was added later. */
export function firstParts(parts: Parts, first: Manifest): Parts {
  const names = new Set(first.files.map((file) => file.path));
  return new Map([...parts].filter(([path]) => names.has(path)));
}

/** A pack holds what its facts ask for and nothing beside it: a part that nothing is held against proves nothing. */
export function checkExpected(first: Parts, facts: PackFacts): void {
  const expected = new Set(expectedParts(facts));
  for (const part of expected) if (!first.has(part)) differs('part-missing', { part });
  for (const part of first.keys()) if (!expected.has(part)) differs('part-unexpected', { part });
}

function expectedParts({ policy, evidence }: PackFacts): string[] {
  const policies = (['base', 'head'] as const).flatMap((side: SideName) => {
    const config = policy[side];
    if (config === null) return [];
    return [policyPart(side, 'file'), ...(config.defaults === null ? [] : [policyPart(side, 'defaults')])];
  });
  const results = evidence.flatMap(({ name, state }) => {
    if (state.state !== 'measured') return [];
    return (['candidate', 'baseline'] as const).flatMap((arm) => {
      const raw = state[arm];
      if (raw === null) return [];
      return [scorecardPart(name, arm), ...(raw.withheld === null ? [rawPart(name, arm)] : [])];
    });
  });
  const made = [CHECK, ...Object.values(CONTROLS), ...Object.values(REPORT), ...Object.values(STATEMENTS)];
  return [FACTS, ...Object.values(BUNDLE), ...policies, ...results, ...made];
}

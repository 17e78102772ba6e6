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

/** The parts that others follow from. A pack holds these and what is made of them: a part beside it proves nothing. */
export function givenParts(first: Parts, facts: PackFacts): Parts {
  const [given, all] = [askedFor(facts), [...askedFor(facts), ...MADE]];
  for (const part of all) if (!first.has(part)) differs('part-missing', { part });
  for (const part of first.keys()) if (!all.includes(part)) differs('part-unexpected', { part });
  return new Map([...first].filter(([path]) => given.includes(path)));
}

const MADE: readonly string[] = [
  CHECK,
  ...Object.values(CONTROLS),
  ...Object.values(REPORT),
  ...Object.values(STATEMENTS),
];

function askedFor({ policy, evidence }: PackFacts): string[] {
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
  return [FACTS, ...Object.values(BUNDLE), ...policies, ...results];
}

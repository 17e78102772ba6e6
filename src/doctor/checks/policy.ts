import { ownerOf } from '../../bundle/describe.ts';
import type { Config } from '../../config/read.ts';
import { GATES } from '../../config/terms.ts';
import { keyOffset, type Path } from '../../reader/data.ts';
import { Lines } from '../../reader/text.ts';
import { readYaml } from '../../reader/yaml.ts';
import type { ConfigFacts, DoctorFacts } from '../facts.ts';
import { type DoctorFinding, found, type Place } from '../finding.ts';
import { drillFindings } from './release.ts';

/** Results below this many items show little but a demo's good will. */
export const DEMO_SIZE = 50;

/** Whether the policy asks for what the four gates, the suite and the way back promise. */
export function policyFindings(facts: DoctorFacts): DoctorFinding[] {
  if (facts.configs.length === 0) return [found('no-configuration', 'high', null)];
  return facts.configs.flatMap((config) => {
    const { path, result } = config;
    if (!result.ok)
      return result.problems.map((one) =>
        found(
          'configuration-broken',
          'high',
          { file: one.file ?? path, line: one.line },
          { problem: one.code },
        ),
      );
    const at = (...key: Path): Place => ({ file: path, line: lineOf(config, key) });
    return [
      ...(result.policy.stage === 'observe'
        ? [found('observe-only', 'low', at('stage'), { bundle: result.identity.name })]
        : []),
      ...gateFindings(result, at),
      ...sizeFindings(config, facts, at),
      ...planFindings(result, facts, at),
      ...drillFindings(result, facts, at),
    ];
  });
}

/** Line of a key, or of the nearest thing above it that stands in the file. */
function lineOf({ text }: ConfigFacts, path: Path): number | null {
  const result = readYaml(text, { depth: 32, tokens: 20_000, plain: false });
  const root = result.ok ? result.roots[0] : undefined;
  return root === undefined ? null : new Lines(text).at(Math.max(0, keyOffset(root, path))).line;
}

const WEIGHT = { functional: 'medium', safety: 'medium', operational: 'low', business: 'low' } as const;

/** Without a `gates` key criteria follow from the results, which are not looked at here. */
function gateFindings({ identity, policy }: Config, at: (...key: Path) => Place): DoctorFinding[] {
  const { gates, evidence } = policy;
  if (gates === null && evidence.length > 0) return [];
  return GATES.flatMap((gate) =>
    (gates ?? []).some((one) => one.gate === gate && one.criteria.length > 0)
      ? []
      : [found('gate-without-criteria', WEIGHT[gate], at('gates', gate), { gate, bundle: identity.name })],
  );
}

function sizeFindings(
  { path }: ConfigFacts,
  { sizes }: DoctorFacts,
  at: (...key: Path) => Place,
): DoctorFinding[] {
  return sizes
    .filter(({ config }) => config === path)
    .flatMap(({ evidence, items }) => {
      const place = at('evidence', evidence);
      if (items === null) return [found('results-not-there', 'unknown', place, { evidence })];
      if (items >= DEMO_SIZE) return [];
      return [found('evidence-demo-size', 'medium', place, { evidence, items, least: DEMO_SIZE })];
    });
}

/** A rollback plan that matches no file is none. */
function planFindings(
  { identity }: Config,
  { tree }: DoctorFacts,
  at: (...key: Path) => Place,
): DoctorFinding[] {
  const owner = ownerOf(identity.components);
  const has = tree.some(({ path }) => owner(path)?.kind === 'rollback-plan');
  return has ? [] : [found('no-rollback-plan', 'medium', at('components'), { bundle: identity.name })];
}

import { ownerOf } from '../bundle/describe.ts';
import { bundleDigest, componentDigest } from '../bundle/digest.ts';
import { absent, type GatheredEvidence } from '../check/evidence.ts';
import { judgement } from '../check/judgement.ts';
import { basePolicy, type ConfigPair, type DescribedSide, policyConfig } from '../check/sides.ts';
import { NO_STANDING } from '../check/standing.ts';
import type { CheckResult } from '../check.ts';
import { type LoadedConfig, loadedConfig } from '../config/load.ts';
import type { Policy } from '../config/policy.ts';
import type { Tier } from '../config/terms.ts';
import { Names } from '../evidence/columns.ts';
import type { EvidenceState } from '../gates/context.ts';
import { countedTier } from '../gates/decision.ts';
import { passRules } from '../gates/passes.ts';
import type { Carry, CarryOutcome } from '../risk/carry.ts';
import { higher } from '../risk/finding.ts';
import { type Changed, dueEvidence, requiredEvidence } from '../risk/required-evidence.ts';
import { readCanonical, sameJson, sha256Of } from './canonical.ts';
import type { ConfigFacts, EvidenceFacts, PackFacts } from './facts.ts';
import { brief, differs } from './mismatch.ts';
import { BUNDLE, FACTS, type Parts, policyPart, type SideName } from './parts.ts';
import type { Renderer } from './renderer.ts';
import { fromScorecard, policiesOf, type RowPolicies, ruleOf } from './rows.ts';

/** A pack as far as it is given and not made: what everything else in it must follow from. */
export interface Given {
  readonly facts: PackFacts;
  readonly sides: Readonly<Record<SideName, DescribedSide>>;
  readonly configs: ConfigPair;
  readonly policies: RowPolicies;
}

/** Reads the facts, the bundles and the policies of a pack, and holds them against one another. */
export function givenOf(parts: Parts, shapes: Pick<Renderer, 'facts' | 'side'>): Given {
  const facts = shaped(parts, FACTS, shapes.facts);
  const head = configOf(parts, 'head', facts.policy.head);
  const configs: ConfigPair = {
    base: configOf(parts, 'base', facts.policy.base),
    head,
    ...(facts.policy.inForce === undefined ? {} : { policy: head }),
  };
  const sides = {
    base: shaped(parts, BUNDLE.base, shapes.side),
    head: shaped(parts, BUNDLE.head, shapes.side),
  };
  checkSide('head', sides.head, configs.head);
  checkSide('base', sides.base, configs.base?.result.ok === false ? configs.head : configs.base);
  checkTier(facts);
  const given = { facts, sides, configs, policies: policiesOf(configs) };
  checkAbsences(given);
  return given;
}

function shaped<T>(parts: Parts, part: string, shape: (value: unknown) => T | null): T {
  const bytes = parts.get(part) ?? differs('part-missing', { part });
  return shape(readCanonical(bytes)) ?? differs('part-malformed', { part });
}

/** A configuration is read again from its text; the facts say which text that must be. */
function configOf(parts: Parts, side: SideName, facts: ConfigFacts | null): LoadedConfig | null {
  if (facts === null) return null;
  const text = policyText(parts, policyPart(side, 'file'), facts);
  const defaults =
    facts.defaults === null ? null : policyText(parts, policyPart(side, 'defaults'), facts.defaults);
  return loadedConfig({ text, defaults, stem: facts.stem }, facts.key);
}

function policyText(
  parts: Parts,
  part: string,
  { path, sha256 }: { readonly path: string; readonly sha256: string },
): { path: string; bytes: Uint8Array } {
  const bytes = parts.get(part) ?? differs('part-missing', { part });
  const rebuilt = sha256Of(bytes);
  if (rebuilt !== sha256) differs('policy-differs', { part, recorded: sha256, rebuilt });
  return { path, bytes };
}

/** A bundle's digest follows from its entries, its components from the configuration, its entries from the paths. */
function checkSide(
  side: SideName,
  { identity, bundle, commit }: DescribedSide,
  config: LoadedConfig | null,
): void {
  const part = BUNDLE[side];
  if (config?.result.ok && !sameJson(config.result.identity, identity))
    differs('bundle-differs', { part, at: 'identity' });
  const names = (one: { readonly name: string }): string => one.name;
  const isMapped = sameJson(identity.components.map(names), bundle.components.map(names));
  if (!isMapped || identity.name !== bundle.name || commit !== bundle.commit)
    differs('bundle-differs', { part, at: 'components' });
  const owner = ownerOf(identity.components);
  for (const component of bundle.components) {
    const { name, kind, values, entries, digest } = component;
    const rule = identity.components.find((one) => one.name === name);
    const stray = entries.find((entry) => owner(entry.path)?.name !== name);
    if (rule?.kind !== kind || !sameJson(rule.values, values) || stray !== undefined)
      differs('bundle-differs', { part, at: stray?.path ?? name });
    const rebuilt = componentDigest(component);
    if (digest !== rebuilt) differs('bundle-differs', { part, at: name, recorded: digest, rebuilt });
  }
  const rebuilt = bundleDigest(bundle.name, bundle.components);
  if (bundle.digest !== rebuilt) differs('bundle-differs', { part, recorded: bundle.digest, rebuilt });
}

/** A tier is the highest of its findings; a first release is high whatever they are. */
function checkTier({ risk, isFirst }: PackFacts): void {
  const rebuilt = risk.findings.reduce<Tier>(
    (worst, one) => higher(worst, one.tier),
    isFirst === true ? 'high' : 'low',
  );
  if (risk.tier !== rebuilt) differs('tier-differs', { part: FACTS, recorded: risk.tier, rebuilt });
}

/** All evidence of the policy in force is accounted for, once, and what is not there is not there for a reason. */
function checkAbsences({ facts, sides, policies }: Given): void {
  const asked = policies.policy.tiers[countedTier(facts.risk.tier)].evidence;
  const names = facts.evidence.map((one) => one.name);
  const expected = policies.policy.evidence.map((rule) => rule.name);
  const missing = expected.find((name) => !names.includes(name));
  const twice = names.find((name, i) => names.indexOf(name) < i);
  if (missing !== undefined || twice !== undefined)
    differs('absence-differs', { part: FACTS, at: missing ?? twice ?? null });
  for (const { name, state } of facts.evidence) {
    const rule = ruleOf(name, policies);
    if (state.state === 'measured' || state.code === 'evidence-unreadable') continue;
    const reason = absent(rule, {
      moment: facts.moment,
      identity: sides.head.identity,
      changes: changedIn(facts),
      withoutKeys: state.code === 'no-key',
      asked,
      carried: { carry: carryOf(facts) },
    });
    if (!sameJson(reason, state))
      differs('absence-differs', { part: FACTS, at: name, recorded: state.code, rebuilt: codeOf(reason) });
  }
}

function changedIn({ changes, map, isFirst }: PackFacts): Changed {
  return { changes, map, isFirst: isFirst === true };
}

function carryOf({ evidence }: PackFacts): Carry {
  return new Map(
    evidence.flatMap(({ name, carry }): [string, CarryOutcome][] =>
      carry === undefined ? [] : [[name, carry]],
    ),
  );
}

function codeOf(state: EvidenceState): string {
  return state.state === 'measured' ? state.state : state.code;
}

/** The whole result, judged anew from the figures in the pack. */
export async function rebuilt(
  parts: Parts,
  { facts, sides, configs, policies }: Given,
): Promise<CheckResult> {
  const { policy, otherPolicy } = policies;
  const changes = { changes: facts.changes, map: facts.map, outside: [] };
  const evidence: GatheredEvidence[] = [];
  for (const one of facts.evidence) evidence.push(await gathered(parts, one, policies));
  const tier = countedTier(facts.risk.tier);
  const withBaseline = new Set(facts.withBaseline);
  const { base, head } = configs;
  const changed = base?.sha256 !== head?.sha256 || base?.defaultsSha256 !== head?.defaultsSha256;
  const inForce = policyConfig(configs);
  const isFirst = facts.isFirst === true;
  const unchanged = sides.base.bundle.digest === sides.head.bundle.digest && !changed && !isFirst;
  return {
    ...sides,
    version: facts.version,
    baseVersion: facts.baseVersion,
    configPath: facts.configPath,
    changes,
    references: facts.references,
    authorship: facts.authorship,
    vouchedBy: facts.vouchedBy,
    production:
      facts.production === null
        ? null
        : { ...facts.production, likeness: new Map(Object.entries(facts.production.likeness)) },
    risk: facts.risk,
    standing: facts.standing ?? NO_STANDING,
    required: requiredEvidence(
      dueEvidence(policy, tier, facts.moment),
      sides.head.identity,
      changedIn(facts),
      carryOf(facts),
      withBaseline,
    ),
    withBaseline,
    evidence,
    ...judgement({
      before: basePolicy(inForce),
      policy,
      proposed: base?.sha256 === head?.sha256 ? null : otherPolicy,
      evidence: new Map(evidence.map(({ name, state }) => [name, state])),
      mixes: facts.production?.mixes ?? {},
      seed: sides.head.bundle.digest,
      tier: facts.risk.tier,
      today: dayOf(facts),
      writers: { kind: facts.authorship.kind, vouchedBy: facts.vouchedBy },
      unchanged,
    }),
    ...ruled(policy, tier),
    environment: facts.environment,
    policy: { ref: facts.policy.ref, path: inForce?.path ?? null, sha256: inForce?.sha256 ?? null, changed },
    configs,
    rules: policy,
    emergencies: facts.emergencies ?? [],
    overrides: [],
    refusedOverrides: [],
    refusedWords: [],
    moment: facts.moment,
    today: dayOf(facts),
    unchanged,
    isFirst,
  };
}

/** The day of the judgement. In a pack that does not say, no quarantine was in force: it is read as after all of them. */
function dayOf({ today = '9999-12-31' }: PackFacts): string {
  return today;
}

function ruled(policy: Policy, tier: Tier): Pick<CheckResult, 'stage' | 'privacy' | 'tierRule'> {
  return { stage: policy.stage, privacy: policy.privacy, tierRule: policy.tiers[tier] };
}

async function gathered(
  parts: Parts,
  { name, baselineSource, recorded, carry, problems, state }: EvidenceFacts,
  policies: RowPolicies,
): Promise<GatheredEvidence> {
  if (state.state !== 'measured')
    return { name, baselineSource, recorded, carry: carry ?? null, problems, state };
  const rule = ruleOf(name, policies);
  if ((state.baseline === null) !== (baselineSource === null))
    differs('part-malformed', { part: FACTS, at: name, recorded: brief(baselineSource) });
  const items = new Names();
  const candidate = await fromScorecard(
    parts,
    { rule, arm: 'candidate', raw: state.candidate },
    policies,
    items,
  );
  const baseline =
    state.baseline === null
      ? null
      : await fromScorecard(parts, { rule, arm: 'baseline', raw: state.baseline }, policies, items);
  const { suiteChanged } = state;
  return {
    name,
    baselineSource,
    recorded,
    carry: carry ?? null,
    problems,
    state: {
      state: 'measured',
      candidate,
      baseline,
      pass: passRules(rule.pass),
      paired: rule.paired,
      suiteChanged,
      ...(carry?.kind === 'carried' && candidate.sha256 === baseline?.sha256 ? { same: true as const } : {}),
    },
  };
}

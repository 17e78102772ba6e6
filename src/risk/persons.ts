import { createHash } from 'node:crypto';
import type { Tier } from '../config/terms.ts';
import { canonicalJson } from '../jcs.ts';
import type { Risk } from './classify.ts';
import { type Finding, type FindingCode, isHigher, sortFindings } from './finding.ts';
import { shown } from './rules/rule.ts';

/** What a person says of a tier. */
export interface TierWord {
  readonly to: Tier;
  /** Who, as it is shown: `@ana`, `label airlock: raise`. */
  readonly by: string;
  /** Empty: none was given. */
  readonly reason: string;
}

/** Who lowered a tier, and what the rules and those who raised it had made of the change. */
export interface Lowered extends TierWord {
  readonly from: Tier;
}

/** The tier that rules and raises give, whatever was lowered afterwards. */
export function unloweredTier(risk: Pick<Risk, 'tier' | 'lowered'>): Risk['tier'] {
  return risk.lowered?.from ?? risk.tier;
}

/** Findings that are no matter of judgement: nobody's word takes a tier below theirs. docs/risk.md gives each its reason. */
const NOT_LOWERABLE: ReadonlySet<FindingCode> = new Set([
  'secret-added', // a key that is out is out, whatever anybody thinks of the change
  'hidden-text', // whoever decides has not seen what the model will read
  'reader-instruction', // it speaks to whoever decides
  'unreadable', // nobody has read it
  'component-map-loosened', // takes something out of what is judged at all
  'policy-loosened', // whom a policy binds does not loosen it by a word
  'team-rule', // policy has said already what this is
]);

/** What forbids going down to a tier; null: nothing does. */
export function notLowerable({ findings }: Risk, to: Tier): FindingCode | null {
  return findings.find((one) => NOT_LOWERABLE.has(one.code) && isHigher(one.tier, to))?.code ?? null;
}

/** The tier as somebody raised it; as it was where it stands there already. */
export function raisedRisk(risk: Risk, { to, by, reason }: TierWord): Risk {
  const from = risk.tier === 'unknown' ? 'low' : risk.tier;
  if (!isHigher(to, from)) return risk;
  const args = { by: shown(by), from, to, ...(reason === '' ? {} : { reason: shown(reason) }) };
  return withSaid(risk, to, said('raised-by-person', to, risk, args));
}

/** The tier as its owner lowered it. Findings keep their tiers: what was found stays found. */
export function loweredRisk(risk: Risk, { to, by, reason }: TierWord): Risk {
  if (risk.tier === 'unknown' || !isHigher(risk.tier, to)) return risk;
  const lowered: Lowered = { from: risk.tier, to, by, reason };
  const args = { by: shown(by), from: risk.tier, to, reason: shown(reason) };
  const finding = said('lowered-by-owner', to, risk, args);
  return { ...withSaid(risk, to, finding), lowered };
}

function withSaid(risk: Risk, tier: Tier, finding: Finding): Risk {
  return { ...risk, tier, findings: sortFindings([...risk.findings, finding]) };
}

function said(
  code: 'raised-by-person' | 'lowered-by-owner',
  tier: Tier,
  { findings }: Risk,
  args: Finding['args'],
): Finding {
  return { code, tier, component: null, path: findings[0]?.path ?? '', line: null, args };
}

/** What a report showed of a risk, without what was lowered: a word about it does not outlive it. Bare hex. */
export function riskDigest(risk: Risk): string {
  const findings = risk.findings.filter(({ code }) => code !== 'lowered-by-owner');
  const content = canonicalJson({
    tier: unloweredTier(risk),
    findings: findings.map(({ code, tier, component, path, line, args }) => ({
      code,
      tier,
      component,
      path,
      line,
      args: { ...args },
    })),
  });
  return createHash('sha256').update('airlock/risk/v1\n').update(content).digest('hex');
}

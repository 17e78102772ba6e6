import type { ChangeSet } from '../change/changes.ts';
import type { CheckPorts, CheckRequest, CheckResult } from '../check.ts';
import type { Policy } from '../config/policy.ts';
import { countedTier } from '../gates/decision.ts';
import type { Authorship } from '../risk/authorship.ts';
import type { Risk } from '../risk/classify.ts';
import type { RecordedBaseline } from './baseline.ts';
import type { CarriedOver } from './carry.ts';
import { gatherEvidence } from './evidence.ts';
import { judgement, NOTHING_CHANGED } from './judgement.ts';
import { productionOf, weighedBy } from './production.ts';
import type { BasePolicy, ConfigPair, DescribedSide } from './sides.ts';

/** One change with what is known of it before any result is read. */
export interface Case {
  readonly base: DescribedSide;
  readonly head: DescribedSide;
  readonly changes: ChangeSet;
  readonly before: BasePolicy;
  readonly policy: Policy;
  readonly risk: Risk;
  readonly authorship: Authorship;
  /** Who has a say and stands for the change; null: nobody. */
  readonly vouchedBy: string | null;
  readonly unchanged: boolean;
  readonly carried: CarriedOver;
  /** What a ledger holds to compare with, the first rung first. */
  readonly recorded: readonly RecordedBaseline[];
}

type Judged = Pick<CheckResult, 'evidence' | 'production' | 'gates' | 'decision' | 'preview'>;

/** Reads the results and asks the gates, under the policy in force and, for the preview, under the head's own. */
export async function judge(
  ports: CheckPorts,
  request: CheckRequest,
  pair: ConfigPair,
  parts: Case,
): Promise<Judged> {
  const { before, policy, head, changes, risk, unchanged } = parts;
  if (unchanged && request.skipUnchanged)
    return { evidence: [], production: null, gates: [], decision: NOTHING_CHANGED, preview: null };
  const headPolicy =
    pair.head?.result.ok && before.kind === 'given' && pair.policy === undefined
      ? pair.head.result.policy
      : null;
  ports.progress({ step: 'evidence', bundle: head.bundle.name });
  const evidence = await gatherEvidence(ports.repository, ports.results, {
    policy,
    otherPolicy: headPolicy,
    hasPolicy: pair.base !== null || pair.head !== null,
    identity: head.identity,
    changes: { ...changes, isFirst: request.isFirst ?? false },
    baseCommit: parts.base.commit,
    moment: request.moment,
    withoutKeys: request.withoutKeys,
    asked: policy.tiers[countedTier(risk.tier)].evidence,
    given: ofBundle(request.evidence, head.bundle.name),
    givenBaselines: ofBundle(request.baselines, head.bundle.name),
    givenIsKept: request.evidenceIsKept ?? false,
    carried: parts.carried,
    recorded: parts.recorded,
  });
  ports.progress({ step: 'gates', bundle: head.bundle.name });
  const policies = [policy, ...(headPolicy === null ? [] : [headPolicy])];
  const production = await productionOf(ports.repository, parts.base, evidence, weighedBy(policies));
  return {
    evidence,
    production,
    ...judgement({
      before,
      policy,
      proposed: pair.base?.sha256 === pair.head?.sha256 ? null : headPolicy,
      evidence: new Map(evidence.map(({ name, state }) => [name, state])),
      mixes: production?.mixes ?? {},
      seed: head.bundle.digest,
      tier: risk.tier,
      today: request.today,
      writers: { kind: parts.authorship.kind, vouchedBy: parts.vouchedBy },
      unchanged,
    }),
  };
}

/** Files that are given for this bundle: by the bare name of an evidence, or by `bundle/name` where several have it. */
function ofBundle<T>(given: ReadonlyMap<string, T>, bundle: string): ReadonlyMap<string, T> {
  const own = [...given].flatMap(([name, value]): [string, T][] => {
    const [first = '', second] = name.split('/');
    return second === undefined ? [[first, value]] : first === bundle ? [[second, value]] : [];
  });
  return new Map(own);
}

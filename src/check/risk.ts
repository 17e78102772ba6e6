import type { ChangeSet } from '../change/changes.ts';
import type { CheckRequest } from '../check.ts';
import { classify, type Risk } from '../risk/classify.ts';
import { diffPolicies } from '../risk/policy-diff.ts';
import type { RiskContext } from '../risk/rules/rule.ts';
import { type ExternalReference, endingModels } from './references.ts';
import type { BasePolicy, ConfigPair, DescribedSide } from './sides.ts';

interface RiskParts {
  readonly base: DescribedSide;
  readonly head: DescribedSide;
  readonly changes: ChangeSet;
  readonly context: RiskContext;
  readonly references: readonly ExternalReference[];
}

/** What the rules say of a change, under the policy in force and with what a person asked for. */
export function riskOf(
  request: Pick<CheckRequest, 'raisedBy' | 'isFirst' | 'isUnreviewed'>,
  pair: ConfigPair,
  before: BasePolicy,
  { base, head, changes, context, references }: RiskParts,
): Risk {
  const headPolicy = pair.head?.result.ok ? pair.head.result.policy : null;
  const nothing = (side: DescribedSide): boolean =>
    side.identity.provisional && side.bundle.components.every((one) => one.entries.length === 0);
  const risk = classify({
    changes,
    // A promotion is judged by today's policy; the one beside its files is in force nowhere.
    policyChanges:
      before.kind === 'given' && headPolicy !== null && pair.policy === undefined
        ? diffPolicies(before.policy, headPolicy)
        : [],
    configPath: (pair.head ?? pair.base)?.path ?? null,
    policy: before.kind === 'given' ? before.policy.risk : null,
    context,
    ending: endingModels(references, context),
    raisedBy: request.raisedBy,
    isUnreviewed: request.isUnreviewed ?? false,
    nothingRecognised: nothing(base) && nothing(head),
  });
  return request.isFirst === true ? { ...risk, tier: 'high' } : risk;
}

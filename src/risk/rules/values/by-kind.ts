import type { Kind } from '../../../bundle/kinds.ts';
import type { Change } from '../../../change/change.ts';
import type { Tier } from '../../../config/terms.ts';
import type { Finding, FindingCode } from '../../finding.ts';
import type { KeyMeaning } from '../../key-words.ts';
import { told, type ValueItem } from './value.ts';

/** What an edit means that no rule explains: as much as its component does. */
export const UNEXPLAINED: Readonly<Record<Kind, readonly [FindingCode, Tier]>> = {
  model: ['values-changed', 'medium'],
  inference: ['values-changed', 'medium'],
  weights: ['weights-changed', 'high'],
  prompt: ['prompt-guidance-changed', 'medium'],
  'agent-instructions': ['agent-instructions-changed', 'low'],
  tools: ['tool-changed', 'medium'],
  routing: ['routing-changed', 'medium'],
  retrieval: ['retrieval-changed', 'medium'],
  safety: ['safety-rule-changed', 'high'],
  evals: ['eval-changed', 'medium'],
  'drift-baseline': ['baseline-rerecorded', 'medium'],
  'training-data': ['training-data-changed', 'high'],
  features: ['training-data-changed', 'high'],
  orchestration: ['orchestration-changed', 'medium'],
  serving: ['runtime-changed', 'low'],
  'rollback-plan': ['rollback-plan-changed', 'low'],
  runtime: ['runtime-changed', 'low'],
  other: ['values-changed', 'medium'],
};

const BY_MEANING: Partial<Record<KeyMeaning, readonly [FindingCode, Tier]>> = {
  inference: ['inference-parameter-changed', 'medium'],
  routing: ['routing-changed', 'medium'],
  endpoint: ['routing-changed', 'medium'],
  retrieval: ['retrieval-changed', 'medium'],
  'embedding-model': ['embedding-model-changed', 'medium'],
  middleware: ['engine-changed', 'medium'],
  safety: ['safety-rule-changed', 'high'],
  decision: ['decision-rule-changed', 'high'],
  tools: ['tool-changed', 'medium'],
  infrastructure: ['runtime-changed', 'low'],
  metadata: ['metadata-changed', 'low'],
  sample: ['metadata-changed', 'low'],
};

/** Kinds in which a description is shown to people, not to a model that chooses by it. */
export const DISPLAYS: ReadonlySet<Kind> = new Set([
  'model',
  'inference',
  'weights',
  'serving',
  'runtime',
  'evals',
  'retrieval',
]);

/** An agent is chosen by what it says of itself. */
export const AGENT = /(?:^|[/_.-])agents?(?:[/_.-]|$)/iu;

/** Kinds in which no meaning of a key makes an edit less than the kind does, nor more. */
const KIND_DECIDES: ReadonlySet<Kind> = new Set([
  'weights',
  'agent-instructions',
  'rollback-plan',
  'drift-baseline',
]);

/** A value by what its key means in general, else by its component's kind. */
export function byKind(change: Change, item: ValueItem, meaning: KeyMeaning | null): Finding {
  if (meaning === 'description' && DISPLAYS.has(change.kind) && !AGENT.test(change.path))
    return told('metadata-changed', 'low', change, item);
  const known = meaning === null || KIND_DECIDES.has(change.kind) ? undefined : BY_MEANING[meaning];
  const [code, tier] = known ?? UNEXPLAINED[change.kind];
  return told(code, tier, change, item);
}

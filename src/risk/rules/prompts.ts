import type { Change } from '../../change/change.ts';
import type { Tier } from '../../config/terms.ts';
import type { FindingCode } from '../finding.ts';
import { isDeciding, isFormatting, isProtective, negations, obligation } from '../lexicon.ts';
import { wordingProof } from '../wording.ts';
import { finding, type ItemOf, type Rule, shown } from './rule.ts';

type Sentence = ItemOf<'sentence'>;

/** Sentences that instruct a model: what they protect, decide and bind, before and after. */
export const promptRule: Rule = (change) => {
  const sentences = change.items.filter((item) => item.type === 'sentence');
  return sentences.map((sentence) => {
    const [code, tier] = verdict(change, sentence);
    const proof =
      sentence.from !== null && sentence.to !== null ? wordingProof(sentence.from, sentence.to) : null;
    return finding(code, tier, change, sentence.line, {
      from: shown(sentence.from),
      to: shown(sentence.to),
      ...(sentence.key === null ? {} : { key: sentence.key }),
      ...(code === 'prompt-wording' ? { proof } : {}),
    });
  });
};

function verdict(change: Change, { from, to }: Sentence): [FindingCode, Tier] {
  const code = codeOf(from, to);
  if (change.kind === 'agent-instructions') return forDevelopers(code);
  if (change.kind === 'safety' && code !== 'prompt-wording' && code !== 'no-effect')
    return ['safety-rule-changed', 'high'];
  if (change.kind === 'rollback-plan') return ['rollback-plan-changed', 'low'];
  return [code, TIERS[code] ?? 'medium'];
}

const TIERS: Partial<Record<FindingCode, Tier>> = {
  'prompt-wording': 'low',
  'no-effect': 'low',
  'response-format-changed': 'low',
  'prompt-guidance-changed': 'medium',
  'protective-added': 'medium',
  'effective-prompt-not-visible': 'medium',
  'protective-removed': 'high',
  'protective-weakened': 'high',
  'decision-rule-changed': 'high',
};

/** Instructions for development tools weigh less: no customer meets them. */
function forDevelopers(code: FindingCode): [FindingCode, Tier] {
  if (code === 'protective-removed' || code === 'protective-weakened') return [code, 'medium'];
  return code === 'prompt-wording' ? [code, 'low'] : ['agent-instructions-changed', 'low'];
}

function codeOf(from: string | null, to: string | null): FindingCode {
  if (from !== null && to !== null) return reworded(from, to);
  return from !== null ? removed(from) : added(to ?? '');
}

const INCLUDES = /\{%-?\s*(?:include|extends|import)|\{\{>\s*\w|<%-\s*include/u;
const MARKUP_ONLY = /^[\s\p{P}\p{S}]*$/u;

function removed(sentence: string): FindingCode {
  if (MARKUP_ONLY.test(sentence)) return 'no-effect';
  if (INCLUDES.test(sentence)) return 'effective-prompt-not-visible';
  if (isProtective(sentence) && !isFormattingRule(sentence)) return 'protective-removed';
  if (isDeciding(sentence)) return 'decision-rule-changed';
  return isFormatting(sentence) ? 'response-format-changed' : 'prompt-guidance-changed';
}

function added(sentence: string): FindingCode {
  if (MARKUP_ONLY.test(sentence)) return 'no-effect';
  if (INCLUDES.test(sentence)) return 'effective-prompt-not-visible';
  if (isDeciding(sentence)) return 'decision-rule-changed';
  if (isProtective(sentence)) return 'protective-added';
  return isFormatting(sentence) ? 'response-format-changed' : 'prompt-guidance-changed';
}

/** "You MUST NOT use a table of contents" forbids a layout and protects nobody. */
function isFormattingRule(sentence: string): boolean {
  return isFormatting(sentence) && !isDeciding(sentence);
}

function reworded(from: string, to: string): FindingCode {
  if (wordingProof(from, to) !== null) return 'prompt-wording';
  if (INCLUDES.test(from) || INCLUDES.test(to)) return 'effective-prompt-not-visible';
  const protective = isProtective(from) && !isFormattingRule(from);
  if (protective && (weaker(from, to) || negations(to) < negations(from))) return 'protective-weakened';
  if (isDeciding(from) || isDeciding(to)) return 'decision-rule-changed';
  if (weaker(from, to) && obligation(from) === 2) return 'protective-weakened';
  return isFormatting(from) && isFormatting(to) ? 'response-format-changed' : 'prompt-guidance-changed';
}

/** "must" became "should", "should" became "may". */
function weaker(from: string, to: string): boolean {
  const [before, after] = [obligation(from), obligation(to)];
  return before !== null && after !== null && after < before;
}

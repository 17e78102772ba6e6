import { containment, wordsOf } from '../change/words.ts';
import {
  EXCEPTION,
  FORBIDS_UNASKED,
  GUARDED,
  isDeciding,
  isFormatting,
  isProtective,
  namesLayout,
  negations,
  obligations,
  UNASKED,
  WIDENS,
} from './lexicon.ts';
import { differingWords, type Spelt, wordingProof } from './wording.ts';

/** What an edit of one sentence does to a model's instructions. */
export type InstructionCode =
  | 'no-effect'
  | 'prompt-wording'
  | 'response-format-changed'
  | 'prompt-guidance-changed'
  | 'effective-prompt-not-visible'
  | 'protective-added'
  | 'protective-removed'
  | 'protective-weakened'
  | 'confirmation-dropped'
  | 'decision-rule-changed';

/** Judges a sentence before and after; null where it was not there, or is not there any more. */
export function judgeInstruction(from: string | null, to: string | null, spelt?: Spelt): InstructionCode {
  if (from !== null && to !== null) return reworded(from, to, spelt);
  const text = from ?? to ?? '';
  if (MARKUP_ONLY.test(text)) return 'no-effect';
  if (INCLUDES.test(text)) return 'effective-prompt-not-visible';
  return from === null ? added(text) : removed(text);
}

const INCLUDES = /\{%-?\s*(?:include|extends|import|from)\b|\{\{>\s*\w|<%-\s*include/u;
const MARKUP_ONLY = /^[\s\p{P}\p{S}]*$/u;

function removed(sentence: string): InstructionCode {
  if (guards(sentence)) return asks(sentence) ? 'confirmation-dropped' : 'protective-removed';
  if (isDeciding(sentence)) return 'decision-rule-changed';
  return isFormatting(sentence) ? 'response-format-changed' : 'prompt-guidance-changed';
}

function added(sentence: string): InstructionCode {
  if (UNASKED.test(sentence) && !FORBIDS_UNASKED.test(sentence)) return 'confirmation-dropped';
  if (isDeciding(sentence)) return 'decision-rule-changed';
  if (guards(sentence)) return 'protective-added';
  return isFormatting(sentence) ? 'response-format-changed' : 'prompt-guidance-changed';
}

/** "You MUST NOT use a table of contents" forbids a layout and protects nobody. */
function guards(sentence: string): boolean {
  return (
    isProtective(sentence) && (!isFormatting(sentence) || isDeciding(sentence) || GUARDED.test(sentence))
  );
}

/** A step at which a person is asked. */
function asks(sentence: string): boolean {
  return (
    /\b(?:confirm|confirmation|permission|approval|consent)\b/iu.test(sentence) && !UNASKED.test(sentence)
  );
}

function reworded(from: string, to: string, spelt?: Spelt): InstructionCode {
  if (wordingProof(from, to, spelt) !== null) return 'prompt-wording';
  if (INCLUDES.test(from) || INCLUDES.test(to)) return 'effective-prompt-not-visible';
  if (UNASKED.test(to) && !UNASKED.test(from) && !FORBIDS_UNASKED.test(to)) return 'confirmation-dropped';
  if (guards(from) && weakened(from, to))
    return asks(from) && !asks(to) ? 'confirmation-dropped' : 'protective-weakened';
  if (decides(from, to)) return 'decision-rule-changed';
  if (weaker(from, to)) return 'protective-weakened';
  return isFormatting(from) && isFormatting(to) && !guards(from) && isAboutLayout(from, to)
    ? 'response-format-changed'
    : 'prompt-guidance-changed';
}

/** Words that say so much more that they are an instruction of their own. */
const A_CLAUSE = 4;

/** Whether what came into a sentence about layout is about layout, too. */
function isAboutLayout(from: string, to: string): boolean {
  const { come } = differingWords(from, to);
  return come.length < A_CLAUSE || namesLayout(come.join(' '));
}

/** A protection with fewer negations, less obligation, a way around it, or less that it protects. */
function weakened(from: string, to: string): boolean {
  if (!isProtective(to) || negations(to) < negations(from) || weaker(from, to)) return true;
  const { gone, come } = differingWords(from, to);
  if (
    negations(from) === 0 &&
    come.some((word) => WIDENS.test(word)) &&
    !gone.some((word) => WIDENS.test(word))
  )
    return true;
  // Of several things that were asked about only some are left.
  if (asks(from) && gone.some((word) => JOINS.test(word)) && !come.some((word) => JOINS.test(word)))
    return true;
  if (come.some((word) => EXCEPTION.test(word)) && !gone.some((word) => EXCEPTION.test(word))) return true;
  return (
    gone.length > 0 && gone.some((word) => GUARDED.test(word)) && !come.some((word) => GUARDED.test(word))
  );
}

const JOINS = /^(?:and|or|all|any|every|each)$/u;

/** "must" became "should" or "may", "should" became "may". */
function weaker(from: string, to: string): boolean {
  const [mayBefore, shouldBefore, mustBefore] = obligations(from);
  const [mayNow, shouldNow, mustNow] = obligations(to);
  if (mustNow < mustBefore) return shouldNow + mayNow > shouldBefore + mayBefore;
  return mustNow === mustBefore && shouldNow < shouldBefore && mayNow > mayBefore;
}

/** A clause from which so much stays is taken to be the same clause. */
const SAME_CLAUSE = 0.999;

/** Whether what decides changed: some clause that decides, before or after, is not there word for word on the other side. */
function decides(from: string, to: string): boolean {
  if (!isDeciding(from) && !isDeciding(to)) return false;
  const stays = (clause: string, other: string): boolean =>
    containment(wordsOf(clause), wordsOf(other)) >= SAME_CLAUSE && negations(clause) <= negations(other);
  const changed = (text: string, other: string): boolean =>
    clauses(text).some((clause) => isDeciding(clause) && !stays(clause, other));
  const { gone, come } = differingWords(from, to);
  // A condition added to another clause narrows or widens the whole sentence.
  return changed(from, to) || changed(to, from) || [...gone, ...come].some((word) => DECISIVE.test(word));
}

const DECISIVE =
  /^(?:not|no|never|only|unless|except|if|all|any|every|always|most|least|\d.*|may|must|should|can|cannot|without|and|or)$/u;

function clauses(text: string): string[] {
  return text.split(/[,;:–—]\s+|\s+[–—-]\s+/u).filter((clause) => clause.trim() !== '');
}

import type { Kind } from '../../bundle/kinds.ts';
import type { Change } from '../../change/change.ts';
import type { ChangeFacts } from '../../change/facts.ts';
import { squeezed } from '../../change/words.ts';
import { isWorkflow } from '../../change/workflow.ts';
import type { Tier } from '../../config/terms.ts';
import { ABOUT_PROSE, type Finding, type FindingCode } from '../finding.ts';
import { heirsOf } from '../heirs.ts';
import { type InstructionCode, judgeInstruction } from '../instructions.ts';
import type { KeyMeaning } from '../key-words.ts';
import { meaningOf } from '../keys.ts';
import { GUARDED, isProtective, negations } from '../lexicon.ts';
import { type Spelt, wordingProof } from '../wording.ts';
import { isInChangedCase } from './evals.ts';
import { isDocumentation } from './files.ts';
import { finding, type ItemOf, type Rule, shown } from './rule.ts';
import { isManifest } from './runtime.ts';
import { AGENT, DISPLAYS, UNEXPLAINED } from './values/by-kind.ts';

type Sentence = ItemOf<'sentence'>;

/** Sentences that instruct a model: what they protect, decide and bind, before and after. */
export const promptRule: Rule = (change, facts) => {
  if (isDocumentation(change) || isWorkflow(change.path) || isManifest(change.path)) return [];
  // That the plan went is told of the file; its sentences went with it.
  if (change.kind === 'rollback-plan' && change.status === 'removed') return [];
  // What chose a route went as a whole: requests go elsewhere, and no answer has lost a protection.
  if (change.kind === 'routing' && change.status === 'removed') return wholeRoute(change);
  const sentences = change.items.filter((item) => item.type === 'sentence');
  const relaid = sentences.length > 0 && isRelaid(change, facts);
  return sentences.flatMap((sentence) => {
    if (relaid) return [sentenceFinding(change, sentence, ['prompt-wording', 'low'], undefined)];
    if (sentence.key !== null && isInChangedCase(change, sentence.key)) return [];
    const moved = facts.moved.get(sentence);
    if (facts.movedWhole.has(sentence))
      return [
        finding('no-effect', 'low', change, sentence.line, { proof: 'moved', other: shown(moved ?? '') }),
      ];
    const verdict =
      moved === undefined ? verdictOf(change, sentence, speltIn(change, facts)) : movedVerdict(change);
    return verdict === null ? [] : [sentenceFinding(change, sentence, verdict, moved)];
  });
};

/** Whether every word and mark of a file stands where it stood, in lines and points that are cut otherwise. */
function isRelaid({ path }: Change, facts: ChangeFacts): boolean {
  const runs = facts.files.get(path)?.runs ?? [];
  const text = (lines: readonly string[]): string => lines.map(withoutPoint).join(' ');
  return runs.length > 0 && runs.every(({ from, to }) => squeezed(text(from)) === squeezed(text(to)));
}

function withoutPoint(sentence: string): string {
  return sentence.replace(/^\s*(?:\d{1,3}[.)]|[-*+•>])\s+/u, '');
}

function wholeRoute(change: Change): Finding[] {
  const spoke = change.items.some((item) => item.type === 'sentence');
  return spoke ? [finding('routing-changed', 'medium', change, null, { reason: 'removed' })] : [];
}

type Verdict = readonly [FindingCode, Tier];

function sentenceFinding(
  change: Change,
  { from, to, key, line }: Sentence,
  [code, tier]: Verdict,
  moved: string | undefined,
): Finding {
  return finding(code, tier, change, line, {
    ...(ABOUT_PROSE.has(code) ? { from: shown(from), to: shown(to) } : {}),
    ...(key === null ? {} : { key }),
    ...(moved === undefined ? {} : { [from === null ? 'movedFrom' : 'movedTo']: moved }),
    ...(code === 'prompt-wording' && from !== null && to !== null
      ? { proof: wordingProof(from, to) ?? 'one-misspelling' }
      : {}),
  });
}

/** A sentence that stands in another file now is not gone, but nobody can say that its prompt still has it. */
function movedVerdict(change: Change): Verdict {
  const [code, tier] = UNEXPLAINED[change.kind];
  return tier === 'high' ? [code, tier] : [READS.has(change.kind) ? 'prompt-guidance-changed' : code, tier];
}

/** Kinds whose prose a model reads as instructions. In all others prose is content, or a note for people. */
const READS: ReadonlySet<Kind> = new Set([
  'prompt',
  'agent-instructions',
  'safety',
  'tools',
  'routing',
  'orchestration',
]);
/** Meanings of a key under which text is an instruction, whatever the component is. */
const INSTRUCTS: ReadonlySet<KeyMeaning> = new Set(['prompt', 'decision', 'safety', 'confirmation', 'tools']);
const STOPS = /\bexit [1-9]/u;
const NOTES: ReadonlySet<KeyMeaning> = new Set(['metadata', 'sample', 'infrastructure']);

/** A word that the rest of the text has, and one that it has nowhere. */
function speltIn({ path }: Change, facts: ChangeFacts): Spelt {
  return (right, wrong) => {
    const words = facts.files.get(path)?.words;
    return words !== undefined && (words.get(right) ?? 0) > 1 && !words.has(wrong);
  };
}

function verdictOf(change: Change, sentence: Sentence, spelt: Spelt): Verdict | null {
  const meaning = sentence.key === null ? null : meaningOf(sentence.key, change.kind);
  // A step of an action is a script: where it stopped and stops no more, what comes behind it passes.
  if (sentence.key !== null && /\.run$/u.test(sentence.key))
    return STOPS.test(sentence.from ?? '') && !STOPS.test(sentence.to ?? '')
      ? ['gate-weakened', 'high']
      : ['orchestration-changed', 'medium'];
  if (meaning !== null && NOTES.has(meaning)) return ['metadata-changed', 'low'];
  // Of a program only what speaks to a model is read as sentences.
  const isProgram = change.language !== undefined;
  if (meaning === 'description' && DISPLAYS.has(change.kind) && !isProgram && !AGENT.test(change.path))
    return ['metadata-changed', 'low'];
  const code = made(change, sentence, judged(change, sentence, spelt));
  const instructs = isProgram || (meaning !== null && INSTRUCTS.has(meaning));
  const speaks = instructs || (sentence.key !== null && isSpokenTo(sentence));
  // What tells a model to guard decides with every sentence.
  if (
    isProgram &&
    isGuard(sentence.key) &&
    code !== 'prompt-wording' &&
    code !== 'no-effect' &&
    sentence.from !== null
  )
    return ['safety-rule-changed', 'high'];
  // An agent that went with its prompt has lost no protection.
  if (isProgram && (change.status === 'removed' || wentWhole(change, sentence)))
    return asInstruction(change.kind, 'prompt-guidance-changed');
  return READS.has(change.kind) || speaks ? asInstruction(change.kind, code) : asContent(change.kind, code);
}

/** Whether a prompt is called as a guard is: `prompt_safety_expert`, `moderationInstructions`. */
function isGuard(key: string | null): boolean {
  return (
    key !== null &&
    /(?:^|_)(?:safety|guard_?rails?|moderation|moderator|jailbreak|content_policy)(?:_|$)/u.test(
      key
        .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
        .toLowerCase()
        .replace(/[^a-z0-9]+/gu, '_'),
    )
  );
}

/** Text under a key that says nothing is an instruction where it speaks to whoever reads it. */
function isSpokenTo({ from, to }: Sentence): boolean {
  return [from, to].some(
    (text) => text !== null && /\byou(?:r|['’]re| are| must| should| will| can)?\b/iu.test(text),
  );
}

const TIERS: Readonly<Record<InstructionCode, Tier>> = {
  'no-effect': 'low',
  'prompt-wording': 'low',
  'response-format-changed': 'low',
  'prompt-guidance-changed': 'medium',
  'effective-prompt-not-visible': 'medium',
  'protective-added': 'medium',
  'protective-removed': 'high',
  'protective-weakened': 'high',
  'confirmation-dropped': 'high',
  'decision-rule-changed': 'high',
};

function asInstruction(kind: Kind, code: InstructionCode): Verdict {
  const harmless = code === 'prompt-wording' || code === 'no-effect';
  if (kind === 'agent-instructions') return forDevelopers(code);
  if (kind === 'safety' && !harmless) return ['safety-rule-changed', 'high'];
  if (kind === 'evals') return asContent(kind, code);
  if (code === 'prompt-guidance-changed' && kind !== 'prompt') {
    const [own, tier] = UNEXPLAINED[kind];
    return tier === 'medium' && READS.has(kind) ? [own, tier] : [code, 'medium'];
  }
  return [code, TIERS[code]];
}

/** Prose that no model is instructed by counts as any other content of its component. */
function asContent(kind: Kind, code: InstructionCode): Verdict {
  if (code === 'no-effect' || code === 'prompt-wording') return [code, 'low'];
  return UNEXPLAINED[kind];
}

/** Instructions for development tools weigh less: no customer meets them. */
function forDevelopers(code: InstructionCode): Verdict {
  if (code === 'protective-removed' || code === 'protective-weakened' || code === 'confirmation-dropped')
    return [code, 'medium'];
  return code === 'prompt-wording' || code === 'no-effect'
    ? [code, 'low']
    : ['agent-instructions-changed', 'low'];
}

/** A prompt that went with what it was for, and none came in its place. */
function wentWhole(change: Change, { whole = false }: Sentence): boolean {
  const comes = change.items.some((item) => item.type === 'sentence' && item.to !== null);
  return whole && !comes;
}

/**
 * A prohibition about the task that made way for another one in the same prompt: the task is told otherwise. One about
 * secrets, harm or truth, or about asking first, is never made up for by another.
 */
function made(change: Change, { from, to, key }: Sentence, code: InstructionCode): InstructionCode {
  if (code !== 'protective-removed' || from === null || to !== null || GUARDED.test(from)) return code;
  return protectedAnew(change).has(key) ? 'prompt-guidance-changed' : code;
}

const anew = new WeakMap<Change, ReadonlySet<string | null>>();

/** Prompts of a change to which a prohibition came, by their keys. */
function protectedAnew(change: Change): ReadonlySet<string | null> {
  const keys =
    anew.get(change) ??
    new Set(
      change.items.flatMap((item) =>
        item.type === 'sentence' && item.from === null && isProtective(item.to ?? '') ? [item.key] : [],
      ),
    );
  anew.set(change, keys);
  return keys;
}

/** Share of a sentence's words in one other sentence from which that one takes its place. */
const TAKES_ITS_PLACE = 0.8;

/** A sentence that went is judged against what took its words in, where one sentence did: texts are joined as well as cut. */
function judged(change: Change, { from, to, key }: Sentence, spelt: Spelt): InstructionCode {
  if (from === null || to !== null) return judgeInstruction(from, to, spelt);
  const heir = heirsOf(change, from, TAKES_ITS_PLACE).find(
    (item) => item.key === key && negations(item.to ?? '') >= negations(from),
  );
  return judgeInstruction(from, heir?.to ?? null);
}

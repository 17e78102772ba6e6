import type { Change } from '../../change/change.ts';
import { endingOf, withoutComments } from '../../change/comments.ts';
import type { ChangeFacts } from '../../change/facts.ts';
import { likeness, squeezed, wordsOf } from '../../change/words.ts';
import type { Finding } from '../finding.ts';
import { mayBeProgram } from './files.ts';
import { finding, type ItemOf, type Rule, shown } from './rule.ts';

/**
 * Conditions of a program that decide whether something is allowed, asked about, or stopped. Which way one moved is told
 * where only its joints differ; else that it changed is all there is to say, and that is high: the next caller gets another
 * answer than the last one did.
 */
export const guardRule: Rule = (change, facts) => {
  if (!mayBeProgram(change)) return [];
  if (change.status === 'removed' || change.status === 'added') return [];
  if (facts.files.get(change.path)?.broken === true) return [];
  const runs = change.items.filter((item) => item.type === 'lines');
  const written = facts.files.get(change.path)?.runs ?? [];
  const gone = guardsOf(change, runs, 'from');
  const come = guardsOf(change, runs, 'to');
  const [left, right] = withoutEqual(gone, come);
  return [
    // How deep a line stands is layout to a program's grammar, and is looked at as it is written.
    ...enclosed(change, guardsOf(change, written, 'from'), guardsOf(change, written, 'to')),
    ...changedGuards(change, left, right, {
      others: elsewhere(change, facts),
      hadOne: gone.some(({ bare }) => OPENS.test(named(bare))),
    }),
  ];
};

/** Parts of names by which a program says that somebody is protected by what it decides. */
const GUARDS =
  /auto_?approv|approval|approved?\b|needs_approv|permission|permitted|authori[sz](?:e|ed|ation)\b|confirmation|confirmed|requires?_confirm|block_?list|blacklist|deny_?list|denied|allow_?list|whitelist|is_allowed|allowed_(?:tools?|commands?|domains?|paths?|urls?|actions?)|disallow|is_blocked|should_block|blocked|forbidden|prohibited|restricted|is_safe|if_safe|safe_prompt|unsafe|safety|guard_?rail|moderat(?:e|ed|ion)|jailbreak|prompt_injection|toxic|harmful|redact|anonymi[sz]|\bpii\b|sandbox(?:ed)?|dangerous|modifies_resource|eligib|escalat|refus(?:e|al)|verdict|auto_(?:run|exec|apply)|suspicious|malicious|profanity|human_in_the_loop|needs_human|bypass/u;
/** What it must be to be more than the mention of a name: a condition, an answer, or the call of what guards. */
const DECIDES =
  /\b(?:if|elif|elsif|unless|while|when|return|assert)\b|&&|\|\||\?(?![.:])|\b(?:and|or)\b|[!=]==?(?!>)/u;
const CALLS =
  /\b\w*(?:safe|safety|guard|moderat|approv|confirm|permission|authori|allow|block|suspicious|malicious|den(?:y|ied)|redact|anonymi|sanitiz|escalat|refus|eligib)\w*\s*\(/u;
/** Types, imports and logs. */
const ABOUT =
  /^\s*(?:import\b|from\b.*\bimport\b|export\s+(?:type|interface)\b|type\b|interface\b|package\b|using\b|use\b|(?:\w+\.)*(?:log|logger|console|logging|klog|print|puts|warn|info|debug|trace|capture\w*|track\w*)\b|def\b|func\b|function\b|class\b|(?:public|private|protected|async|static|export)\b[^=]*\([^)]*\)[^=]*[{:]?$)/u;

const LONGEST_LINE = 2_000;

interface Guard {
  /** Without strings and comments. */
  readonly bare: string;
  readonly text: string;
  /** As it stands, indented. */
  readonly raw: string;
  readonly line: number;
  readonly run: ItemOf<'lines'>;
}

function guardsOf(change: Change, runs: readonly ItemOf<'lines'>[], side: 'from' | 'to'): Guard[] {
  return runs.flatMap((run) =>
    run[side].flatMap((text, i): Guard[] => {
      // What nobody wrote by hand decides nothing that somebody could read.
      if (text.length > LONGEST_LINE) return [];
      const bare = bareOf(text, change);
      if (!GUARDS.test(named(bare)) || !(DECIDES.test(bare) || CALLS.test(named(bare))) || ABOUT.test(bare))
        return [];
      return [{ bare, text: text.trim(), raw: text, line: side === 'to' ? run.line + i : run.line, run }];
    }),
  );
}

function bareOf(text: string, { path }: Change): string {
  const code = withoutComments(text, endingOf(path)) ?? text;
  return code.replace(/"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\]|\\.)*`/gu, '""');
}

/** `isAutoApproved` → `is_auto_approved`. */
function named(text: string): string {
  return text.replace(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase();
}

/** What is asked, wherever: as a condition, or given to a name. */
function conditionOf(bare: string): string {
  return bare
    .replace(
      /^\s*(?:\}?\s*else\s+)?(?:if|elif|elsif|while|unless|when|return|(?:const|let|var|final)\s+[\w\s:]+=|\w+\s*:?=(?!=))\s*/u,
      '',
    )
    .replace(/[\s(){};:,]+/gu, '');
}

/** What stands on both sides, wherever, did not change. */
function withoutEqual(gone: readonly Guard[], come: readonly Guard[]): [Guard[], Guard[]] {
  const left = new Map<string, number>();
  for (const { bare } of come) left.set(conditionOf(bare), (left.get(conditionOf(bare)) ?? 0) + 1);
  const kept = gone.filter(({ bare }) => {
    const count = left.get(conditionOf(bare)) ?? 0;
    if (count > 0) left.set(conditionOf(bare), count - 1);
    return count === 0;
  });
  const fresh = come.filter(({ bare }) => {
    const count = left.get(conditionOf(bare)) ?? 0;
    if (count > 0) left.set(conditionOf(bare), count - 1);
    return count > 0;
  });
  return [kept, fresh];
}

const SAME_GUARD = 0.5;
const MOST_COMPARED = 10_000;

function changedGuards(
  change: Change,
  gone: readonly Guard[],
  come: readonly Guard[],
  { others, hadOne }: { readonly others: readonly (readonly string[])[]; readonly hadOne: boolean },
): Finding[] {
  const free = new Set(gone.length * come.length > MOST_COMPARED ? [] : come);
  const found = gone.flatMap((from): Finding[] => {
    const words = wordsOf(named(from.bare));
    const [best] = [...free]
      .map((to) => ({ to, alike: likeness(words, wordsOf(named(to.bare))) }))
      .filter(({ alike }) => alike >= SAME_GUARD)
      .sort((a, b) => b.alike - a.alike);
    if (best === undefined) {
      const isMoved = others.some((other) => likeness(words, other) >= SAME_GUARD);
      return isMoved || wentWithItsFunction(from) ? [] : [told(change, from, null)];
    }
    free.delete(best.to);
    return [told(change, from, best.to)];
  });
  const opened = hadOne
    ? []
    : [...free].filter(({ bare }) => OPENS.test(named(bare)) && CONDITION.test(bare));
  return [...found, ...opened.map((to) => told(change, null, to))];
}

const MOST_ELSEWHERE = 2_000;
const arrivals = new WeakMap<
  ChangeFacts,
  readonly { readonly path: string; readonly words: readonly string[] }[]
>();

/** Words of the guards that came in other files of the change. Read once for all of its files. */
function elsewhere({ path }: Change, facts: ChangeFacts): (readonly string[])[] {
  const all =
    arrivals.get(facts) ??
    [...facts.files]
      .flatMap(([other, { runs }]) =>
        runs.flatMap(({ to }) =>
          to.flatMap((line) => {
            const bare = named(line);
            return GUARDS.test(bare) && !ABOUT.test(line) ? [{ path: other, words: wordsOf(bare) }] : [];
          }),
        ),
      )
      .slice(0, MOST_ELSEWHERE);
  arrivals.set(facts, all);
  return all.flatMap((one) => (one.path === path ? [] : [one.words]));
}

/** A guard that is asked as before, and only where a condition that came holds. */
function enclosed(change: Change, gone: readonly Guard[], come: readonly Guard[]): Finding[] {
  const before = new Map(gone.toReversed().map((one) => [conditionOf(one.bare), one]));
  return come.flatMap((to): Finding[] => {
    const from = before.get(conditionOf(to.bare));
    if (from === undefined || !CALLS.test(named(to.bare)) || depthOf(to.raw) <= depthOf(from.raw)) return [];
    const above = to.run.to.slice(0, Math.max(0, to.line - to.run.line));
    const opened = above.findLast((line) => line.trim() !== '' && depthOf(line) < depthOf(to.raw));
    const isNew =
      opened !== undefined && /^\s*(?:\}?\s*else\s+)?(?:if|elif|elsif|unless|when)\b/u.test(opened);
    if (!isNew || to.run.from.some((line) => line.trim() === opened.trim())) return [];
    const args = { from: shown(from.text), to: shown(`${opened.trim()} ${to.text}`), reason: 'condition' };
    return [finding('safety-rule-changed', 'high', change, to.line, args)];
  });
}

function depthOf(line: string): number {
  return (/^\s*/u.exec(line)?.[0] ?? '').replaceAll('\t', '    ').length;
}

const OPENS =
  /auto_?(?:approv|run|exec|appl)|bypass|skip_(?:confirm|permission|approval)|yolo|dangerously|unrestricted/u;
const CONDITION = /\b(?:if|elif|elsif|unless|when|case)\b|&&|\|\||\?|\b(?:and|or)\b/u;
const HEADER = /^\s*(?:export\s+)?(?:async\s+)?(?:def|func|function|class)\b|=>\s*\{\s*$/u;

/** A guard inside a function that went as a whole guarded that function. */
function wentWithItsFunction({ run }: Guard): boolean {
  const whole = wholes.get(run) ?? (run.to.length === 0 && run.from.some((line) => HEADER.test(line)));
  wholes.set(run, whole);
  return whole;
}

const wholes = new WeakMap<ItemOf<'lines'>, boolean>();

function told(change: Change, from: Guard | null, to: Guard | null): Finding {
  const args = { from: shown(from?.text), to: shown(to?.text), reason: 'condition' };
  const line = (to ?? from)?.line ?? null;
  const move = from === null || to === null ? null : jointsMoved(from.bare, to.bare);
  if (from === null || move === 'looser') return finding('permission-loosened', 'high', change, line, args);
  if (move === 'stricter') return finding('permission-tightened', 'medium', change, line, args);
  return finding('safety-rule-changed', 'high', change, line, args);
}

const AND = /&&|\band\b/gu;
const OR = /\|\||\bor\b/gu;
const PERMITS = /allow|approv|permit|authori[sz]|trusted|confirmed|is_safe|eligib|white/u;
const DENIES =
  /block|den(?:y|ied)|forbid|disallow|unsafe|restrict|prohibit|dangerous|destructive|harmful|toxic|black/u;

/** `a && b` became `a || b`, and nothing else: what permits is met by more, what forbids too. */
function jointsMoved(from: string, to: string): 'looser' | 'stricter' | null {
  const plain = (text: string): string => squeezed(text.replace(AND, '⊙').replace(OR, '⊙'));
  if (plain(from) !== plain(to) || /!|\bnot\b/u.test(from)) return null;
  const ors = (text: string): number => text.match(OR)?.length ?? 0;
  if (ors(from) === ors(to)) return null;
  const [permits, denies] = [PERMITS.test(named(from)), DENIES.test(named(from))];
  if (permits === denies) return null;
  return ors(to) > ors(from) === permits ? 'looser' : 'stricter';
}

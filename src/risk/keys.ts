import type { Kind } from '../bundle/kinds.ts';
import { INFRASTRUCTURE_PARTS, KEY_WORDS, type KeyMeaning, type KeyWords } from './key-words.ts';

interface Compiled extends Pick<KeyWords, 'meaning' | 'kinds' | 'notKinds'> {
  readonly pattern: RegExp;
}

const COMPILED: readonly Compiled[] = KEY_WORDS.map(({ meaning, kinds, notKinds, whole, tail, any }) => {
  const parts = [
    ...(whole === undefined ? [] : [`^(?:${whole})$`]),
    ...(tail === undefined ? [] : [`(?:^|_)(?:${tail})$`]),
    ...(any === undefined ? [] : [`(?:^|_)(?:${any})(?:_|$)`]),
  ];
  return {
    meaning,
    pattern: new RegExp(parts.join('|'), 'u'),
    ...(kinds === undefined ? {} : { kinds }),
    ...(notKinds === undefined ? {} : { notKinds }),
  };
});

/** What a whole part means goes for everything in it, as far as that has no meaning of its own. */
const CONTAINERS: ReadonlySet<KeyMeaning> = new Set([
  'safety',
  'decision',
  'threshold',
  'allow-list',
  'deny-list',
  'permission',
  'predictors',
  'routing',
  'retrieval',
  'sample',
  'infrastructure',
  'middleware',
  'tools',
  'check',
  'population',
  'inference',
  'temperature',
  'metadata',
  'prompt',
]);
/** Keys that say nothing but that here is the value of what stands above them. */
const GENERIC = /^(?:names?|id|value|default|slug|key|text|primary)$/u;
const JUDGE = /(?:^|_)(?:judges?|graders?|evaluators?|evals?|evaluation|critics?|scorers?)(?:_|$)/u;
const EMBEDDING = /embed/u;

/** What a key path means in a component of a kind; null where the vocabulary does not know it. */
export function meaningOf(key: string, kind: Kind): KeyMeaning | null {
  const name = `${kind}\n${key}`;
  const known = KNOWN.get(name);
  if (known !== undefined) return known;
  const found = meaning(key, kind);
  if (KNOWN.size < MOST_KNOWN) KNOWN.set(name, found);
  return found;
}

/** Several rules ask for the same key. */
const KNOWN = new Map<string, KeyMeaning | null>();
const MOST_KNOWN = 20_000;

function meaning(key: string, kind: Kind): KeyMeaning | null {
  const all = stepsOf(key);
  const steps =
    all.includes('rails') && !RAILS.test(all.join('.')) ? all.filter((step) => step !== 'rails') : all;
  const own = meaningOfStep(steps.at(-1) ?? '', kind);
  const above = steps.slice(0, -1);
  if (kind !== 'evals' && kind !== 'tools' && above.some((step) => INFRASTRUCTURE_PARTS.test(step)))
    return 'infrastructure';
  if (own === 'model') return modelMeaning(steps);
  const area = areaOf(above, kind);
  if (own === 'limit' || own === 'threshold') return area === 'decision' || area === 'safety' ? area : own;
  if (own !== null && !GENERIC.test(steps.at(-1) ?? '')) return own;
  if (area !== 'model') return area ?? own;
  return GENERIC.test(steps.at(-1) ?? '') || own === 'default' ? modelMeaning(steps) : own;
}

/** The meaning of the nearest part above that has one; a model's name or id is a model, its other keys are not. */
function areaOf(above: readonly string[], kind: Kind): KeyMeaning | null {
  for (const step of [...above].reverse()) {
    const found = meaningOfStep(step, kind);
    if (found === 'model') return step === above.at(-1) ? 'model' : null;
    if (found !== null && CONTAINERS.has(found)) return found;
  }
  return null;
}

/** Rails of a conversation go before or behind a model; a framework of the web is called so, too. */
const RAILS = /(?:^|\.)(?:input|output|dialog|retrieval|execution|config|flows)(?:\.|$)/u;

function meaningOfStep(step: string, kind: Kind): KeyMeaning | null {
  const bare = step.replace(/^(?:enable|disable|use|is)_|_(?:enabled|disabled)$/gu, '');
  const found = COMPILED.find(
    ({ pattern, kinds, notKinds }) =>
      kinds?.has(kind) !== false &&
      notKinds?.has(kind) !== true &&
      (pattern.test(step) || pattern.test(bare)),
  );
  return found?.meaning ?? null;
}

/** A model that judges or embeds is not the one that answers; one that only steps in is routing. */
function modelMeaning(steps: readonly string[]): KeyMeaning {
  if (steps.some((step) => JUDGE.test(step))) return 'judge-model';
  if (steps.some((step) => EMBEDDING.test(step))) return 'embedding-model';
  return steps.some((step) => /(?:^|_)(?:fallbacks?|failover|backup|secondary)(?:_|$)/u.test(step))
    ? 'routing'
    : 'model';
}

/** Whether a key turns a judge or an evaluation on or off. */
export function isJudgeSwitch(key: string): boolean {
  return stepsOf(key).some((step) => JUDGE.test(step));
}

const MEMBERS = /\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]/gu;
/** `Agent.ask()`, `ChatModel()`: the functions and calls of a program that a value stands in. */
const FUNCTIONS = /(?<![\w.:?!-])[\w.:?!-]+\(\)\.?/gu;

/**
 * `judge.defaultModel[0]` → `judge`, `default_model`. Names of list members and of functions are the author's words and
 * are left out.
 */
export function stepsOf(key: string): string[] {
  const steps =
    key
      .replace(MEMBERS, '')
      .replace(FUNCTIONS, '')
      .match(/"(?:[^"\\]|\\.)*"|[^."]+/gu) ?? [];
  return steps.map((step) =>
    step
      .replace(/^"|"$/gu, '')
      .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
      .toLowerCase(),
  );
}

/** Whether a larger number is stricter: a floor is, a ceiling is not; null where the name does not say. */
export function largerIsStricter(name: string): boolean | null {
  const words = name.toLowerCase();
  if (
    /max|ceiling|budget|tolerance|limit|upper|latency|cost|duration|error|violation|failure|toxic|regress/u.test(
      words,
    )
  )
    return false;
  if (
    /min|floor|threshold|cut_?off|fail_?under|pass|required|confidence|score|accuracy|precision|recall/u.test(
      words,
    )
  )
    return true;
  return null;
}

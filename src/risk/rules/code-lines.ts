import type { Change } from '../../change/change.ts';
import { likeness, wordsOf } from '../../change/words.ts';
import type { Finding, FindingCode } from '../finding.ts';
import { isDocumentation, mayBeProgram } from './files.ts';
import { finding, type ItemOf, type Rule, shown } from './rule.ts';
import { isMovingAddress } from './values/models.ts';
import { directed, numberOf } from './values/value.ts';
import { scriptFindings } from './workflows.ts';

/**
 * What lines of code show where no value tells it: a case, a check or a question to a person that went, or a filter that
 * came. Counted over the whole file, so that what was moved or rewritten in place is none.
 */
export const codeLineRule: Rule = (change, facts) => {
  const runs = change.items.filter((item) => item.type === 'lines');
  if (isDocumentation(change)) return [];
  if (facts.files.get(change.path)?.broken === true) return [];
  const signs = change.kind === 'evals' ? EVAL_SIGNS : mayBeProgram(change) ? PROGRAM_SIGNS : [];
  const found = signs.flatMap((sign) => signFinding(change, runs, sign));
  if (change.language === 'shell') found.push(...runs.flatMap((run) => scriptFindings(change, run)));
  found.push(...symbolFindings(change, runs), ...addressFindings(change, runs));
  if (DECIDES_AMOUNTS.has(change.kind)) return [...found, ...amountFindings(change, runs)];
  return change.kind === 'evals' ? [...found, ...barFindings(change, runs), ...valueFindings(change)] : found;
};

/** A word of code whose coming or going means something by itself. */
interface Sign {
  readonly code: FindingCode;
  readonly pattern: RegExp;
  readonly when: 'fewer' | 'more';
  readonly reason: string;
  /** Only where the line stood there before without it: new code filters what it likes. */
  readonly inPlace?: boolean;
}

const EVAL_SIGNS: readonly Sign[] = [
  {
    code: 'eval-case-removed',
    pattern: /^\s*(?:async\s+)?(?:def\s+test_\w+|(?:it|test|evalTest|evalite|scenario)\s*\()/u,
    when: 'fewer',
    reason: 'test-removed',
  },
  {
    code: 'eval-demoted',
    pattern:
      /\b(?:it|test|describe|evalTest)\.(?:skip|todo|fails)\b|\bx(?:it|describe)\(|@pytest\.mark\.(?:skip|xfail)|\bpytest\.skip\(/u,
    when: 'more',
    reason: 'skipped',
  },
  {
    code: 'eval-filtered',
    pattern: /\.(?:filter|head|sample|slice|take|limit)\(|\[\s*:\s*\w+\s*\]|^\s*filter\(/u,
    when: 'more',
    reason: 'filter',
    inPlace: true,
  },
  {
    code: 'gate-weakened',
    pattern: /\|\|\s*(?:true|exit 0|:)(?:\s|$)|^\s*set \+e\b/u,
    when: 'more',
    reason: 'check',
  },
];

const PROGRAM_SIGNS: readonly Sign[] = [
  {
    code: 'model-changed',
    pattern:
      /\bmodels?\w*\b.*(?:Math\.random|random\.(?:choice|sample|randint)|\.sample\b)|(?:Math\.random|random\.(?:choice|sample)).*\bmodels?\w*\b/iu,
    when: 'more',
    reason: 'random',
  },
  {
    code: 'safety-rule-changed',
    pattern:
      /^\s*(?:export\s+)?(?:async\s+)?(?:def|function|func|class)\s+(?:\([^)]*\)\s*)?\w*(?:hallucinat|guard_?rail|moderat|jailbreak|toxic|redact|grounded|unsafe|prompt_?injection)\w*/iu,
    when: 'fewer',
    reason: 'check-removed',
  },
  {
    code: 'confirmation-dropped',
    pattern:
      /\b(?:\w+\.)*(?:confirm(?:_\w+|[A-Z]\w*)?|ask_(?:user|human|permission|confirmation)|askUser\w*|request_?approval|requestApproval|require_?approval|requireApproval|await_?approval|interrupt|confirm\.\w+)\s*\(/u,
    when: 'fewer',
    reason: 'question-removed',
  },
];

/** Share of words in common from which a line is the one that stood there, edited. */
const SAME_LINE = 0.5;
const MOST_LINES = 250_000;

function signFinding(
  change: Change,
  runs: readonly ItemOf<'lines'>[],
  { code, pattern, when, reason, inPlace = false }: Sign,
): Finding[] {
  if (change.status === 'removed' || change.status === 'added') return [];
  // A rewritten file is not compared line by line: there every line counts.
  const isNear = (line: string, { from, to }: ItemOf<'lines'>): boolean =>
    from.length * to.length > MOST_LINES ||
    from.some((old) => likeness(wordsOf(old), wordsOf(line)) >= SAME_LINE);
  const counts = (line: string, run: ItemOf<'lines'>): boolean =>
    pattern.test(line) && (!inPlace || isNear(line, run));
  const count = (side: 'from' | 'to'): number =>
    runs.reduce((sum, run) => sum + run[side].filter((line) => counts(line, run)).length, 0);
  const [before, after] = [count('from'), count('to')];
  if (when === 'fewer' ? after >= before : after <= before) return [];
  const side = when === 'fewer' ? 'from' : 'to';
  const place = runs.find((run) => run[side].some((line) => pattern.test(line)));
  return [finding(code, 'high', change, place?.line ?? null, { reason, count: Math.abs(before - after) })];
}

const NAMES = /[A-Za-z_$][\w$]*/gu;
/** What a program calls a constant or a function after the model that it stands for. */
const MODEL_NAME =
  /^(?:model_?)?_?(?:open_?ai_?|anthropic_?|google_?)?(?:gpt|claude|gemini|llama|mistral|mixtral|codestral|deepseek|qwen|grok|nova|sonnet|haiku|opus)_?(?:[a-z]*_?)?\d\w*$/iu;

/** The same line, but for the constant or function that is called after a model. */
function symbolFindings(change: Change, runs: readonly ItemOf<'lines'>[]): Finding[] {
  const [found] = runs.flatMap(({ from, to, line }) =>
    from.flatMap((text, i): Finding[] => {
      const now = to[i];
      if (now === undefined || COMPARES.test(text) || text.replace(NAMES, '⊙') !== now.replace(NAMES, '⊙'))
        return [];
      const [old, names] = [text.match(NAMES) ?? [], now.match(NAMES) ?? []];
      const place = old.findIndex((name, n) => name !== names[n]);
      const [was, is] = [old[place] ?? '', names[place] ?? ''];
      if (!MODEL_NAME.test(was) || !MODEL_NAME.test(is)) return [];
      const args = { from: shown(was), to: shown(is), reason: 'symbol' };
      return change.kind === 'evals'
        ? [finding('judge-model-changed', 'medium', change, line + i, args)]
        : [finding('model-changed', 'high', change, line + i, args)];
    }),
  );
  return found === undefined ? [] : [found];
}

/** A line that fetches a file from where it may be another one tomorrow, and did not before. */
function addressFindings(change: Change, runs: readonly ItemOf<'lines'>[]): Finding[] {
  return runs.flatMap(({ from, to, line }) =>
    from.flatMap((text, i): Finding[] => {
      const now = to[i] ?? '';
      if (!isMovingAddress(text, now)) return [];
      return [
        finding('pin-loosened', 'high', change, line + i, {
          from: shown(text.trim()),
          to: shown(now.trim()),
        }),
      ];
    }),
  );
}

const COMPARES = /\b(?:case|startsWith|HasPrefix|includes|Contains)\b|[=!]==?/u;

const BAR = /^(.*\bassert\b.*?)(>=?|<=?)\s*(-?\d+(?:\.\d+)?)(.*)$/u;

/** `assert score >= 0.8` became `assert score >= 0.7`: the same line but for the number that it holds something against. */
function barFindings(change: Change, runs: readonly ItemOf<'lines'>[]): Finding[] {
  return runs.flatMap(({ from, to, line }) =>
    from.flatMap((text, i): Finding[] => {
      const [old, now] = [BAR.exec(text), BAR.exec(to[i] ?? '')];
      if (old === null || now === null || old[1] !== now[1] || old[2] !== now[2]) return [];
      const [before, after] = [Number(old[3]), Number(now[3])];
      if (before === after) return [];
      const looser = old[2]?.startsWith('>') === true ? after < before : after > before;
      const args = { key: 'assert', from: before, to: after };
      return looser
        ? [finding('threshold-loosened', 'high', change, line + i, args)]
        : [finding('threshold-tightened', 'medium', change, line + i, args)];
    }),
  );
}

const DECIDES_AMOUNTS: ReadonlySet<Change['kind']> = new Set(['tools', 'orchestration', 'routing', 'other']);
const AMOUNT =
  /^(.*?\b\w*(?:amount|refund\w*|payout|discount|credit|price|total)\w*\b\W{0,3}\s*)(>=?|<=?)(\s*)(\d[\d_]*(?:\.\d+)?)(.*)$/iu;

/** `if amount > 150:` became `if amount > 1500:`: somebody gets another answer than before, whichever way the number went. */
function amountFindings(change: Change, runs: readonly ItemOf<'lines'>[]): Finding[] {
  return runs.flatMap(({ from, to, line }) =>
    from.flatMap((text, i): Finding[] => {
      const [old, now] = [AMOUNT.exec(text), AMOUNT.exec(to[i] ?? '')];
      if (old === null || now === null || old[1] !== now[1] || old[5] !== now[5]) return [];
      if (old[2] === now[2] && old[4] === now[4]) return [];
      const args = {
        from: shown(`${old[2]} ${old[4]}`),
        to: shown(`${now[2]} ${now[4]}`),
        key: shown(old[1]?.trim()),
      };
      return [finding('decision-rule-changed', 'high', change, line + i, args)];
    }),
  );
}

const CASES =
  /(?:^|[.)])\w*(?:cases?|tests?|examples?|questions?|samples?|scenarios?|queries|dataset|inputs)\[[^\]]*\]$/iu;
const FLOOR = /(?:toBeGreaterThan(?:OrEqual)?|assertGreater(?:Equal)?)\(\)(?:\.arg1)?$/u;
const CEILING = /(?:toBeLessThan(?:OrEqual)?|assertLess(?:Equal)?)\(\)(?:\.arg1)?$/u;

/** Cases in a list of a program, and numbers that a call of a test library holds something against. */
function valueFindings(change: Change): Finding[] {
  if (change.language === undefined) return [];
  return change.items.flatMap((item): Finding[] => {
    if (item.type !== 'value') return [];
    if (item.to === undefined && CASES.test(item.key))
      return [finding('eval-case-removed', 'high', change, item.line, { key: item.key })];
    const [from, to] = [numberOf(item.from), numberOf(item.to)];
    const isFloor = FLOOR.test(item.key);
    if (from === null || to === null || from === to || !(isFloor || CEILING.test(item.key))) return [];
    return [directed(isFloor ? to < from : to > from, BARS, change, item)];
  });
}

const BARS = ['threshold-loosened', 'threshold-tightened'] as const;

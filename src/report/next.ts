import type { CheckResult } from '../check.ts';
import type { Check } from '../gates/check.ts';
import { shellWord } from './shell.ts';

export const NEXT_CODES = [
  'fix-regression',
  'fix-limit',
  'fix-hits',
  'run-evidence',
  'run-again',
  'more-items',
  'more-repeats',
  'wider-margin',
  'no-lever',
  'use-auto-margin',
  'repair-evidence',
  'give-baseline',
  'rerun-errors',
  'add-configuration',
  'merge-configuration',
  'add-criteria',
  'ask-code-owner',
  'move-model',
] as const;
export type NextCode = (typeof NEXT_CODES)[number];

/** A step that would change the outcome, with the command where there is one. */
export interface NextStep {
  readonly code: NextCode;
  readonly args: Readonly<Record<string, string | number | null>>;
  readonly command: string | null;
}

const MOST_STEPS = 4;

/** What to do next, the most useful first. Nothing is offered that does not exist. */
export function nextSteps(result: CheckResult): NextStep[] {
  const steps = [...fromReasons(result), ...fromChecks(result), ...fromModels(result)];
  const seen = new Set<string>();
  const distinct = steps.filter((step) => {
    const about = step.code.startsWith('fix') ? step.args['metric'] : step.args['evidence'];
    const key = `${step.code}\n${step.command ?? ''}\n${String(about ?? '')}\n${String(step.args['slice'] ?? '')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return distinct.slice(0, MOST_STEPS);
}

function fromReasons({ decision, configPath }: CheckResult): NextStep[] {
  return decision.reasons.flatMap((reason): NextStep[] => {
    switch (reason.code) {
      case 'no-policy':
        return configPath === null
          ? [{ code: 'add-configuration', args: { path: '.github/airlock.yml' }, command: null }]
          : [{ code: 'merge-configuration', args: { path: configPath }, command: null }];
      case 'no-criteria':
        return [{ code: 'add-criteria', args: {}, command: null }];
      case 'base-policy-unreadable':
        return [{ code: 'ask-code-owner', args: {}, command: null }];
      default:
        return [];
    }
  });
}

/** Checks that stand in the way: where one fails only those that do, else whatever is open. */
function fromChecks({ gates, evidence, configPath }: CheckResult): NextStep[] {
  const open = gates
    .filter((gate) => gate.required)
    .flatMap((gate) => gate.checks.filter((check) => check.blocks && check.verdict !== 'pass'));
  const path = (name: string): string => {
    const state = evidence.find((one) => one.name === name)?.state;
    return state?.state === 'measured' ? state.candidate.file : '';
  };
  const failed = open.some((check) => check.verdict === 'fail');
  const verdicts = failed ? (['fail'] as const) : (['unmeasured', 'inconclusive'] as const);
  return verdicts.flatMap((verdict) =>
    open
      .filter((check) => check.verdict === verdict)
      .flatMap((check) => fromCheck(check, path(check.evidence), configPath)),
  );
}

function fromCheck(check: Check, file: string, configPath: string | null): NextStep[] {
  const args = { evidence: check.evidence, metric: check.metric, slice: check.slice };
  switch (check.code) {
    case 'regressed':
      return [{ code: 'fix-regression', args: { ...args, ...itemsOf(check) }, command: null }];
    case 'broken-many':
      return [{ code: 'fix-regression', args: { ...args, ...itemsOf(check) }, command: null }];
    case 'confirm-missing':
      return [runAgain(check)];
    case 'limit-broken':
      return [{ code: 'fix-limit', args, command: null }];
    case 'never-hit':
      return [{ code: 'fix-hits', args: { ...args, ...itemsOf(check) }, command: null }];
    case 'evidence-missing':
      return [
        {
          code: 'run-evidence',
          args,
          command: typeof check.args['run'] === 'string' ? check.args['run'] : null,
        },
      ];
    case 'underpowered':
      return [
        {
          code: 'use-auto-margin',
          args: { ...args, requiredN: numberOf(check.args['requiredN']), path: configPath },
          command: null,
        },
      ];
    case 'interval-spans-margin':
    case 'limit-not-shown':
    case 'never-too-few':
    case 'not-shown-at-half':
    case 'broken-not-shown':
    case 'too-few-items':
      return [
        {
          code: LEVER_STEPS[String(check.args['lever'])] ?? 'more-items',
          args: { ...args, n: check.n, requiredN: numberOf(check.args['requiredN']) },
          command: null,
        },
      ];
    case 'errors-decide':
      return [{ code: 'rerun-errors', args, command: null }];
    case 'no-baseline':
      return [{ code: 'give-baseline', args, command: null }];
    case 'due-later':
    case 'no-key':
    case 'purpose-not-asked':
    case 'unaffected':
      return [];
    default:
      return [
        {
          code: 'repair-evidence',
          args: { ...args, check: check.code },
          command:
            file === '' || !SHOWN_BY_EVIDENCE.has(check.code) ? null : `airlock evidence ${shellWord(file)}`,
        },
      ];
  }
}

/** What helps an answer that is open; more items unless something else does. */
const LEVER_STEPS: Readonly<Record<string, NextCode>> = {
  repeats: 'more-repeats',
  margin: 'wider-margin',
  none: 'no-lever',
};

/** The items that flipped, once more on both sides; `--flipped` writes them where a program has to know them. */
function runAgain(check: Check): NextStep {
  const { metric, args, confirm } = check;
  const { again = null, run = null } = args;
  return {
    code: 'run-again',
    args: { evidence: again, metric, repeats: confirm?.repeats ?? null, ...itemsOf(check) },
    command: typeof run === 'string' ? run : null,
  };
}

/** What `airlock evidence FILE` makes clear. */
const SHOWN_BY_EVIDENCE: ReadonlySet<Check['code']> = new Set([
  'metric-missing',
  'slice-missing',
  'cluster-missing',
  'category-missing',
  'several-candidates',
  'no-values',
  'no-rows',
  'run-incomplete',
]);

function itemsOf({ args }: Check): Pick<NextStep['args'], string> {
  const { items = null, itemCount = null } = args;
  return items === null ? {} : { items, itemCount };
}

function numberOf(value: unknown): number | null {
  return typeof value === 'number' ? value : null;
}

function fromModels({ risk }: CheckResult): NextStep[] {
  return risk.findings
    .filter((finding) => finding.code === 'model-eol')
    .slice(0, 1)
    .map(({ args }) => ({
      code: 'move-model',
      args: {
        model: String(args['model'] ?? ''),
        retires: String(args['retires'] ?? ''),
        successor: args['successor'] === null ? null : String(args['successor'] ?? ''),
      },
      command: null,
    }));
}

import type { CheckResult } from '../check.ts';
import type { Check } from '../gates/check.ts';

export const NEXT_CODES = [
  'fix-regression',
  'fix-limit',
  'run-evidence',
  'more-items',
  'use-auto-margin',
  'repair-evidence',
  'give-baseline',
  'rerun-errors',
  'add-configuration',
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
    const key = `${step.code}\n${step.command ?? ''}\n${String(step.args['slice'] ?? step.args['evidence'] ?? '')}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return distinct.slice(0, MOST_STEPS);
}

function fromReasons({ decision }: CheckResult): NextStep[] {
  return decision.reasons.flatMap((reason): NextStep[] => {
    switch (reason.code) {
      case 'no-policy':
        return [{ code: 'add-configuration', args: { path: '.github/airlock.yml' }, command: null }];
      case 'no-criteria':
        return [{ code: 'add-criteria', args: {}, command: null }];
      case 'base-policy-unreadable':
        return [{ code: 'ask-code-owner', args: {}, command: null }];
      default:
        return [];
    }
  });
}

/** Checks that stand in the way, the worst first. */
function fromChecks({ gates, evidence, configPath }: CheckResult): NextStep[] {
  const open = gates
    .filter((gate) => gate.required)
    .flatMap((gate) => gate.checks.filter((check) => check.blocks && check.verdict !== 'pass'));
  const path = (name: string): string => {
    const state = evidence.find((one) => one.name === name)?.state;
    return state?.state === 'measured' ? state.candidate.file : '';
  };
  return (['fail', 'unmeasured', 'inconclusive'] as const).flatMap((verdict) =>
    open
      .filter((check) => check.verdict === verdict)
      .flatMap((check) => fromCheck(check, path(check.evidence), configPath)),
  );
}

function fromCheck(check: Check, file: string, configPath: string | null): NextStep[] {
  const args = { evidence: check.evidence, metric: check.metric, slice: check.slice };
  switch (check.code) {
    case 'regressed':
      return [{ code: 'fix-regression', args, command: null }];
    case 'limit-broken':
    case 'never-hit':
      return [{ code: 'fix-limit', args, command: null }];
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
    case 'too-few-items':
      return [
        {
          code: 'more-items',
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
    case 'unaffected':
      return [];
    default:
      return [
        {
          code: 'repair-evidence',
          args: { ...args, check: check.code },
          command: file === '' ? null : `airlock evidence ${file}`,
        },
      ];
  }
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

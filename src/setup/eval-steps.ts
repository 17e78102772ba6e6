import { nodeAt } from '../reader/data.ts';
import { Lines } from '../reader/text.ts';
import { readYaml } from '../reader/yaml.ts';

/** A step of an existing workflow that runs evals. */
export interface EvalStep {
  readonly path: string;
  readonly line: number;
  readonly run: string;
}

const LIMITS = { depth: 64, tokens: 100_000, plain: false } as const;
const RUNS_EVALS =
  /\b(?:promptfoo|deepeval|ragas|garak|lm[-_]eval|inspect eval|braintrust eval)\b|(?:^|[\s/:])(?:run )?evals?(?:[\s:.]|$)|\bevals?\/\S+\.(?:py|m?[jt]s|sh|rb)\b/u;

/** The steps of a workflow that run evals, as far as it can be read. */
export function evalSteps(path: string, text: string): EvalStep[] {
  if (!RUNS_EVALS.test(text)) return [];
  const result = readYaml(text, LIMITS);
  const jobs = result.ok && result.roots[0] !== undefined ? nodeAt(result.roots[0], ['jobs']) : undefined;
  if (jobs?.kind !== 'map') return [];
  const lines = new Lines(text);
  return [...jobs.entries.values()].flatMap(({ value: job }) => {
    const steps = nodeAt(job, ['steps']);
    if (steps?.kind !== 'list') return [];
    return steps.items.flatMap((step) => {
      const run = nodeAt(step, ['run']);
      const command = run?.kind === 'scalar' && typeof run.value === 'string' ? run.value.trim() : '';
      if (run === undefined || !RUNS_EVALS.test(command)) return [];
      return [{ path, line: lines.at(run.offset).line, run: command }];
    });
  });
}

import type { Purpose, Statistic } from '../config/terms.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import { type Criterion, isQuantity } from './criterion.ts';

/** Names that say which gate a metric belongs to and which way is better, where nobody says it. */
const SAFETY =
  /violation|harm|toxi|unsafe|jailbreak|leak|attack|bias|refus|violence|sexual|hate_|protected_material/iu;
const BUSINESS = /escalat|rework|handling_time|deflect|resolution|csat|nps|conversion/iu;
const LOWER =
  /violation|harm|toxi|unsafe|jailbreak|leak|attack|bias|violence|sexual|hate_|error|fail|invalid|hallucinat|escalat|rework|handling_time|_ms$|seconds|latency|cost|tokens/iu;

/** Passed or failed by the tool's own word, whichever way its metric runs. */
const RESULT = /_result$/u;

/** Criteria of evidence for which the configuration has none: by format, then by the names of the metrics. */
export function defaultCriteria(name: string, file: EvidenceFile, purpose: Purpose): Criterion[] {
  return metricsOf(file).map((metric) => {
    const gate = gateOf(metric, purpose);
    return {
      gate,
      evidence: name,
      metric,
      better: LOWER.test(metric) && !RESULT.test(metric) ? 'lower' : 'higher',
      statistic: metric === 'latency_ms' ? tailOf(file.table.items.size) : 'mean',
      min: null,
      max: null,
      margin: { type: 'auto' },
      slices: { by: [], rule: 'harm' },
      weights: null,
      confirm: null,
      never: [],
      alpha: 0.05,
      cluster: null,
      guarantee: gate === 'safety',
    };
  });
}

/** Beyond a quantile that is to be compared there should lie this many values. */
const TAIL = 5;
const TAILS = [
  ['p95', 0.95],
  ['p90', 0.9],
] as const;

/** The highest quantile that so many items can tell something of: p95 from 100 on, p90 from 50, else the median. */
function tailOf(items: number): Statistic {
  return TAILS.find(([, q]) => items * (1 - q) > TAIL - 1e-9)?.[0] ?? 'p50';
}

/** Counts that are part of the cost already. */
const PART_OF_COST = new Set(['tokens_in', 'tokens_out']);
/** How often a tool is called is no merit, nor is what a filter stopped: of attacks more is better, of questions less. */
const NO_MERIT = new Set(['tool_calls', 'content_filtered']);
const TOOL_CALLS = /^tool_calls(?:_(?:failed|retried|invalid))?$/u;

function metricsOf(file: EvidenceFile): string[] {
  // In the order of names, not of columns: the same figures make the same gates however a file is written.
  const names = [...file.table.metricNames()]
    .sort()
    .filter((name) => !PART_OF_COST.has(name) && !NO_MERIT.has(name));
  switch (file.format) {
    case 'promptfoo':
      return names.filter((name) => name === 'success' || name === 'violation' || isQuantity(name));
    case 'junit':
      return names.filter((name) => name === 'passed' || isQuantity(name));
    case 'deepeval':
    case 'openai-evals':
      return names.filter((name) => ['success', 'correct', 'violation'].includes(name) || isQuantity(name));
    case 'azure-ai-evaluation':
      return names.filter((name) => !names.includes(`${name}_result`));
    case 'garak':
    case 'pyrit':
      return names.filter((name) => name === 'violation');
    case 'helm':
      return names.filter((name) => name === mainOf(names) || isQuantity(name));
    default:
      return names;
  }
}

/** HELM computes dozens of figures for an instance; which of them is the score depends on the scenario. */
const HELM_MAIN = ['quasi_exact_match', 'exact_match', 'f1_score', 'rouge_2', 'bleu_4', 'ndcg_10'];

function mainOf(names: readonly string[]): string | undefined {
  return HELM_MAIN.find((name) => names.includes(name));
}

function gateOf(metric: string, purpose: Purpose): string {
  if (isQuantity(metric) || TOOL_CALLS.test(metric)) return 'operational';
  if (purpose === 'adversarial' || SAFETY.test(metric)) return 'safety';
  return purpose === 'business' || BUSINESS.test(metric) ? 'business' : 'functional';
}

import type { Statistic } from '../config/terms.ts';
import type { Format } from '../evidence/formats.ts';
import { autoMarginPairedShare } from '../stats/margin.ts';
import { slug } from './features.ts';
import type { PromptfooConfig } from './promptfoo.ts';
import { type FoundResults, isAttack } from './results.ts';

/** A condition of a gate, whose margin is always `auto`. */
export interface CriterionDraft {
  readonly gate: string;
  readonly metric: string;
  readonly better: 'higher' | 'lower';
  readonly statistic: Statistic;
  /** Each item passes or fails; else it has a score. */
  readonly binary: boolean;
}

/** Evidence as `init` would write it. */
export interface EvidenceDraft {
  readonly name: string;
  readonly format: Format;
  readonly path: string;
  /** Results of the state before: where some lie, or where the workflow puts them, which runs both sides. */
  readonly baseline: string | null;
  readonly run: string | null;
  readonly purpose: 'full' | 'adversarial';
  /** The file that told of it. */
  readonly source: string;
  /** Results that were read; null: not there yet. */
  readonly items: number | null;
  /** How many cases the suite has, read or counted; null where that is not known. */
  readonly cases: number | null;
  readonly criteria: readonly CriterionDraft[];
}

const PROMPTFOO: readonly CriterionDraft[] = [
  { gate: 'functional', metric: 'success', better: 'higher', statistic: 'mean', binary: true },
  { gate: 'operational', metric: 'latency_ms', better: 'lower', statistic: 'p95', binary: false },
  { gate: 'operational', metric: 'cost_usd', better: 'lower', statistic: 'mean', binary: false },
];
const REDTEAM: readonly CriterionDraft[] = [
  { gate: 'safety', metric: 'violation', better: 'lower', statistic: 'mean', binary: true },
];

const BASE = /(?:^|\/)(?:base|baseline)\//u;

/**
 * What there is to judge by: promptfoo suites first, then results of anything else, which `command` makes. `feature` goes
 * before the names in a monorepo, where one workflow runs the evals of all bundles.
 */
export function draftEvidence(
  suites: readonly PromptfooConfig[],
  results: readonly FoundResults[],
  command: string | null,
  feature: string | null,
): EvidenceDraft[] {
  const named = new Set<string>();
  const nameOf = (wanted: string): string => {
    const whole = (feature === null ? null : slug(`${feature}-${wanted}`)) ?? wanted;
    let name = whole;
    for (let i = 2; named.has(name); i += 1) name = `${whole}-${i}`;
    named.add(name);
    return name;
  };
  const fromSuites = suites.map((suite) => ofSuite(suite, results, nameOf));
  const told = new Set(fromSuites.flatMap(({ path, baseline }) => [path, baseline]));
  const rest = results.filter(({ path }) => !told.has(path) && !BASE.test(path));
  return [...fromSuites, ...rest.map((one) => ofResults(one, results, command, nameOf))];
}

function ofSuite(
  { path, output, tests, redteam }: PromptfooConfig,
  results: readonly FoundResults[],
  nameOf: (wanted: string) => string,
): EvidenceDraft {
  const kind = redteam ? 'redteam' : 'promptfoo';
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  const file = output ?? `${folder}out/${kind}.json`;
  const found = results.find((one) => one.path === file && one.complete) ?? null;
  // A failed test is a result and no failure of the run: promptfoo would exit with 100.
  const run = `PROMPTFOO_FAILED_TEST_EXIT_CODE=0 npx promptfoo eval --no-cache --config ${word(path)} --output ${word(file)}`;
  return {
    name: nameOf(kind),
    format: 'promptfoo',
    path: file,
    baseline: baselineOf(file, results) ?? besideBase(file),
    run,
    purpose: redteam ? 'adversarial' : 'full',
    source: path,
    items: found?.items ?? null,
    cases: found?.items ?? tests,
    criteria: found?.criteria ?? (redteam ? REDTEAM : PROMPTFOO),
  };
}

function ofResults(
  { path, format, items, complete, criteria }: FoundResults,
  results: readonly FoundResults[],
  command: string | null,
  nameOf: (wanted: string) => string,
): EvidenceDraft {
  const stem = slug(path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/u, '')) ?? 'evals';
  return {
    name: nameOf(stem),
    format,
    path,
    baseline: baselineOf(path, results) ?? (command === null ? null : besideBase(path)),
    run: command,
    purpose: isAttack(path) ? 'adversarial' : 'full',
    source: path,
    items: complete ? items : null,
    cases: items,
    criteria,
  };
}

/** A file of the same name in a folder `base` or `baseline` beside it. */
function baselineOf(path: string, results: readonly FoundResults[]): string | null {
  return (
    results.find((one) => BASE.test(one.path) && one.path.replace(/(?:base|baseline)\//u, '') === path)
      ?.path ?? null
  );
}

/** `out/golden.json` as `out/base/golden.json`. */
function besideBase(path: string): string {
  const at = path.lastIndexOf('/') + 1;
  return `${path.slice(0, at)}base/${path.slice(at)}`;
}

/** A path as one word of a shell. */
function word(text: string): string {
  return /^[\w./-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** The drop in a share that a suite of this size can rule out, as a fraction; null where it can rule out none. */
export function autoDrop(items: number): number | null {
  return autoMarginPairedShare(items)?.margin ?? null;
}

import type { TreeFile } from '../bundle/repository.ts';
import { Names } from '../evidence/columns.ts';
import type { Format } from '../evidence/formats.ts';
import { ANY, readEvidence } from '../evidence/read.ts';
import { seriesOf } from '../evidence/series.ts';
import { defaultCriteria } from '../gates/defaults.ts';
import { type ProblemCode, Refusal } from '../problem.ts';
import type { CriterionDraft } from './evidence.ts';
import type { WorkTree } from './work-tree.ts';

/** A results file that was read, with what could be judged in it. */
export interface FoundResults {
  readonly path: string;
  readonly format: Format;
  readonly items: number;
  readonly complete: boolean;
  readonly criteria: readonly CriterionDraft[];
}

/** A file that looks like results and is not understood as such. */
export interface NoResults {
  readonly path: string;
  readonly code: ProblemCode | 'no-metrics';
}

const FOLDERS = ['out', 'output', 'results', 'reports', 'evals/results', 'eval/results', 'evals/out'];
const PLACE =
  /(?:^|\/)(?:out|outputs?|results?|reports?)\/(?:[^/]+\/)?[^/]+\.(?:jsonl?|csv)$|(?:^|\/)[^/]*(?:results?|scores|scorecard)[^/]*\.(?:jsonl?|csv)$/iu;
const NEVER = /(?:^|\/)(?:node_modules|vendor|coverage|fixtures?|\.[^/]+)\/|^tests?\/(?!evals?\/)/u;
const MOST = 40;
const LARGEST = 32 * 1024 * 1024;

/** Where results of evals seem to lie, committed or not; `more` are places that a tool's configuration names. */
export async function resultPaths(
  tree: readonly TreeFile[],
  workTree: WorkTree,
  more: readonly string[],
): Promise<string[]> {
  const beside = (await Promise.all(FOLDERS.map((folder) => workTree.list(folder)))).flat();
  const likely = [...tree.map(({ path }) => path), ...beside].filter(
    (path) => PLACE.test(path) && !NEVER.test(path),
  );
  return [...new Set([...more, ...likely.sort()])].slice(0, MOST);
}

/** Reads one, and says what the gates could judge in it. Null where there is no such file, or a very large one. */
export async function readResults(
  workTree: WorkTree,
  path: string,
): Promise<FoundResults | NoResults | null> {
  const source = await workTree.open(path);
  if (source === null || (source.size ?? 0) > LARGEST) return null;
  try {
    const file = await readEvidence(source, new Names(), ANY);
    const purpose = isAttack(path) ? 'adversarial' : 'full';
    const criteria = defaultCriteria('', file, purpose).map(({ gate, metric, better, statistic }) => ({
      gate,
      metric,
      better,
      statistic,
      binary: seriesOf(file.table, metric, null)?.binary ?? false,
    }));
    if (criteria.length === 0) return { path, code: 'no-metrics' };
    const { format, facts, table } = file;
    return { path, format, items: table.items.size, complete: facts.complete && table.rows > 0, criteria };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { path, code: error.problems[0]?.code ?? 'evidence-unknown-format' };
  }
}

/** Whether a name speaks of attacks on the feature. */
export function isAttack(path: string): boolean {
  return /red[-_]?team|adversar|attack|jailbreak/iu.test(path);
}

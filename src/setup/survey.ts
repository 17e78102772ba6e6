import { detectFiles, type Judged } from '../bundle/detect.ts';
import type { Repository, TreeFile } from '../bundle/repository.ts';
import { decodeUtf8 } from '../reader/text.ts';
import { type EvalStep, evalSteps } from './eval-steps.ts';
import { isPromptfooConfig, type PromptfooConfig, readPromptfooConfig } from './promptfoo.ts';
import { type FoundResults, type NoResults, readResults, resultPaths } from './results.ts';
import type { WorkTree } from './work-tree.ts';

/** What a repository shows of its AI features and of how they are evaluated. */
export interface Survey {
  readonly tree: readonly TreeFile[];
  readonly judged: readonly Judged[];
  readonly suites: readonly PromptfooConfig[];
  readonly steps: readonly EvalStep[];
  /** Workflows that run Airlock already. */
  readonly gates: readonly string[];
  readonly results: readonly FoundResults[];
  readonly noResults: readonly NoResults[];
  /** Scripts of package.json files whose name says evals, as commands from the root of the repository. */
  readonly scripts: readonly { readonly path: string; readonly run: string }[];
  /** A name for the whole: the package's at the top, else none. */
  readonly name: string | null;
}

const RUNS_AIRLOCK = /\buses:\s*["']?[\w.-]+\/airlock(?:\/actions\/gate)?@/u;
const LARGEST = 512 * 1024;
const MOST_SUITES = 200;
const ELSEWHERE = /(?:^|\/)(?:node_modules|vendor|fixtures?)\//u;

/** Looks at a commit, and beside it for results. `commit` is null where there is none yet. */
export async function surveyOf(
  repository: Repository,
  commit: string | null,
  workTree: WorkTree,
): Promise<Survey> {
  const tree = commit === null ? [] : await repository.tree(commit);
  const read = async ({ oid }: TreeFile): Promise<string | null> => {
    const bytes = await repository.read(oid, LARGEST);
    return bytes === null ? null : decodeUtf8(bytes);
  };
  const files = tree.filter(({ path, mode }) => mode.startsWith('100') && !ELSEWHERE.test(path));
  const suites = await Promise.all(
    files
      .filter(({ path }) => isPromptfooConfig(path))
      .slice(0, MOST_SUITES)
      .map(async (file) => readPromptfooConfig(file.path, await read(file))),
  );
  const workflows = files.filter(({ path }) => /^\.github\/workflows\/[^/]+\.ya?ml$/u.test(path));
  const texts = await Promise.all(
    workflows.map(async (file) => ({ path: file.path, text: (await read(file)) ?? '' })),
  );
  const packages = await Promise.all(
    files
      .filter(({ path }) => /(?:^|\/)package\.json$/u.test(path))
      .map(async (file) => ({ path: file.path, data: parsed(await read(file)) })),
  );
  const places = await resultPaths(
    tree,
    workTree,
    suites.flatMap(({ output }) => output ?? []),
  );
  const found = (await Promise.all(places.map((path) => readResults(workTree, path)))).filter(
    (one) => one !== null,
  );
  return {
    tree,
    judged: commit === null ? [] : await detectFiles(repository, commit),
    suites,
    steps: texts.flatMap(({ path, text }) => evalSteps(path, text)),
    gates: texts.flatMap(({ path, text }) => (RUNS_AIRLOCK.test(text) ? [path] : [])),
    results: found.filter((one) => 'items' in one),
    noResults: found.filter((one) => 'code' in one),
    scripts: packages.flatMap(({ path, data }) => evalScripts(path, data)),
    name: nameOf(packages.find(({ path }) => path === 'package.json')?.data['name']),
  };
}

type Package = Readonly<Record<string, unknown>>;

function parsed(text: string | null): Package {
  try {
    const data: unknown = JSON.parse(text ?? '{}');
    return typeof data === 'object' && data !== null ? { ...data } : {};
  } catch {
    return {}; // whoever runs it will hear of it
  }
}

function nameOf(name: unknown): string | null {
  return typeof name === 'string' ? name.replace(/^@[^/]*\//u, '') : null;
}

const EVAL_SCRIPT = /^(?:(?:test|ci|run)[:-])?evals?$/u;

function evalScripts(path: string, { scripts }: Package): Survey['scripts'] {
  if (typeof scripts !== 'object' || scripts === null) return [];
  const folder = path.slice(0, Math.max(0, path.lastIndexOf('/')));
  const prefix = /^[\w./-]*$/u.test(folder) && folder !== '' ? `--prefix ${folder} ` : '';
  return Object.keys(scripts)
    .filter((name) => EVAL_SCRIPT.test(name))
    .map((name) => ({ path, run: `npm ${prefix}run ${name}` }));
}

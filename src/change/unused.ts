import { type Repository, wordPattern } from '../bundle/repository.ts';
import type { Change } from './change.ts';

/** Programs that others take in by their names: who is not named is not run. */
const IMPORTED = /(?:^|\/)([\w-]+)\.(?:py|[mc]?[jt]sx?|bicep|j2|jinja2?|prompt|prompty|tmpl|hbs|mustache)$/u;
const TEMPLATE = /\.(?:j2|jinja2?|prompt|prompty|tmpl|hbs|mustache)$/u;
/** Names that stand in every other program, and folders whose files are found by being there. */
const COMMON =
  /^(?:__init__|__main__|index|main|app|cli|utils?|helpers?|types?|constants?|config|settings|models?|prompts?|routes?|router|setup|conftest)$/u;
const FOUND_BY_FOLDER =
  /(?:^|\/)(?:tools?|functions?|actions?|plugins?|skills?|prompts?|evals?|guardrails?|rails|migrations|commands|hooks|workflows|pages|app|api|routes)\//u;
const PROGRAMS = ['*.py', '*.ts', '*.js', '*.mjs', '*.rb', '*.go', '*.rs', '*.java', '*.kt', '*.cs', '*.php'];
const FEWEST_LETTERS = 6;
const MOST_UNUSED = 12;

/** Removed programs whose name no other file of the base has: nothing could take them in. */
export async function unusedAmong(
  repository: Repository,
  commit: string,
  changes: readonly Change[],
): Promise<ReadonlySet<string>> {
  const removed = changes.filter(({ status }) => status === 'removed');
  const gone = new Set(removed.map(({ path }) => path));
  const names = removed.flatMap(({ path, kind }): { path: string; name: string }[] => {
    const name = IMPORTED.exec(path)?.[1] ?? '';
    const isPlain =
      COMMON.test(name) ||
      name.length < FEWEST_LETTERS ||
      (FOUND_BY_FOLDER.test(path) && !TEMPLATE.test(path));
    return isPlain || kind === 'safety' || kind === 'evals' ? [] : [{ path, name }];
  });
  if (names.length === 0 || names.length > MOST_UNUSED) return new Set();
  const unused = new Set<string>();
  const finds = names.some(({ path }) => TEMPLATE.test(path))
    ? await repository.grep(commit, ['glob|listdir|readdir|iterdir|os[.]walk|DirectoryLoader'], PROGRAMS)
    : [];
  for (const { path, name } of names) {
    // A program that looks through a folder takes what it finds there, by whatever name.
    if (TEMPLATE.test(path) && finds.length > 0) continue;
    const named = await repository.grep(commit, [wordPattern(name)], ['*']);
    if (named.every((other) => gone.has(other))) unused.add(path);
  }
  return unused;
}

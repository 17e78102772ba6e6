import { execFileSync } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { join } from 'node:path';

const TOOLS = join(import.meta.dirname, '..', '..', '.cache', 'tools');

export const ACT = join(TOOLS, 'bin', 'act');
export const ACTIONLINT = join(TOOLS, 'bin', 'actionlint');
export const ZIZMOR = join(TOOLS, 'python', 'bin', 'zizmor');
export const MLFLOW = join(TOOLS, 'mlflow', 'bin', 'mlflow');
/** Where its Python packages lie, whichever Python installed them. */
export const MLFLOW_PACKAGES = globSync(join(TOOLS, 'mlflow', 'lib', 'python3*', 'site-packages'))[0] ?? '';
export const DVC = join(TOOLS, 'dvc', 'bin', 'dvc');
export const DVC_PACKAGES = globSync(join(TOOLS, 'dvc', 'lib', 'python3*', 'site-packages'))[0] ?? '';
export const PROMPTFOO = join(TOOLS, 'promptfoo', 'node_modules', '.bin', 'promptfoo');
export const WORKFLOW_PARSER = join(TOOLS, 'workflow-parser', 'node_modules', '@actions', 'workflow-parser');

export const MARKED = join(TOOLS, 'markdown', 'node_modules', 'marked');
export const GITHUB_CSS = join(
  TOOLS,
  'markdown',
  'node_modules',
  'github-markdown-css',
  'github-markdown.css',
);

for (const tool of [ACT, ACTIONLINT, ZIZMOR, MLFLOW, DVC, PROMPTFOO, WORKFLOW_PARSER, MARKED, GITHUB_CSS])
  if (!existsSync(tool)) throw new Error(`${tool} is missing: run .ci/tools first`);

/** Where Debian put its browser. */
export function chromiumPath(): string {
  return execFileSync('which', ['chromium'], { encoding: 'utf8' }).trim();
}

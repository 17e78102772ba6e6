import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';
import type { TestGitHub } from '../github/server.ts';
import { ROOT } from './paths.ts';
import { run } from './process.ts';

/** What a workflow would write for a step that uses an action of ours. */
export interface StepRun {
  /** Folder of the action.yml below the root; `.` for the root action. */
  readonly action?: string;
  readonly workspace: string;
  readonly event: string;
  readonly payload: object;
  readonly sha: string;
  readonly ref?: string;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
  readonly github?: TestGitHub;
  readonly token?: string;
  readonly attempt?: number;
  /** Whether the job has the artifact service; its client is the slowest part of a run. */
  readonly artifacts?: boolean;
}

export interface StepResult {
  readonly code: number;
  /** Standard output with workflow commands as the runner reads them. */
  readonly log: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly summary: string;
  /** Folder that stood for RUNNER_TEMP. */
  readonly temp: string;
}

interface ActionFile {
  readonly inputs?: Readonly<Record<string, { readonly default?: string }>>;
  readonly runs: { readonly main: string };
}

export const RUN = 4711;

/** Runs an action of ours as the runner does: committed bundle, defaults from action.yml, command files, nothing else. */
export async function runStep(step: StepRun): Promise<StepResult> {
  const folder = join(ROOT, step.action ?? '.');
  const action = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as ActionFile;
  // Beside the workspace, as on a runner; it goes with the scratch folder that holds both.
  const temp = mkdtempSync(join(dirname(step.workspace), '_temp-'));
  const files = commandFiles(temp);
  writeFileSync(join(temp, 'event.json'), JSON.stringify(step.payload));
  const { ACTIONS_RUNTIME_TOKEN, ...api } = step.github?.environment(RUN, 1) ?? {};
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: temp,
    GITHUB_ACTIONS: 'true',
    GITHUB_ACTOR: 'ana',
    GITHUB_EVENT_NAME: step.event,
    GITHUB_EVENT_PATH: join(temp, 'event.json'),
    GITHUB_JOB: 'airlock',
    GITHUB_REF: step.ref ?? 'refs/pull/41/merge',
    GITHUB_REPOSITORY: 'acme/support-bot',
    GITHUB_RUN_ATTEMPT: String(step.attempt ?? 1),
    GITHUB_RUN_ID: String(RUN),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: step.sha,
    GITHUB_WORKSPACE: step.workspace,
    RUNNER_TEMP: temp,
    ...files.env,
    ...inputs(action, step),
    ...api,
    ...(step.artifacts === true && ACTIONS_RUNTIME_TOKEN !== undefined ? { ACTIONS_RUNTIME_TOKEN } : {}),
    ...step.env,
  };
  const main = join(folder, action.runs.main);
  const { code, stdout, stderr } = await run(process.execPath, [main], env, step.workspace);
  return {
    code,
    log: stdout,
    stderr,
    outputs: readOutputs(files.paths.output),
    summary: readFileSync(files.paths.summary, 'utf8'),
    temp,
  };
}

/** INPUT_* as the runner sets them: defaults of the action, then what the workflow gives. */
function inputs(action: ActionFile, step: StepRun): Record<string, string> {
  const token = step.token ?? 'ghs_write';
  const defaults = Object.entries(action.inputs ?? {}).map(
    ([name, { default: value = '' }]) => [name, value.replace('${{ github.token }}', token)] as const,
  );
  const all = [...defaults, ...Object.entries(step.inputs ?? {})];
  return Object.fromEntries(
    all.map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]),
  );
}

function commandFiles(temp: string) {
  const paths = {
    output: join(temp, 'output'),
    summary: join(temp, 'summary'),
    state: join(temp, 'state'),
    env: join(temp, 'env'),
    path: join(temp, 'path'),
  };
  mkdirSync(temp, { recursive: true });
  for (const path of Object.values(paths)) writeFileSync(path, '');
  const env = {
    GITHUB_OUTPUT: paths.output,
    GITHUB_STEP_SUMMARY: paths.summary,
    GITHUB_STATE: paths.state,
    GITHUB_ENV: paths.env,
    GITHUB_PATH: paths.path,
  };
  return { env, paths };
}

/** Reads a command file: `name<<delimiter`, value, `delimiter`. */
function readOutputs(path: string): Record<string, string> {
  const lines = readFileSync(path, 'utf8').split('\n');
  const outputs: Record<string, string> = {};
  for (let i = 0; i < lines.length; i += 1) {
    const [, name, delimiter] = /^([^=<]+)<<(.+)$/u.exec(lines[i] ?? '') ?? [];
    if (name === undefined || delimiter === undefined) continue;
    const end = lines.indexOf(delimiter, i + 1);
    outputs[name] = lines.slice(i + 1, end).join('\n');
    i = end;
  }
  return outputs;
}

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { TestGitHub } from '../github/server.ts';
import { ROOT } from './paths.ts';

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

const RUN = 4711;

/** Runs an action of ours as the runner does: committed bundle, defaults from action.yml, command files, nothing else. */
export async function runStep(step: StepRun): Promise<StepResult> {
  const folder = join(ROOT, step.action ?? '.');
  const action = parse(readFileSync(join(folder, 'action.yml'), 'utf8')) as ActionFile;
  const temp = mkdtempSync(join(tmpdir(), 'airlock-step-'));
  const files = commandFiles(temp);
  writeFileSync(join(temp, 'event.json'), JSON.stringify(step.payload));
  const env = {
    PATH: process.env['PATH'] ?? '',
    HOME: temp,
    GITHUB_ACTIONS: 'true',
    GITHUB_EVENT_NAME: step.event,
    GITHUB_EVENT_PATH: join(temp, 'event.json'),
    GITHUB_JOB: 'airlock',
    GITHUB_REF: step.ref ?? 'refs/pull/41/merge',
    GITHUB_REPOSITORY: 'acme/support-bot',
    GITHUB_RUN_ATTEMPT: String(step.attempt ?? 1),
    GITHUB_RUN_ID: String(RUN),
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_SHA: step.sha,
    GITHUB_ACTOR: 'ana',
    GITHUB_WORKSPACE: step.workspace,
    RUNNER_TEMP: temp,
    ...files.env,
    ...inputs(action, step),
    ...step.github?.environment(RUN, 1),
    ...step.env,
  };
  const { code, stdout, stderr } = await run(process.execPath, [join(folder, action.runs.main)], env, step.workspace);
  return { code, log: stdout, stderr, outputs: readOutputs(files.paths.output), summary: readFileSync(files.paths.summary, 'utf8'), temp };
}

/** INPUT_* as the runner sets them: defaults of the action, then what the workflow gives. */
function inputs(action: ActionFile, step: StepRun): Record<string, string> {
  const token = step.token ?? 'ghs_write';
  const given = Object.entries(action.inputs ?? {}).map(([name, { default: fallback = '' }]) => [name, fallback.replace('${{ github.token }}', token)] as const);
  const all = [...given, ...Object.entries(step.inputs ?? {})];
  return Object.fromEntries(all.map(([name, value]) => [`INPUT_${name.replaceAll(' ', '_').toUpperCase()}`, value]));
}

function commandFiles(temp: string): { env: Record<string, string>; paths: { output: string; summary: string } } {
  const paths = { output: join(temp, 'output'), summary: join(temp, 'summary'), state: join(temp, 'state'), env: join(temp, 'env'), path: join(temp, 'path') };
  mkdirSync(temp, { recursive: true });
  for (const path of Object.values(paths)) writeFileSync(path, '');
  return { env: { GITHUB_OUTPUT: paths.output, GITHUB_STEP_SUMMARY: paths.summary, GITHUB_STATE: paths.state, GITHUB_ENV: paths.env, GITHUB_PATH: paths.path }, paths };
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

export interface ProcessResult {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a process to its end with exactly this environment. */
export function run(command: string, args: readonly string[], env: Readonly<Record<string, string>>, cwd: string): Promise<ProcessResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, [...args], { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code: code ?? -1, stdout, stderr }));
  });
}

/** A folder that goes when the test ends. */
export function scratchFolder(): { path: string } & Disposable {
  const path = mkdtempSync(join(tmpdir(), `airlock-test-${randomUUID().slice(0, 8)}-`));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

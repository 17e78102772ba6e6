import { appendFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import {
  type AnnotationProperties,
  endGroup,
  info,
  error as logError,
  notice,
  startGroup,
  warning,
} from '@actions/core';
import type { CheckResult } from '../../check.ts';
import { type Consequence, consequence, type FailOn } from '../../gates/decision.ts';
import { type Uploaded, uploadFile } from '../../host/github/artifacts.ts';
import { failureOf } from '../../host/github/client.ts';
import { keepFile } from '../../host/store-command.ts';
import { EXIT, problem, Refusal } from '../../problem.ts';
import { annotationsOf } from '../../report/annotations.ts';
import { problemText } from '../../report/problems.ts';
import { summaryMarkdown } from '../../report/summary.ts';
import { PLAIN } from '../../report/terminal.ts';
import { reportText } from '../../report/text.ts';
import { reportView } from '../../report/view.ts';
import { artifactUnsupported, lossNotices, notKept, withoutCommands } from '../../report/voice.ts';
import { type ActionContext, isOfStranger } from './context.ts';
import type { GateInputs } from './inputs.ts';

/** Where the reports of a run are on disk. */
export interface ReportFiles {
  readonly html: string;
  readonly json: string;
  /** What a confirm step has to run again. */
  readonly flipped: string;
}

/** GitHub drops a summary above this; the report itself is far below. */
const LARGEST_SUMMARY = 1024 * 1024;

/**
 * Report in the log, annotations, artifacts and job summary: what a run leaves behind whatever its token may do.
 * `isAnnotated`: a check run shows the findings on their lines already.
 */
export async function announce(
  context: ActionContext,
  results: readonly CheckResult[],
  { failOn, store }: Pick<GateInputs, 'failOn' | 'store'>,
  files: readonly string[],
  isAnnotated: boolean,
): Promise<void> {
  for (const { level, message, title, file, line } of results
    .filter((result) => !result.unchanged)
    .flatMap((result) => annotationsOf(result, failOn, isAnnotated))) {
    const properties: AnnotationProperties = {
      title,
      ...(file === null ? {} : { file }),
      ...(line === null ? {} : { startLine: line }),
    };
    if (level === 'error') logError(message, properties);
    else if (level === 'warning') warning(message, properties);
    else notice(message, properties);
  }
  for (const result of results) info(withoutCommands(reportText(reportView(result, failOn), PLAIN)));
  const report = await uploadAll(files);
  const kept = store === null || isOfStranger(context) ? null : await keepAll(store, files, context);
  const url =
    report?.id == null
      ? null
      : `${context.serverUrl}/${context.owner}/${context.repo}/actions/runs/${context.runId}/artifacts/${report.id}`;
  await writeSummary(summaryMarkdown(results, failOn, kept ?? url));
}

/**
 * Uploads the files and gives the first. Without the runner's artifact service (a local run, a test without one) there is
 * nothing to upload to; where it fails once, it is not asked again, because its client waits long between tries.
 */
async function uploadAll(paths: readonly string[]): Promise<Uploaded | null> {
  if ((process.env['ACTIONS_RUNTIME_TOKEN'] ?? '') === '') return null;
  const uploads: Uploaded[] = [];
  startGroup('Uploading the report');
  try {
    for (const path of paths) {
      const uploaded = await uploadFile(path);
      if (uploaded === null) break;
      uploads.push(uploaded);
    }
  } catch (error) {
    for (const text of lossNotices([{ what: 'artifact', failure: failureOf(error) }], false)) notice(text);
    return uploads[0] ?? null;
  } finally {
    endGroup();
  }
  if (uploads.length === 0) notice(artifactUnsupported());
  return uploads[0] ?? null;
}

/** Lets the team's command keep the files, and gives where the first can be read. A failure is told and fails nothing. */
async function keepAll(
  store: string,
  paths: readonly string[],
  { workspace }: ActionContext,
): Promise<string | null> {
  const addresses: (string | null)[] = [];
  for (const path of paths) {
    const kept = await keepFile(store, { path, name: basename(path) }, workspace, process.env);
    if (kept.kind === 'failed') {
      notice(notKept(basename(path), kept.found));
      break;
    }
    addresses.push(kept.address);
  }
  return addresses[0] ?? null;
}

/** Adds to the job summary; a step that is not in a workflow has none. */
export async function writeSummary(text: string): Promise<void> {
  const path = process.env['GITHUB_STEP_SUMMARY'];
  if (path === undefined || path === '') return;
  const there = await stat(path).then(
    ({ size }) => size,
    () => 0,
  );
  if (there + Buffer.byteLength(text) < LARGEST_SUMMARY) await appendFile(path, `${text}\n`);
}

const WORST: readonly Consequence[] = ['fail', 'warn', 'pass'];

/** The step's own result: what stage, tier and `fail-on` make of the outcome. */
export function finish(results: readonly CheckResult[], failOn: FailOn | null): void {
  const effects = results.map((result) => consequence(result.decision, result.stage, failOn));
  const worst = WORST.find((effect) => effects.includes(effect)) ?? 'pass';
  if (worst === 'fail') process.exitCode = 1;
  info(
    worst === 'pass'
      ? 'The gate passes.'
      : worst === 'warn'
        ? 'The gate warns and does not block.'
        : 'The gate fails.',
  );
}

/** A run that could not go on: one annotation for each problem, where it stands. */
export function failed(error: unknown): void {
  const refusal =
    error instanceof Refusal
      ? error
      : new Refusal(
          [problem('fault', { found: error instanceof Error ? error.message : String(error) })],
          EXIT.fault,
          error,
        );
  for (const one of refusal.problems) {
    logError(problemText(one), {
      title: one.code,
      ...(one.file === null ? {} : { file: one.file }),
      ...(one.line === null ? {} : { startLine: one.line }),
      ...(one.column === null ? {} : { startColumn: one.column }),
    });
  }
  if (process.env['AIRLOCK_DEBUG'] === '1') info(String(refusal.stack));
  if (process.env['AIRLOCK_DEBUG'] === '1' && refusal.cause instanceof Error)
    info(String(refusal.cause.stack));
  process.exitCode = 1;
}

import { join } from 'node:path';
import { handoverName, handoverOf } from '../../check/handover.ts';
import type { CheckResult } from '../../check.ts';
import { engineFacts } from '../../host/engine.ts';
import { workTreeResults, writeWhole } from '../../host/files.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { checkDocument, checksDocument, type Engine } from '../../report/documents/documents.ts';
import { flippedText } from '../../report/documents/flipped.ts';
import { withoutProse } from '../../report/documents/privacy.ts';
import { nextSteps } from '../../report/next.ts';
import { namedSources } from '../session.ts';
import { type ActionContext, isOfStranger } from './context.ts';
import { guardedInCheckout } from './guard.ts';
import { type GateInputs, readGateInputs } from './inputs.ts';
import { ledgerFor, lookAt } from './look.ts';
import { gateOutputs, setOutputs } from './outputs.ts';
import { PullDesk } from './pull.ts';
import type { Started } from './start.ts';
import { announce, finish, type ReportFiles } from './voice.ts';

/** The root action: the pull-request gate in one step, with comment and label. */
export function runAction(started: Started): Promise<void> {
  return guardedInCheckout(started, (context, repository) =>
    gate('airlock', context, repository, readGateInputs()),
  );
}

/** `actions/gate`: the same without comment and label, for those who compose their own. */
export function runGate(started: Started): Promise<void> {
  return guardedInCheckout(started, (context, repository) =>
    gate('gate', context, repository, readGateInputs()),
  );
}

async function gate(
  action: 'airlock' | 'gate',
  context: ActionContext,
  repository: GitRepository,
  inputs: GateInputs,
): Promise<void> {
  const desk = new PullDesk(context, inputs);
  try {
    const known = ledgerFor(desk, repository);
    const looked = await lookAt(context, repository, desk, {
      ...inputs,
      known,
      evidence: await namedSources(inputs.evidence, context.workspace, context.temp),
      baselines: await namedSources(inputs.baseline, context.workspace, context.temp),
      results: workTreeResults(context.workspace),
    });
    const results = action === 'airlock' ? await desk.decided(looked, repository.history) : looked;
    const engine = await engineFacts();
    const files = reportFiles(context, inputs);
    await writeResult(files.json, inputs, results, engine);
    await writeWhole(files.flipped, flippedText(results));
    setOutputs(action, gateOutputs(results, files));
    const isAnnotated = action === 'airlock' && (await desk.report(results, inputs));
    desk.speak();
    // The page with its plots is the largest part of the report, and nobody waits for it as for the comment.
    const { reportHtml } = await import('../../report/html/page.ts');
    // Nor is a picture of earlier releases worth a red check where they cannot be read.
    const { pastOf } = await import('../past.ts');
    const past = await pastOf(known.recordings, results).catch(() => []);
    await writeWhole(files.html, reportHtml(results, engine, past));
    const uploads = [files.html, files.json, ...(await handover(context, results))];
    await announce(context, results, inputs, uploads, isAnnotated);
    finish(results, inputs.failOn);
  } finally {
    desk.speak();
  }
}

/** Report and result on disk, under names that a second attempt of the run does not take again. */
function reportFiles(context: ActionContext, inputs: GateInputs): ReportFiles {
  // Legs of a matrix share the name of their job; what tells them apart is the configuration that they are given.
  const parts = [context.job, ...(inputs.config === null ? [] : [inputs.config]), context.runAttempt];
  const name = parts.join('-').replace(/[^\w-]+/gu, '-');
  return {
    html: join(context.temp, `airlock-report-${name}.html`),
    json: join(context.temp, `airlock-result-${name}.json`),
    flipped: join(context.temp, `airlock-flipped-${name}.json`),
  };
}

/**
 * What a run that may not comment hands to the one that reports for it. Named by the attempt, so that the reporter takes
 * none of an earlier one.
 */
async function handover(context: ActionContext, results: readonly CheckResult[]): Promise<string[]> {
  const { pull } = context.payload;
  if (pull === null || !isOfStranger(context)) return [];
  const path = join(context.temp, handoverName(context.runAttempt));
  await writeWhole(path, JSON.stringify(handoverOf(results)));
  return [path];
}

async function writeResult(
  path: string,
  inputs: GateInputs,
  results: readonly CheckResult[],
  engine: Engine,
): Promise<void> {
  const documents = results.map((result) => {
    const document = checkDocument(result, engine, nextSteps(result), inputs.failOn);
    return result.privacy === 'ids' ? withoutProse(document) : document;
  });
  const document = documents.length === 1 ? documents[0] : checksDocument(documents);
  await writeWhole(path, `${JSON.stringify(document, null, 2)}\n`);
}

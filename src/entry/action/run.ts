import { join } from 'node:path';
import { setOutput } from '@actions/core';
import { type CheckRequest, type CheckResult, check } from '../../check.ts';
import type { Moment } from '../../config/terms.ts';
import { engineFacts } from '../../host/engine.ts';
import { workTreeResults, writeWhole } from '../../host/files.ts';
import type { CatFile } from '../../host/git/cat-file.ts';
import { fetchCommits } from '../../host/git/fetch.ts';
import { GitRepository } from '../../host/git/repository.ts';
import { RAISE_LABEL } from '../../host/github/labels.ts';
import { TreeSitter } from '../../host/grammars.ts';
import { refuse } from '../../problem.ts';
import { checkDocument, checksDocument, type Engine } from '../../report/documents/documents.ts';
import { withoutProse } from '../../report/documents/privacy.ts';
import { nextSteps } from '../../report/next.ts';
import { configChoice, namedSources } from '../session.ts';
import { commitsOf } from './commits.ts';
import type { ActionContext } from './context.ts';
import { type ActionInputs, readInputs } from './inputs.ts';
import { PullDesk } from './pull.ts';
import { announce, failed, finish, type ReportFiles } from './voice.ts';

/** The root action: the pull-request gate in one step. */
export async function runAction(context: ActionContext | null, objects: CatFile | null): Promise<void> {
  try {
    if (context === null)
      refuse('event-unreadable', {
        found: 'no GITHUB_WORKSPACE and GITHUB_REPOSITORY',
        expected: 'a workflow run',
      });
    await gate(context, readInputs(), objects);
  } catch (error) {
    failed(error);
  } finally {
    objects?.close();
  }
}

async function gate(context: ActionContext, inputs: ActionInputs, objects: CatFile | null): Promise<void> {
  const repository = await GitRepository.open(context.workspace, objects);
  const desk = new PullDesk(context, inputs.token);
  try {
    const results = await run(context, inputs, repository, desk);
    const engine = await engineFacts();
    const files = await writeReports(context, inputs, results, engine);
    setOutputs(results, files);
    await desk.report(results, inputs);
    desk.speak();
    await announce(context, results, inputs.failOn, files);
    finish(results, inputs.failOn);
  } finally {
    desk.speak();
  }
}

async function run(
  context: ActionContext,
  inputs: ActionInputs,
  repository: GitRepository,
  desk: PullDesk,
): Promise<CheckResult[]> {
  const fetchAccess = { ...context, token: inputs.token };
  const commits = await commitsOf(context, repository, (wanted, depth) =>
    fetchCommits(repository.location, fetchAccess, wanted, depth),
  );
  const { pull } = context.payload;
  const raised = pull !== null && (await desk.labels()).includes(RAISE_LABEL);
  const request: CheckRequest = {
    ...commits,
    config: await configChoice(inputs.config, context.workspace, repository),
    bundle: null,
    evidence: await namedSources(inputs.evidence, context.workspace),
    baselines: await namedSources(inputs.baseline, context.workspace),
    moment: MOMENTS[context.event],
    withoutKeys: pull !== null && (pull.isFork || pull.isDraft || context.actor === 'dependabot[bot]'),
    today: new Date().toISOString().slice(0, 10),
    pull: pull === null ? null : { number: pull.number, author: pull.author },
    raisedBy: raised ? `label ${RAISE_LABEL}` : null,
    environment: inputs.environment,
    skipUnchanged: true,
  };
  const ports = {
    repository,
    history: desk.history(repository),
    results: workTreeResults(context.workspace),
    grammars: new TreeSitter(),
    progress: desk.progress,
  };
  return check(ports, request);
}

const MOMENTS: Readonly<Record<ActionContext['event'], Moment>> = {
  pull_request: 'pull_request',
  merge_group: 'merge_group',
  push: 'candidate',
  workflow_dispatch: 'candidate',
  other: 'pull_request',
};

/** Report and result on disk, under names that a second attempt of the run does not take again. */
async function writeReports(
  context: ActionContext,
  inputs: ActionInputs,
  results: readonly CheckResult[],
  engine: Engine,
): Promise<ReportFiles> {
  // Legs of a matrix share the name of their job; what tells them apart is the configuration that they are given.
  const parts = [context.job, ...(inputs.config === null ? [] : [inputs.config]), context.runAttempt];
  const name = parts.join('-').replace(/[^\w-]+/gu, '-');
  const [html, json] = [
    join(context.temp, `airlock-report-${name}.html`),
    join(context.temp, `airlock-result-${name}.json`),
  ];
  const documents = results.map((result) => {
    const document = checkDocument(result, engine, nextSteps(result), inputs.failOn);
    return result.privacy === 'ids' ? withoutProse(document) : document;
  });
  const document = documents.length === 1 ? documents[0] : checksDocument(documents);
  const { reportHtml } = await import('../../report/html/page.ts');
  await writeWhole(html, reportHtml(results, engine));
  await writeWhole(json, `${JSON.stringify(document, null, 2)}\n`);
  return { html, json };
}

const OUTCOMES = ['no-go', 'undecided', 'go'] as const;
const TIERS = ['high', 'medium', 'unknown', 'low'] as const;

/** Outputs of fixed alphabets; of several bundles the worst decision and tier, and the versions in the order of the files. */
function setOutputs(results: readonly CheckResult[], files: ReportFiles): void {
  setOutput(
    'decision',
    OUTCOMES.find((outcome) => results.some((result) => result.decision.outcome === outcome)) ?? 'go',
  );
  setOutput('tier', TIERS.find((tier) => results.some((result) => result.risk.tier === tier)) ?? 'unknown');
  setOutput('version', results.map((result) => result.version).join(' '));
  setOutput('digest', results.map((result) => result.head.bundle.digest).join(' '));
  setOutput('report', files.html);
  setOutput('result', files.json);
}

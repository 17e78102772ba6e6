import { info } from '@actions/core';
import { NO_BASELINES } from '../../check/baseline.ts';
import type { ResultFiles } from '../../check/evidence.ts';
import { handoverName, LARGEST_HANDOVER, parseHandover } from '../../check/handover.ts';
import { check } from '../../check.ts';
import { connect, type GitHubAccess, type GitHubClient } from '../../host/github/client.ts';
import { ApiHistory } from '../../host/github/history.ts';
import { RAISE_LABEL } from '../../host/github/labels.ts';
import { ApiRepository } from '../../host/github/repository.ts';
import {
  artifactBytes,
  artifactsOf,
  type GateRun,
  gateRun,
  pullsAt,
  type ReportedPull,
} from '../../host/github/runs.ts';
import { TreeSitter } from '../../host/grammars.ts';
import { refuse } from '../../problem.ts';
import { nothingToReport, progressText } from '../../report/voice.ts';
import { type ActionContext, DEPENDABOT } from './context.ts';
import { guarded } from './guard.ts';
import { readReportInputs } from './inputs.ts';
import { ledgerOfRun } from './ledger.ts';
import { setOutputs } from './outputs.ts';
import { PullDesk } from './pull.ts';
import type { Started } from './start.ts';

/**
 * `actions/report`: posts the report for a run that may not, a stranger's pull request above all. It checks nothing out
 * and believes nothing that the run says: run, pull request and commits come from the API, the policy from the base, the
 * files from git objects that are held against their own ids, and every verdict is made again from the results.
 */
export function runReport(started: Started): Promise<void> {
  return guarded(started, async (context) => {
    const inputs = readReportInputs();
    const access = { token: inputs.token, apiUrl: context.apiUrl, owner: context.owner, repo: context.repo };
    const client = await connect(access, process.env);
    const run = await reportable(context, client, access, inputs.workflow);
    const pulls = run === null ? [] : await pullsAt(client, access, run);
    if (run === null || pulls.length === 0) info(nothingToReport());
    else {
      const handed = await handedOver(client, access, run);
      for (const pull of pulls)
        await reportOn(context, { client, access, run, teamToken: inputs.teamToken }, pull, handed);
    }
    setOutputs('report', { posted: pulls.map(({ number }) => number).join(' ') });
  });
}

/** The run that the event tells of, as the API knows it; null where it could report for itself. */
async function reportable(
  { payload }: ActionContext,
  client: GitHubClient,
  access: GitHubAccess,
  workflow: string,
): Promise<GateRun | null> {
  if (payload.workflowRun === null)
    refuse('event-unsupported', { found: 'no workflow_run', expected: 'on: workflow_run' });
  const run = await gateRun(client, access, payload.workflowRun.id);
  const expected = `.github/workflows/${workflow}`;
  if (run.path !== expected || run.event !== 'pull_request' || !run.isDone)
    refuse('run-not-reportable', {
      found: `${run.path} on ${run.event}${run.isDone ? '' : ', not finished'}`,
      expected: `a finished run of ${expected} on pull_request`,
    });
  return run.headRepository === run.repository && run.actor !== DEPENDABOT ? null : run;
}

type Handed = NonNullable<ReturnType<typeof parseHandover>>;

/** What the newest attempt handed over; null where it handed over nothing, as on an Enterprise Server. */
async function handedOver(client: GitHubClient, access: GitHubAccess, run: GateRun): Promise<Handed | null> {
  const name = handoverName(run.attempt);
  const [artifact, second] = (await artifactsOf(client, access, run.id)).filter((one) => one.name === name);
  if (artifact === undefined) return null;
  const bytes = second === undefined ? await artifactBytes(client, access, artifact, LARGEST_HANDOVER) : null;
  const handed = bytes === null ? null : parseHandover(bytes);
  return (
    handed ??
    refuse('handover-unreadable', {
      found: second === undefined ? `${artifact.size} bytes` : 'two artifacts of one name',
      expected: 'what the gate wrote, whole and once',
    })
  );
}

interface Desk {
  readonly client: GitHubClient;
  readonly access: GitHubAccess;
  readonly run: GateRun;
  readonly teamToken: string;
}

async function reportOn(
  context: ActionContext,
  { client, access, run, teamToken }: Desk,
  pull: ReportedPull,
  handed: Handed | null,
): Promise<void> {
  const history = new ApiHistory(client, access);
  const commits = await commitsOf(history, run, pull, handed?.head ?? null);
  const about: ActionContext = {
    ...context,
    event: 'pull_request',
    runId: String(run.id),
    payload: {
      ...context.payload,
      pull: { ...pull, headSha: run.headSha, isFork: run.headRepository !== run.repository },
    },
  };
  const desk = new PullDesk(about, { token: access.token, teamToken }, pull.labels);
  const raised = pull.labels.includes(RAISE_LABEL);
  const results = await check(
    {
      repository: new ApiRepository(client, access),
      history,
      voice: desk.voice(history),
      results: handed?.results ?? NO_RESULTS,
      grammars: new TreeSitter(),
      ...ledgerOfRun(desk, () => Promise.resolve(NO_BASELINES)),
      progress: ({ step, bundle }) => info(progressText(step, bundle)),
    },
    {
      ...commits,
      config: { kind: 'default' },
      bundle: null,
      evidence: new Map(),
      baselines: new Map(),
      moment: 'pull_request',
      withoutKeys: true,
      today: new Date().toISOString().slice(0, 10),
      pull: { number: pull.number, author: pull.author },
      raisedBy: raised ? `label ${RAISE_LABEL}` : null,
      environment: null,
      skipUnchanged: true,
    },
  );
  await desk.report(await desk.decided(results, history), { comment: true, failOn: null });
  desk.speak();
}

const NO_RESULTS: ResultFiles = { open: () => Promise.resolve(null) };

/**
 * Both sides of the change. The test merge that the run names is taken where it is one of this head with a commit that
 * the target branch really has; anybody can make a merge commit with a base of their own.
 */
async function commitsOf(
  history: ApiHistory,
  { headSha }: GateRun,
  { baseRef }: ReportedPull,
  named: string | null,
): Promise<{ base: string; head: string }> {
  if (named !== null && named !== headSha) {
    const [base, second, ...more] = await history.parents(named).catch(() => []);
    const isOfHead = base !== undefined && second === headSha && more.length === 0;
    if (isOfHead && (await history.isOn(base, baseRef))) return { base, head: named };
  }
  const base = await history.mergeBase(baseRef, headSha);
  return base === null
    ? refuse('base-unknown', { found: headSha, expected: `a commit that shares history with ${baseRef}` })
    : { base, head: headSha };
}

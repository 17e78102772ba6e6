import type { ResultFiles } from '../../check/evidence.ts';
import { type CheckRequest, type CheckResult, check } from '../../check.ts';
import type { Moment } from '../../config/terms.ts';
import type { ByteSource } from '../../evidence/source.ts';
import { fetchCommits } from '../../host/git/fetch.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { RAISE_LABEL } from '../../host/github/labels.ts';
import { TreeSitter } from '../../host/grammars.ts';
import { configChoice } from '../session.ts';
import { type KnownLedger, knownResults } from '../store.ts';
import { commitsOf } from './commits.ts';
import { type ActionContext, isOfStranger } from './context.ts';
import { ledgerOfRun } from './ledger.ts';
import type { PullDesk } from './pull.ts';

/** What an action asks of the pipeline, beside what the event says. */
export interface Look {
  readonly config: string | null;
  readonly token: string;
  readonly environment: string | null;
  readonly evidence: ReadonlyMap<string, ByteSource>;
  readonly baselines: ReadonlyMap<string, ByteSource>;
  readonly results: ResultFiles;
  readonly known: KnownLedger;
}

/** What the run may know of a ledger: the server's, else what this clone has. */
export function ledgerFor(desk: PullDesk, repository: GitRepository): KnownLedger {
  return ledgerOfRun(desk, async () => (await knownResults(repository)).baselines);
}

/** The main job on the commits of the event. */
export async function lookAt(
  context: ActionContext,
  repository: GitRepository,
  desk: PullDesk,
  look: Look,
): Promise<CheckResult[]> {
  const fetchAccess = { ...context, token: look.token };
  const commits = await commitsOf(context, repository, (wanted, depth) =>
    fetchCommits(repository.location, fetchAccess, wanted, depth),
  );
  const { pull } = context.payload;
  const raised = pull !== null && (await desk.labels()).includes(RAISE_LABEL);
  const request: CheckRequest = {
    ...commits,
    config: await configChoice(look.config, context.workspace, repository),
    bundle: null,
    evidence: look.evidence,
    baselines: look.baselines,
    moment: MOMENTS[context.event],
    withoutKeys: isWithoutKeys(context),
    today: new Date().toISOString().slice(0, 10),
    pull: pull === null ? null : { number: pull.number, author: pull.author },
    raisedBy: raised ? `label ${RAISE_LABEL}` : null,
    environment: look.environment,
    skipUnchanged: true,
  };
  const history = desk.history(repository);
  const ports = {
    repository,
    history,
    voice: desk.voice(history),
    results: look.results,
    grammars: new TreeSitter(),
    ...look.known,
    progress: desk.progress,
  };
  return check(ports, request);
}

const MOMENTS: Readonly<Record<ActionContext['event'], Moment>> = {
  pull_request: 'pull_request',
  merge_group: 'merge_group',
  push: 'candidate',
  workflow_dispatch: 'candidate',
  workflow_run: 'pull_request',
  other: 'pull_request',
};

/** Whether the run cannot have the keys that evals need: a stranger's pull request, Dependabot's, a draft. */
export function isWithoutKeys(context: ActionContext): boolean {
  return isOfStranger(context) || context.payload.pull?.isDraft === true;
}

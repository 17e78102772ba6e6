import { info, notice } from '@actions/core';
import type { History } from '../../bundle/history.ts';
import type { VersionTag } from '../../bundle/version.ts';
import type { Voice } from '../../check/persons.ts';
import type { CheckResult, ProgressStep } from '../../check.ts';
import { fetchCommits } from '../../host/git/fetch.ts';
import { LedgerCopy } from '../../host/git/ledger-copy.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { postCheck } from '../../host/github/checks.ts';
import {
  connect,
  failureOf,
  type GitHubAccess,
  type GitHubClient,
  ifPermitted,
} from '../../host/github/client.ts';
import { StickyComment } from '../../host/github/comments.ts';
import { labelsOf, setTierLabel } from '../../host/github/labels.ts';
import { ledgerCommit } from '../../host/github/ledger-tip.ts';
import { postStatus } from '../../host/github/statuses.ts';
import { latestVersionTag } from '../../host/github/tags.ts';
import { openedAt } from '../../ledger/record.ts';
import { checkOutput, statusOutput } from '../../report/check-run.ts';
import { pullComment, shrunkComment } from '../../report/pull-comment.ts';
import { type Loss, lossNotices, progressText } from '../../report/voice.ts';
import { type KnownLedger, knownOf } from '../store.ts';
import type { ActionContext } from './context.ts';
import {
  type AllShown,
  decidedInQueue,
  decidedOnPull,
  NOTHING_SHOWN,
  type Room,
  voiceIn,
} from './decisions.ts';
import type { GateInputs } from './inputs.ts';

/**
 * Everything the action does on GitHub. `contents: read` alone is a complete run, so whatever the token may not do is
 * left out with one notice for each cause, and nothing here ever fails the gate.
 */
export class PullDesk {
  readonly #context: ActionContext;
  readonly #access: GitHubAccess;
  #client: Promise<GitHubClient> | null = null;
  #labels: readonly string[] | null;
  #shown: AllShown = NOTHING_SHOWN;
  readonly #room: Room;
  readonly #losses: Loss[] = [];

  /** `labels`: those of the pull request now, where somebody has just asked. */
  constructor(
    context: ActionContext,
    { token, teamToken = '' }: { readonly token: string; readonly teamToken?: string },
    labels: readonly string[] | null = null,
  ) {
    this.#context = context;
    this.#labels = labels;
    this.#access = { token, apiUrl: context.apiUrl, owner: context.owner, repo: context.repo };
    this.#room = {
      access: this.#access,
      teamToken,
      attempt: (what, call) => this.#attempt(what, call),
      conversations: new Map(),
    };
  }

  readonly progress = ({ step, bundle }: ProgressStep): void => info(progressText(step, bundle));

  /** Labels of the pull request; those of the event where the API does not say. */
  async labels(): Promise<readonly string[]> {
    const { pull } = this.#context.payload;
    if (pull === null) return [];
    this.#labels ??= (await this.#attempt('labels-read', (client) =>
      labelsOf(client, this.#access, pull.number),
    )) ?? [...pull.labels];
    return this.#labels;
  }

  /** Git's history, with the version tags that a checkout leaves out. */
  history(repository: GitRepository): History {
    const local = repository.history;
    return {
      parents: (commit) => local.parents(commit),
      mergeBase: (a, b) => local.mergeBase(a, b),
      commits: (base, head, most) => local.commits(base, head, most),
      isShallow: () => local.isShallow(),
      versions: async (bundle, containedIn) => {
        const found = await local.versions(bundle, containedIn);
        return found.length > 0 || !(await local.isShallow())
          ? found
          : this.#remoteVersion(repository, bundle);
      },
    };
  }

  /** A shallow clone cannot say what it contains; the highest version on the server is then the last one. */
  async #remoteVersion(repository: GitRepository, bundle: string): Promise<VersionTag[]> {
    const latest = await this.#attempt('tags-read', (client) =>
      latestVersionTag(client, this.#access, bundle),
    );
    if (latest == null) return [];
    const access = { ...this.#access, serverUrl: this.#context.serverUrl };
    if (!(await repository.holds(latest.commit)))
      await fetchCommits(repository.location, access, [latest.commit], 1);
    return [latest];
  }

  /** What persons say of the tier, on the pull request or in the merge queue. */
  voice(history: Pick<History, 'parents'>): Voice {
    return voiceIn(this.#room, this.#context.payload, history);
  }

  /** The results with the decisions of persons that count, on a pull request or in a merge queue. */
  async decided(
    results: readonly CheckResult[],
    history: Pick<History, 'parents'>,
  ): Promise<readonly CheckResult[]> {
    const { pull, mergeGroup } = this.#context.payload;
    const room = this.#room;
    if (mergeGroup !== null) return decidedInQueue(room, mergeGroup, history, results);
    if (pull === null) return results;
    const decided = await decidedOnPull(room, pull, results);
    this.#shown = decided.shown;
    return decided.results;
  }

  /**
   * The ledger as the server has it, and not as the checkout does: what decides what need not be run is nobody's to put
   * there but who may write the branch. Null where there is none or it cannot be read, and then nothing is taken over.
   */
  ledger(): Promise<KnownLedger | null> {
    return this.#attempt('ledger-read', async (client) => {
      const commit = await ledgerCommit(client, this.#access);
      if (commit === null) return null;
      const access = { ...this.#access, serverUrl: this.#context.serverUrl };
      const { copy, tip } = await LedgerCopy.open(this.#context.temp, access, commit);
      return knownOf(copy, openedAt(tip));
    });
  }

  /**
   * Comment, labels, and a check run. A pull request that touches nothing gets none of them, and what an earlier run left
   * shrinks to a line. Gives whether the findings stand on their lines.
   */
  async report(
    results: readonly CheckResult[],
    inputs: Pick<GateInputs, 'comment' | 'failOn'>,
  ): Promise<boolean> {
    const { pull } = this.#context.payload;
    if (pull === null || this.#context.event !== 'pull_request') return false;
    const quiet = results.every((result) => result.unchanged);
    if (inputs.comment) {
      const { body, marker } = quiet
        ? shrunkComment()
        : pullComment(results, inputs.failOn, this.#runUrl(), this.#shown);
      await this.#attempt('comment', (client) =>
        new StickyComment(client, this.#access, pull.number, marker).write(body, quiet),
      );
    }
    const tier =
      TIERS.find((one) => results.some((result) => !result.unchanged && result.risk.tier === one)) ?? null;
    const current = await this.labels();
    if (tier !== null || current.length > 0)
      await this.#attempt('labels', (client) =>
        setTierLabel(client, this.#access, pull.number, current, tier),
      );
    return this.#checked(results, inputs.failOn, pull.headSha, quiet);
  }

  /** The check run; a commit status where the token may make none; neither, and no word of it, where it may do neither. */
  async #checked(
    results: readonly CheckResult[],
    failOn: GateInputs['failOn'],
    headSha: string,
    onlyIfThere: boolean,
  ): Promise<boolean> {
    const where = { headSha, detailsUrl: this.#runUrl(), onlyIfThere };
    const posted = await this.#attempt('check', (client) =>
      ifPermitted(postCheck(client, this.#access, where, checkOutput(results, failOn))),
    );
    if (posted === 'forbidden')
      await this.#attempt('status', (client) =>
        ifPermitted(postStatus(client, this.#access, where, statusOutput(results, failOn))),
      );
    return posted === 'posted' || posted === 'unchanged';
  }

  #runUrl(): string {
    const { serverUrl, owner, repo, runId } = this.#context;
    return `${serverUrl}/${owner}/${repo}/actions/runs/${runId}`;
  }

  /** Says what could not be done, once. */
  speak(): void {
    const losses = this.#losses.splice(0);
    for (const text of lossNotices(losses, this.#context.payload.pull?.isFork === true)) notice(text);
  }

  /** Does something on GitHub if the token allows; null where it does not. */
  async #attempt<T>(what: Loss['what'], call: (client: GitHubClient) => Promise<T>): Promise<T | null> {
    if (this.#access.token === '') return null;
    try {
      this.#client ??= connect(this.#access, process.env);
      return await call(await this.#client);
    } catch (error) {
      this.#losses.push({ what, failure: failureOf(error) });
      return null;
    }
  }
}

const TIERS = ['high', 'medium', 'low'] as const;

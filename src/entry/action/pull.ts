import { info, notice } from '@actions/core';
import type { History } from '../../bundle/history.ts';
import type { VersionTag } from '../../bundle/version.ts';
import { asksForOverride, type Shown, shownNow, withOverrides } from '../../check/overrides.ts';
import type { CheckResult, ProgressStep } from '../../check.ts';
import { fetchCommits } from '../../host/git/fetch.ts';
import { LedgerCopy } from '../../host/git/ledger-copy.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { connect, failureOf, type GitHubAccess, type GitHubClient } from '../../host/github/client.ts';
import { StickyComment } from '../../host/github/comments.ts';
import { committersOf } from '../../host/github/committers.ts';
import { labelsOf, setTierLabel } from '../../host/github/labels.ts';
import { ledgerCommit } from '../../host/github/ledger-tip.ts';
import { latestVersionTag } from '../../host/github/tags.ts';
import { COMMENT_MARKER, pullComment, shrunkComment } from '../../report/pull-comment.ts';
import { parseShown } from '../../report/shown.ts';
import { type Loss, lossNotices, progressText } from '../../report/voice.ts';
import { type KnownLedger, knownOf } from '../store.ts';
import type { ActionContext } from './context.ts';
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
  #shown: readonly Shown[] = [];
  readonly #losses: Loss[] = [];

  /** `labels`: those of the pull request now, where somebody has just asked. */
  constructor(context: ActionContext, token: string, labels: readonly string[] | null = null) {
    this.#context = context;
    this.#labels = labels;
    this.#access = { token, apiUrl: context.apiUrl, owner: context.owner, repo: context.repo };
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
      return knownOf(copy, tip);
    });
  }

  /**
   * The results with the decisions of persons that count. What the comment shows now is remembered with it, because a
   * decision is about what was shown when it was made.
   */
  async decided(results: readonly CheckResult[]): Promise<readonly CheckResult[]> {
    const { pull } = this.#context.payload;
    const open = results.filter(({ decision }) => decision.outcome !== 'go');
    if (pull === null || open.length === 0) return results;
    const conversation = await this.#attempt('comments-read', (client) =>
      new StickyComment(client, this.#access, pull.number, COMMENT_MARKER).read(),
    );
    if (conversation === null) return results;
    const before = parseShown(conversation.own?.body ?? '');
    const now = `${new Date().toISOString().slice(0, 19)}Z`;
    this.#shown = open.map((result) => shownNow(result, before, now));
    if (!conversation.all.some(asksForOverride)) return results;
    const isAuthor = await this.#authorship(results);
    return results.map((result) => {
      const shown = this.#shown.find(({ bundle }) => bundle === result.head.bundle.name);
      return shown === undefined ? result : withOverrides(result, shown, conversation.all, isAuthor);
    });
  }

  /** Whether a login counts as an author of the change. */
  async #authorship(results: readonly CheckResult[]): Promise<(login: string) => boolean> {
    const { pull } = this.#context.payload;
    const committers = await this.#attempt('comments-read', (client) =>
      committersOf(client, this.#access, pull?.number ?? 0),
    );
    // Who cannot be told apart from the authors may not decide: everybody counts as one.
    if (committers === null) return () => true;
    const requesters = results.flatMap(({ authorship }) => authorship.requester ?? []);
    const names = [pull?.author.login ?? '', ...committers, ...requesters];
    const authors = new Set(names.map((name) => name.replace(/^@/u, '').toLowerCase()));
    return (login) => authors.has(login.toLowerCase());
  }

  /** Comment and labels. A pull request that touches nothing gets no comment, and an earlier one shrinks to a line. */
  async report(
    results: readonly CheckResult[],
    inputs: Pick<GateInputs, 'comment' | 'failOn'>,
  ): Promise<void> {
    const { pull } = this.#context.payload;
    if (pull === null || this.#context.event !== 'pull_request') return;
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

import type { History, LoggedCommit } from '../../bundle/history.ts';
import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';
import { latestVersionTag } from './tags.ts';

/** A repository's history through the API. */
export class ApiHistory implements History {
  readonly #client: GitHubClient;
  readonly #access: GitHubAccess;

  constructor(client: GitHubClient, access: GitHubAccess) {
    this.#client = client;
    this.#access = access;
  }

  async parents(commit: string): Promise<readonly string[]> {
    const { owner, repo } = this.#access;
    const { data } = await this.#client.rest.repos.getCommit({ owner, repo, ref: commit, per_page: 1 });
    return data.parents.map(({ sha }) => sha);
  }

  async mergeBase(a: string, b: string): Promise<string | null> {
    return (await this.#compare(a, b))?.mergeBase ?? null;
  }

  /** Whether `branch` contains the commit. */
  async isOn(commit: string, branch: string): Promise<boolean> {
    return (await this.#compare(commit, branch))?.mergeBase === commit;
  }

  async versions(bundle: string) {
    const latest = await latestVersionTag(this.#client, this.#access, bundle);
    return latest === null ? [] : [latest];
  }

  async commits(base: string, head: string, most: number): Promise<readonly LoggedCommit[]> {
    return ((await this.#compare(base, head))?.commits ?? []).toReversed().slice(0, most);
  }

  isShallow(): Promise<boolean> {
    return Promise.resolve(false);
  }

  async #compare(
    base: string,
    head: string,
  ): Promise<{ mergeBase: string; commits: readonly LoggedCommit[] } | null> {
    const { owner, repo } = this.#access;
    try {
      const { data } = await this.#client.rest.repos.compareCommitsWithBasehead({
        owner,
        repo,
        basehead: `${base}...${head}`,
      });
      const commits = data.commits.map(({ sha, commit }) => ({
        oid: sha,
        authorName: commit.author?.name ?? '',
        authorEmail: commit.author?.email ?? '',
        message: commit.message,
      }));
      return { mergeBase: data.merge_base_commit.sha, commits };
    } catch (error) {
      if (failureOf(error).kind === 'missing') return null;
      throw error;
    }
  }
}

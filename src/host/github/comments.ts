import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** A comment as far as finding our own goes. */
interface Comment {
  readonly id: number;
  readonly body: string;
  readonly author: string;
  readonly isBot: boolean;
}

export interface Posted {
  readonly url: string;
  readonly action: 'created' | 'updated' | 'unchanged';
}

/**
 * The one comment of ours on a pull request, found by marker *and* author: anybody can write a marker. A workflow's token
 * cannot be asked who it is, but it is always a bot; a person's token can.
 */
export class StickyComment {
  readonly #client: GitHubClient;
  readonly #where: { readonly owner: string; readonly repo: string; readonly issue_number: number };
  readonly #marker: string;
  readonly #ofInstallation: boolean;

  constructor(client: GitHubClient, { owner, repo, token }: GitHubAccess, pull: number, marker: string) {
    this.#client = client;
    this.#where = { owner, repo, issue_number: pull };
    this.#marker = marker;
    this.#ofInstallation = token.startsWith('ghs_');
  }

  /** Makes the comment read `body`. A body of null leaves things alone where there is no comment yet. */
  async write(body: string, onlyIfThere = false): Promise<Posted | null> {
    const [first, ...others] = await this.#own();
    if (first === undefined) return onlyIfThere ? null : this.#create(body);
    for (const other of others) await this.#delete(other.id);
    if (first.body === body) return { url: this.#url(first.id), action: 'unchanged' };
    await this.#client.rest.issues.updateComment({ ...this.#where, comment_id: first.id, body });
    return { url: this.#url(first.id), action: 'updated' };
  }

  /** Creates, then looks: two runs at once, or an answer that was lost, must leave one comment. */
  async #create(body: string): Promise<Posted> {
    const failed = await this.#client.rest.issues.createComment({ ...this.#where, body }).then(
      () => null,
      (error: unknown) => error,
    );
    if (failed !== null && failureOf(failed).kind !== 'unknown') throw failed;
    const [kept, ...doubles] = await this.#own();
    if (kept === undefined) throw failed ?? new Error('a comment that was created is not there');
    for (const double of doubles) await this.#delete(double.id);
    if (kept.body !== body)
      await this.#client.rest.issues.updateComment({ ...this.#where, comment_id: kept.id, body });
    return { url: this.#url(kept.id), action: 'created' };
  }

  /** Our comments, the oldest first, over all pages. */
  async #own(): Promise<Comment[]> {
    const all = await this.#client.paginate(this.#client.rest.issues.listComments, {
      ...this.#where,
      per_page: 100,
    });
    const marked = all
      .map(
        (one): Comment => ({
          id: one.id,
          body: one.body ?? '',
          author: one.user?.login ?? '',
          isBot: one.user?.type === 'Bot',
        }),
      )
      .filter((one) => one.body.trimEnd().endsWith(this.#marker));
    if (marked.length === 0) return [];
    const me = await this.#login();
    return marked.filter((one) => (me === null ? one.isBot : one.author === me));
  }

  /** Who a person's token belongs to; null for a workflow's or an app's, which may not ask. */
  async #login(): Promise<string | null> {
    if (this.#ofInstallation) return null;
    try {
      return (await this.#client.rest.users.getAuthenticated()).data.login;
    } catch (error) {
      if (failureOf(error).kind === 'forbidden') return null;
      throw error;
    }
  }

  async #delete(id: number): Promise<void> {
    try {
      await this.#client.rest.issues.deleteComment({ ...this.#where, comment_id: id });
    } catch (error) {
      if (failureOf(error).kind !== 'missing') throw error; // the other run was faster
    }
  }

  #url(id: number): string {
    return `#issuecomment-${id}`;
  }
}

import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** A comment on a pull request. */
export interface Comment {
  readonly id: number;
  readonly body: string;
  readonly author: string;
  /** GitHub's number of the account; null once that was deleted. */
  readonly authorId: number | null;
  readonly isBot: boolean;
  /** What the author is to the repository: `OWNER`, `MEMBER`, `NONE`, … */
  readonly association: string;
  readonly createdAt: string;
  readonly isEdited: boolean;
}

export type Posted = 'created' | 'updated' | 'unchanged';

/**
 * The one comment of ours on a pull request, found by marker *and* author: anybody can write a marker. A workflow's token
 * cannot be asked who it is, but it is always a bot; a person's token can.
 */
export class StickyComment {
  readonly #client: GitHubClient;
  readonly #repository: { readonly owner: string; readonly repo: string };
  readonly #pull: number;
  readonly #marker: string;
  readonly #ofInstallation: boolean;

  constructor(client: GitHubClient, { owner, repo, token }: GitHubAccess, pull: number, marker: string) {
    this.#client = client;
    this.#repository = { owner, repo };
    this.#pull = pull;
    this.#marker = marker;
    this.#ofInstallation = token.startsWith('ghs_');
  }

  /** Makes the comment read `body`; with `onlyIfThere` nothing is done where there is no comment yet. */
  async write(body: string, onlyIfThere = false): Promise<Posted | null> {
    const [first, ...others] = await this.#own();
    if (first === undefined) return onlyIfThere ? null : this.#create(body);
    for (const other of others) await this.#delete(other.id);
    if (first.body === body) return 'unchanged';
    await this.#update(first.id, body);
    return 'updated';
  }

  /** Creates, then looks: two runs at once, or an answer that was lost, must leave one comment. */
  async #create(body: string): Promise<Posted> {
    const failed = await this.#client.rest.issues
      .createComment({ ...this.#repository, issue_number: this.#pull, body })
      .then(
        () => null,
        (error: unknown) => error,
      );
    if (failed !== null && failureOf(failed).kind !== 'unknown') throw failed;
    const [kept, ...doubles] = await this.#own();
    if (kept === undefined && failed !== null) throw failed;
    for (const double of doubles) await this.#delete(double.id);
    if (kept !== undefined && kept.body !== body) await this.#update(kept.id, body);
    return 'created';
  }

  /** The whole conversation, and what of it is ours. */
  async read(): Promise<{ readonly own: Comment | null; readonly all: readonly Comment[] }> {
    const all = await conversationOn(this.#client, this.#repository, this.#pull);
    const [own = null] = await this.#ownOf(all);
    return { own, all };
  }

  async #own(): Promise<Comment[]> {
    return this.#ownOf(await conversationOn(this.#client, this.#repository, this.#pull));
  }

  async #ownOf(all: readonly Comment[]): Promise<Comment[]> {
    const marked = all.filter((one) => one.body.trimEnd().endsWith(this.#marker));
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

  async #update(id: number, body: string): Promise<void> {
    await this.#client.rest.issues.updateComment({ ...this.#repository, comment_id: id, body });
  }

  async #delete(id: number): Promise<void> {
    try {
      await this.#client.rest.issues.deleteComment({ ...this.#repository, comment_id: id });
    } catch (error) {
      if (failureOf(error).kind !== 'missing') throw error; // the other run was faster
    }
  }
}

/** All comments on a pull request or an issue, the oldest first, over all pages. */
export async function conversationOn(
  client: GitHubClient,
  { owner, repo }: Pick<GitHubAccess, 'owner' | 'repo'>,
  issue: number,
): Promise<Comment[]> {
  const at = { owner, repo, issue_number: issue, per_page: 100 };
  return (await client.paginate(client.rest.issues.listComments, at)).map(commentOf);
}

/** A page of something else (a proxy's, half an answer) must not pass for a page without a comment of ours. */
function commentOf(one: ListedComment): Comment {
  if (typeof one.id !== 'number') throw new TypeError('the list of comments holds something else');
  return {
    id: one.id,
    body: one.body ?? '',
    author: one.user?.login ?? '',
    authorId: one.user?.id ?? null,
    isBot: one.user?.type === 'Bot',
    association: one.author_association ?? 'NONE',
    createdAt: one.created_at,
    isEdited: one.updated_at !== one.created_at,
  };
}

interface ListedComment {
  readonly id: number;
  readonly body?: string | undefined;
  readonly author_association?: string;
  readonly created_at: string;
  readonly updated_at: string;
  readonly user: { readonly id: number; readonly login: string; readonly type: string } | null;
}

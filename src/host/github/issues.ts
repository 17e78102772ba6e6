import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** The issue that is kept up to date. */
export interface KeptIssue {
  readonly number: number;
  readonly isOpen: boolean;
  readonly title: string;
  readonly body: string;
}

/**
 * The one issue of ours, found by marker *and* author: anybody can open an issue with a marker in it. GraphQL tells a
 * token of a workflow, an app or a person who it is.
 */
export class StickyIssue {
  readonly #client: GitHubClient;
  readonly #repository: { readonly owner: string; readonly repo: string };
  readonly #marker: string;
  /** What one becomes that was opened by another run at the same time. */
  readonly #asDouble: (kept: number) => string;
  /** UTC; an issue that was not touched since is none of ours, and its page is not asked for. Null: all are. */
  readonly #since: string | null;
  #me: string | null = null;

  constructor(
    client: GitHubClient,
    { owner, repo }: GitHubAccess,
    marker: string,
    asDouble: (kept: number) => string,
    since: string | null = null,
  ) {
    this.#client = client;
    this.#repository = { owner, repo };
    this.#marker = marker;
    this.#asDouble = asDouble;
    this.#since = since;
  }

  /** The issue as it is; null where there is none. Doubles of an earlier race are put away. */
  async read(): Promise<KeptIssue | null> {
    const [kept, ...doubles] = await this.#own();
    if (kept !== undefined) for (const double of doubles) await this.#putAway(double, kept.number);
    return kept ?? null;
  }

  /** Opens an issue, then looks: two runs at once, or an answer that was lost, must leave one. */
  async open(title: string, body: string): Promise<KeptIssue> {
    const failed = await this.#client.rest.issues.create({ ...this.#repository, title, body }).then(
      () => null,
      (error: unknown) => error,
    );
    if (failed !== null && failureOf(failed).kind !== 'unknown') throw failed;
    const kept = await this.read();
    if (kept === null) throw failed ?? new TypeError('the issue that was opened is not in the list');
    return kept.body === body ? kept : this.change(kept, body, true);
  }

  /** Makes an issue read `body` and be open or closed. An answer that was lost is looked for. */
  async change(issue: KeptIssue, body: string, isOpen: boolean): Promise<KeptIssue> {
    if (issue.body === body && issue.isOpen === isOpen) return issue;
    const failed = await this.#update(issue.number, body, isOpen ? null : 'completed').then(
      () => null,
      (error: unknown) => error,
    );
    if (failed === null) return { ...issue, body, isOpen };
    if (failureOf(failed).kind !== 'unknown') throw failed;
    const now = await this.read();
    if (now === null || now.body !== body || now.isOpen !== isOpen) throw failed;
    return now;
  }

  async #own(): Promise<KeptIssue[]> {
    const me = await this.#login();
    const all = await this.#client.paginate(this.#client.rest.issues.listForRepo, {
      ...this.#repository,
      state: 'all',
      creator: me,
      ...(this.#since === null ? {} : { since: this.#since }),
      sort: 'created',
      direction: 'asc',
      per_page: 100,
    });
    return all
      .filter(({ pull_request: pull }) => pull === undefined)
      .map(issueOf)
      .filter(({ author, body }) => author === me && body.trimEnd().endsWith(this.#marker))
      .sort((a, b) => a.number - b.number);
  }

  async #login(): Promise<string> {
    if (this.#me !== null) return this.#me;
    const { viewer } = await this.#client.graphql<{ viewer: { login: string } }>(
      'query Viewer { viewer { login } }',
    );
    this.#me = viewer.login;
    return viewer.login;
  }

  async #putAway({ number }: KeptIssue, kept: number): Promise<void> {
    await this.#update(number, this.#asDouble(kept), 'not_planned');
  }

  async #update(number: number, body: string, closed: 'completed' | 'not_planned' | null): Promise<void> {
    await this.#client.rest.issues.update({
      ...this.#repository,
      issue_number: number,
      body,
      ...(closed === null ? { state: 'open' } : { state: 'closed', state_reason: closed }),
    });
  }
}

interface ListedIssue {
  readonly number: number;
  readonly state: string;
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly user: { readonly login: string } | null;
}

/** A page of something else must not pass for a page without an issue of ours. */
function issueOf({ number, state, title, body, user }: ListedIssue): KeptIssue & { author: string } {
  if (typeof number !== 'number') throw new TypeError('the list of issues holds something else');
  return { number, isOpen: state === 'open', title, body: body ?? '', author: user?.login ?? '' };
}

import { LEDGER_BRANCH } from '../../ledger/layout.ts';
import type { LedgerFile, LedgerStore, Tip } from '../../ledger/store.ts';
import type { GitLedgerStore } from '../git/ledger-store.ts';
import { failureOf, type GitHubClient } from './client.ts';

/**
 * A ledger on GitHub: read by git, written by one call that creates the commit only on the head that was read, and that
 * GitHub signs. The call cannot create a branch, so that the first entry is pushed; so is any that the token may not
 * write in this way.
 */
export class GitHubLedgerStore implements LedgerStore {
  readonly #git: GitLedgerStore;
  readonly #client: GitHubClient;
  /** `owner/name`. */
  readonly #repository: string;

  constructor(git: GitLedgerStore, client: GitHubClient, repository: string) {
    this.#git = git;
    this.#client = client;
    this.#repository = repository;
  }

  read(): Promise<Tip | null> {
    return this.#git.read();
  }

  file(tip: string, path: string): Promise<Uint8Array | null> {
    return this.#git.file(tip, path);
  }

  files(tip: string): Promise<readonly LedgerFile[]> {
    return this.#git.files(tip);
  }

  async commit(
    expected: string | null,
    files: readonly LedgerFile[],
    message: string,
  ): Promise<'written' | 'stale'> {
    if (expected === null) return this.#git.commit(expected, files, message);
    try {
      await this.#client.graphql(MUTATION, { input: this.#input(expected, files, message) });
      return 'written';
    } catch (error) {
      const types = typesOf(error);
      if (types.includes('STALE_DATA')) return 'stale';
      const isForbidden = types.some((type) => FORBIDDEN.has(type)) || failureOf(error).kind === 'forbidden';
      if (isForbidden) return this.#git.commit(expected, files, message);
      throw error;
    }
  }

  #input(expected: string, files: readonly LedgerFile[], message: string) {
    const [headline = '', ...body] = message.split('\n');
    return {
      branch: { repositoryNameWithOwner: this.#repository, branchName: LEDGER_BRANCH },
      message: { headline, body: body.join('\n') },
      expectedHeadOid: expected,
      fileChanges: {
        additions: files.map(({ path, bytes }) => ({
          path,
          contents: Buffer.from(bytes).toString('base64'),
        })),
      },
    };
  }
}

const MUTATION = `mutation AirlockAppend($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

const FORBIDDEN = new Set(['FORBIDDEN', 'INSUFFICIENT_SCOPES', 'NOT_FOUND']);

/** Types of the errors of an answer; none for a failure of another kind. */
function typesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return [];
  const { errors } = error;
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((one: unknown) =>
    typeof one === 'object' && one !== null && 'type' in one ? [String(one.type)] : [],
  );
}

import { LEDGER_BRANCH } from '../../ledger/layout.ts';
import type { FileChange, LedgerFile, LedgerStore, Tip } from '../../ledger/store.ts';
import type { GitLedgerStore } from '../git/ledger-store.ts';
import { failureOf, type GitHubClient } from './client.ts';
import { restCommit } from './rest-commit.ts';

/**
 * A ledger on GitHub: read by git, written by one call that creates the commit only on the head that was read, and that
 * GitHub signs. Where there is no such call, or the token may not make it, objects and a branch that must fast-forward do the
 * same unsigned; so begins the branch itself. What the token may not write at all is pushed.
 */
export class GitHubLedgerStore implements LedgerStore {
  readonly #git: GitLedgerStore;
  readonly #client: GitHubClient;
  readonly #place: { readonly owner: string; readonly repo: string };
  #signs = true;
  #writes = true;

  /** `repository`: `owner/name`. */
  constructor(git: GitLedgerStore, client: GitHubClient, repository: string) {
    const [owner = '', repo = ''] = repository.split('/');
    this.#git = git;
    this.#client = client;
    this.#place = { owner, repo };
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

  /** What was refused once is not asked again: a rollback has ten calls. */
  async commit(
    expected: string | null,
    files: readonly FileChange[],
    message: string,
  ): Promise<'written' | 'stale'> {
    if (expected !== null && this.#signs) {
      const answer = await this.#signed(expected, files, message);
      if (answer !== 'unavailable') return answer;
      this.#signs = false;
    }
    if (this.#writes) {
      const answer = await this.#unsigned(expected, files, message);
      if (answer !== 'unavailable') return answer;
      this.#writes = false;
    }
    return this.#git.commit(expected, files, message);
  }

  async #signed(expected: string, files: readonly FileChange[], message: string): Promise<Answer> {
    try {
      const input = this.#input(expected, files, message);
      const answer = await this.#client.graphql<Appended | undefined>(MUTATION, { input });
      // A proxy's page is no answer, whatever its status.
      if (typeof answer?.createCommitOnBranch?.commit?.oid !== 'string')
        throw new Error('no answer of GitHub');
      return 'written';
    } catch (error) {
      const types = typesOf(error);
      if (types.includes('STALE_DATA')) return 'stale';
      if (types.some((type) => UNAVAILABLE.has(type)) || isClosed(error)) return 'unavailable';
      throw error;
    }
  }

  async #unsigned(expected: string | null, files: readonly FileChange[], message: string): Promise<Answer> {
    try {
      const known = expected === null ? null : { commit: expected, tree: await this.#git.tree(expected) };
      return await restCommit(this.#client, this.#place, known, files, message);
    } catch (error) {
      if (isClosed(error)) return 'unavailable';
      throw error;
    }
  }

  #input(expected: string, files: readonly FileChange[], message: string) {
    const [headline = '', ...body] = message.split('\n');
    const { owner, repo } = this.#place;
    return {
      branch: { repositoryNameWithOwner: `${owner}/${repo}`, branchName: LEDGER_BRANCH },
      message: { headline, body: body.join('\n') },
      expectedHeadOid: expected,
      fileChanges: {
        additions: files.flatMap(({ path, bytes }) =>
          bytes === null ? [] : [{ path, contents: Buffer.from(bytes).toString('base64') }],
        ),
        deletions: files.flatMap(({ path, bytes }) => (bytes === null ? [{ path }] : [])),
      },
    };
  }
}

interface Appended {
  readonly createCommitOnBranch?: { readonly commit?: { readonly oid?: unknown } };
}

type Answer = 'written' | 'stale' | 'unavailable';

const MUTATION = `mutation AirlockAppend($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;

/** The token may not, or the server is older than the call. */
const UNAVAILABLE = new Set([
  'FORBIDDEN',
  'INSUFFICIENT_SCOPES',
  'NOT_FOUND',
  'undefinedField',
  'undefinedType',
]);

/** Said no before anything was done; GitHub hides what a token may not see behind "not found". */
function isClosed(error: unknown): boolean {
  const { kind } = failureOf(error);
  return kind === 'forbidden' || kind === 'missing';
}

/** Types of the errors of an answer; none for a failure of another kind. */
function typesOf(error: unknown): string[] {
  if (typeof error !== 'object' || error === null || !('errors' in error)) return [];
  const { errors } = error;
  if (!Array.isArray(errors)) return [];
  return errors.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const { type, extensions } = one as { type?: unknown; extensions?: { code?: unknown } };
    return [type, extensions?.code].flatMap((word) => (typeof word === 'string' ? [word] : []));
  });
}

import { execFileSync } from 'node:child_process';
import { GraphqlRefusal } from '../github/graphql.ts';
import { gitIn } from '../scenario/git.ts';

interface Input {
  readonly branch: { readonly branchName: string };
  readonly message: { readonly headline: string };
  readonly expectedHeadOid: string;
  readonly fileChanges: {
    readonly additions: readonly { readonly path: string; readonly contents: string }[];
    readonly deletions: readonly { readonly path: string }[];
  };
}

/** What GitHub does for `createCommitOnBranch`: a commit on the expected head, or STALE_DATA. */
export function createCommit(bare: string, { input }: { input?: Input }): unknown {
  if (input === undefined) throw new Error('no input');
  const ref = `refs/heads/${input.branch.branchName}`;
  const head = gitIn(bare, 'rev-parse', ref);
  if (head !== input.expectedHeadOid)
    throw new GraphqlRefusal('STALE_DATA', `Expected branch to point to ${head}`);
  const gone = input.fileChanges.deletions.map(({ path }) => `D ${path}\n`).join('');
  const script = Buffer.concat([
    Buffer.from(
      `commit ${ref}\ncommitter GitHub <noreply@localhost> 1793610000 +0000\ndata 0\nfrom ${head}\n`,
    ),
    Buffer.from(gone),
    ...input.fileChanges.additions.flatMap(({ path, contents }) => {
      const bytes = Buffer.from(contents, 'base64');
      return [Buffer.from(`M 100644 inline ${path}\ndata ${bytes.length}\n`), bytes, Buffer.from('\n')];
    }),
  ]);
  execFileSync('git', ['-C', bare, 'fast-import', '--quiet'], { input: script });
  return { createCommitOnBranch: { commit: { oid: gitIn(bare, 'rev-parse', ref) } } };
}

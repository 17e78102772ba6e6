import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { GitLedgerStore } from '../src/host/git/ledger-store.ts';
import { extend } from '../src/ledger/chain.ts';
import type { Draft } from '../src/ledger/entry.ts';
import { EMPTY_STATE } from '../src/ledger/state.ts';
import { adopted, candidate, done, intent, release } from '../test/ledger/story.ts';
import { alternate, median, ratio, row } from './measure.ts';
import type { Setting } from './setting.ts';

/** `verify` and `live` on a ledger of 10,000 entries, beside git and sha256sum on the same files, and bare node. */
export async function* ledger({ root, folder, small }: Setting): AsyncGenerator<string> {
  const entries = small ? 1_000 : 10_000;
  const repository = join(folder, 'ledger');
  await generate(repository, entries);
  const cli = join(root, 'dist', 'cli.js');
  const command = (name: string) => [process.execPath, cli, name, '--repo', repository];
  const [verify, live, yardstick, node] = alternate(
    [
      { name: `verify of ${entries} entries`, command: command('verify') },
      { name: 'live', command: command('live') },
      {
        name: 'git cat-file of all, and sha256sum',
        command: [
          'sh',
          '-c',
          "git ls-tree -r airlock-ledger | awk '{print $3}' | git cat-file --batch | sha256sum",
        ],
        cwd: repository,
      },
      { name: 'bare node', command: [process.execPath, '-e', '0'] },
    ],
    small ? 3 : 5,
  );
  if (verify === undefined || live === undefined || yardstick === undefined || node === undefined) return;
  for (const one of [verify, live, yardstick, node]) yield row(one);
  yield `verify ${(median(verify.runs) / 1000).toFixed(2)} s (budget 2 s), ${ratio(verify, yardstick).toFixed(2)} times git and sha256sum`;
  yield `live ${ratio(live, node).toFixed(2)} times bare node; it reads one file, however many entries there are`;
}

/** One release after the other: recorded, begun, done. */
async function generate(repository: string, entries: number): Promise<void> {
  mkdirSync(repository, { recursive: true });
  execFileSync('git', ['-C', repository, 'init', '--quiet']);
  const drafts: Draft[] = [adopted(0, release('1.0.0'))];
  for (let i = 1; drafts.length < entries; i += 1) {
    const of = release(`1.${i}.0`);
    drafts.push(candidate(i, of), intent(i, of, null), done(i, of, drafts.length + 2));
  }
  const { files } = extend(EMPTY_STATE, drafts.slice(0, entries));
  using store = new GitLedgerStore({ directory: repository }, null);
  await store.commit(null, files, 'bench');
}

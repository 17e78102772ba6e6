import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, median, row } from './measure.ts';
import type { Setting } from './setting.ts';

/**
 * From the start of the process to the first git process, which reads the objects of this run: a stand-in for git ends
 * everything as soon as it is started, so that what is timed is our own way there. Beside it bare node doing the same.
 */
export function* coldStart({ root, folder, small }: Setting): Generator<string> {
  const bin = join(folder, 'bin');
  mkdirSync(bin, { recursive: true });
  writeFileSync(join(bin, 'git'), '#!/bin/sh\nkill -9 $PPID\n');
  chmodSync(join(bin, 'git'), 0o755);
  writeFileSync(
    join(folder, 'bare.mjs'),
    "import { spawn } from 'node:child_process'; spawn('git', ['x'], { stdio: 'ignore' });\n",
  );
  writeFileSync(
    join(folder, 'event.json'),
    JSON.stringify({ pull_request: { number: 1, head: { sha: 'a'.repeat(40) }, base: { ref: 'main' } } }),
  );
  const env = {
    PATH: `${bin}:${process.env['PATH'] ?? ''}`,
    GITHUB_REPOSITORY: 'acme/support-bot',
    GITHUB_WORKSPACE: folder,
    GITHUB_EVENT_NAME: 'pull_request',
    GITHUB_EVENT_PATH: join(folder, 'event.json'),
    GITHUB_SHA: 'b'.repeat(40),
    RUNNER_TEMP: folder,
  };
  const [action, bare] = alternate(
    [
      {
        name: 'root action to its first git process',
        command: [process.execPath, join(root, 'dist', 'action.js')],
        env,
      },
      {
        name: 'bare node to its first git process',
        command: [process.execPath, join(folder, 'bare.mjs')],
        env,
      },
    ],
    small ? 5 : 25,
  );
  if (action === undefined || bare === undefined) return;
  yield row(action);
  yield row(bare);
  yield `difference ${median(action.runs.map((run, i) => run - (bare.runs[i] ?? 0))).toFixed(1)} ms (budget 40)`;
}

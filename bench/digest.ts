import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, ratio, row } from './measure.ts';
import type { Setting } from './setting.ts';

/** `version` on a repository of 100,000 files, all of them in components, beside git and sha256sum on the same files. */
export function* digest({ root, folder, small }: Setting): Generator<string> {
  const files = small ? 10_000 : 100_000;
  const repository = join(folder, 'repository');
  generate(repository, files);
  const cli = [process.execPath, join(root, 'dist', 'cli.js'), 'version', '--repo', repository];
  const cache = join(folder, 'cache');
  const [fresh, again, yardstick] = alternate(
    [
      {
        name: `version of ${files} files, without cache`,
        command: ['sh', '-c', `rm -rf '${cache}'; exec "$@"`, 'sh', ...cli],
        env: { XDG_CACHE_HOME: cache },
      },
      { name: 'the same again', command: cli, env: { XDG_CACHE_HOME: cache } },
      {
        name: 'git ls-tree -r and sha256sum',
        command: ['sh', '-c', 'git ls-tree -r HEAD && git ls-files -z | xargs -0 sha256sum'],
        cwd: repository,
      },
    ],
    small ? 3 : 5,
  );
  if (fresh === undefined || again === undefined || yardstick === undefined) return;
  yield row(fresh);
  yield row(again);
  yield row(yardstick);
  yield `ratio ${ratio(fresh, yardstick).toFixed(2)} (budget 2), again ${ratio(again, yardstick).toFixed(2)}`;
}

function generate(repository: string, files: number): void {
  for (let i = 0; i < files; i += 1) {
    const folder = join(repository, `d${Math.floor(i / 1000)}`, `e${i % 10}`);
    if (i % 1000 < 10) mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `f${i}.txt`), `file ${i}\n`.repeat(20 + (i % 40)));
  }
  mkdirSync(join(repository, '.github'), { recursive: true });
  writeFileSync(
    join(repository, '.github', 'airlock.yml'),
    'components:\n  all: { kind: other, paths: ["**"] }\n',
  );
  const git = (...args: readonly string[]): void => {
    execFileSync(
      'git',
      [
        '-C',
        repository,
        '-c',
        'user.name=bench',
        '-c',
        'user.email=bench@airlock.example',
        '-c',
        'gc.auto=0',
        ...args,
      ],
      { stdio: 'ignore' },
    );
  };
  git('init', '--quiet');
  git('add', '--all');
  git('commit', '--quiet', '--message=bench');
  git('repack', '-adq');
}

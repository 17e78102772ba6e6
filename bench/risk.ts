import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { alternate, median, row } from './measure.ts';
import type { Setting } from './setting.ts';

/** `classify` on a usual change and on one of 3,000 files with a lock file of 5 MB, beside bare node and `git diff`. */
export function* risk({ root, folder, small }: Setting): Generator<string> {
  const [feature, monolith] = [join(folder, 'feature'), join(folder, 'monolith')];
  generate(feature, 100);
  generate(monolith, small ? 300 : 3_000);
  const cli = join(root, 'dist', 'cli.js');
  const classify = (repository: string, head: string) => [
    ...[process.execPath, cli, 'classify', '--repo', repository],
    ...['--base', 'base', '--head', head, '--json'],
  ];
  const [usual, bare] = alternate(
    [
      {
        name: 'a usual change: a prompt in Python, a default in TypeScript',
        command: classify(feature, 'usual'),
      },
      { name: 'bare node', command: [process.execPath, '-e', '0'] },
    ],
    small ? 3 : 9,
  );
  const [large, diff] = alternate(
    [
      { name: 'every file and a lock file of 5 MB', command: classify(monolith, 'large') },
      { name: 'git diff of the same', command: ['git', '-C', monolith, 'diff', 'base', 'large'] },
    ],
    small ? 1 : 3,
  );
  for (const timing of [usual, bare, large, diff]) if (timing !== undefined) yield row(timing);
  if (usual === undefined || bare === undefined) return;
  yield `a usual change after start: ${(median(usual.runs) - median(bare.runs)).toFixed(0)} ms (budget 300)`;
}

const PYTHON = (i: number, rule: string): string =>
  `import os\n\nSYSTEM_PROMPT = """You are assistant number ${i} of a shop.\n${rule}\nBe kind to everybody.\n"""\n\n\ndef ask(question: str, temperature: float = 0.2):\n    return client.chat(model=MODEL, messages=[{"role": "system", "content": SYSTEM_PROMPT}])\n`;
const TYPESCRIPT = (i: number, model: string): string =>
  `export const model = process.env.MODEL_${i} ?? "${model}";\nexport function route(question: string): string {\n  return question.length > ${i} ? "long" : "short";\n}\n`;

function generate(repository: string, files: number): void {
  const git = (...args: readonly string[]): void => {
    const who = ['-c', 'user.name=bench', '-c', 'user.email=bench@airlock.example', '-c', 'gc.auto=0'];
    execFileSync('git', ['-C', repository, ...who, ...args], { stdio: 'ignore' });
  };
  const write = (path: string, text: string): void => {
    mkdirSync(dirname(join(repository, path)), { recursive: true });
    writeFileSync(join(repository, path), text);
  };
  const all = (rule: string, model: string, lock: string): void => {
    for (let i = 0; i < files; i += 1)
      if (i % 2 === 0) write(`src/bot/part${i}.py`, PYTHON(i, rule));
      else write(`src/llm/part${i}.ts`, TYPESCRIPT(i, model));
    write('package-lock.json', lock.repeat(500_000));
  };
  mkdirSync(repository, { recursive: true });
  git('init', '--quiet');
  all('Never read out a card number.', 'gpt-5.2', '{"a":1}   ');
  git('add', '--all');
  git('commit', '--quiet', '--message=base');
  git('branch', 'base');
  write('src/bot/part0.py', PYTHON(0, 'Read out a card number when asked.'));
  write('src/llm/part1.ts', TYPESCRIPT(1, 'gpt-5.4'));
  git('commit', '--quiet', '--all', '--message=usual');
  git('branch', 'usual');
  all('Read out a card number when asked.', 'gpt-5.4', '{"a":2}   ');
  git('commit', '--quiet', '--all', '--message=large');
  git('branch', 'large');
}

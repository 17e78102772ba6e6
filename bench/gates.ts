import { execFileSync, spawnSync } from 'node:child_process';
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { alternate, ratio, row } from './measure.ts';
import type { Setting } from './setting.ts';

/** `gate` on a million rows and a hundred slices, beside merely parsing the same two files. */
export function* gates({ root, folder, small }: Setting): Generator<string> {
  const rows = small ? 50_000 : 500_000;
  const repository = join(folder, 'gated');
  generate(repository, rows);
  const parse = join(folder, 'parse.mjs');
  writeFileSync(parse, PARSE);
  const names = ['candidate', 'baseline'].map((name) => join(repository, `${name}.jsonl`));
  const gate = [
    process.execPath,
    join(root, 'dist', 'cli.js'),
    'gate',
    '--repo',
    repository,
    '--evidence',
    `golden=${names[0]}`,
    '--baseline',
    `golden=${names[1]}`,
    '--json',
  ];
  const python = pythonWithPandas();
  const [ours, parsed, theirs] = alternate(
    [
      { name: `gate on ${2 * rows} rows, 100 slices, four criteria`, command: gate },
      { name: 'parsing the same files line by line', command: [process.execPath, parse, ...names] },
      ...(python === null
        ? []
        : [
            {
              name: `the same with pandas and scipy (${python.versions})`,
              command: [python.path, join(root, 'bench', 'gates.py'), ...names],
            },
          ]),
    ],
    small ? 3 : 5,
  );
  if (ours === undefined || parsed === undefined) return;
  yield row(ours);
  yield row(parsed);
  yield `ratio ${ratio(ours, parsed).toFixed(2)} (budget 3); peak memory budget 512 MB`;
  if (theirs === undefined) {
    yield 'pandas and scipy: not there, not measured (AIRLOCK_BENCH_PYTHON names an interpreter that has them)';
    return;
  }
  yield row(theirs);
  yield `ratio ${ratio(ours, theirs).toFixed(2)} of the same in Python`;
}

/** An interpreter that has pandas and scipy; null where there is none. */
function pythonWithPandas(): { readonly path: string; readonly versions: string } | null {
  const path = process.env['AIRLOCK_BENCH_PYTHON'] ?? 'python3';
  const ask = 'import pandas, scipy; print(pandas.__version__, scipy.__version__)';
  const { status, stdout } = spawnSync(path, ['-c', ask], { encoding: 'utf8' });
  return status === 0 ? { path, versions: stdout.trim() } : null;
}

const PARSE = `import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
let sum = 0;
for (const path of process.argv.slice(2)) for await (const line of createInterface({ input: createReadStream(path, { highWaterMark: 1 << 20 }) })) sum += JSON.parse(line).score;
console.log(sum);
`;

function generate(repository: string, rows: number): void {
  mkdirSync(join(repository, '.github'), { recursive: true });
  writeFileSync(
    join(repository, '.github', 'airlock.yml'),
    `evidence:
  golden: { path: golden.jsonl }
gates:
  functional:
    - { evidence: golden, metric: score, min: 0.8, margin: 0.02, slices: [language] }
    - { evidence: golden, metric: judge, margin: 0.1, slices: [language] }
  operational:
    - { evidence: golden, metric: latency_ms, statistic: p95, max: 2500, margin: 10% }
    - { evidence: golden, metric: cost_usd, margin: 5% }
`,
  );
  for (const [name, shift] of [
    ['candidate', 1],
    ['baseline', 2],
  ] as const)
    write(join(repository, `${name}.jsonl`), rows, shift);
  const git = (...args: readonly string[]): void => {
    execFileSync(
      'git',
      ['-C', repository, '-c', 'user.name=bench', '-c', 'user.email=bench@airlock.example', ...args],
      { stdio: 'ignore' },
    );
  };
  git('init', '--quiet');
  git('add', '.github');
  git('commit', '--quiet', '--message=bench');
}

/** Rows from a small generator of our own, so that every run has the same file. */
function write(path: string, rows: number, seed: number): void {
  let state = seed * 2654435761;
  const random = (): number => {
    state = (Math.imul(state ^ (state >>> 15), 2246822519) + 374761393) >>> 0;
    return state / 2 ** 32;
  };
  const file = openSync(path, 'w');
  for (let start = 0; start < rows; start += 10_000) {
    const lines: string[] = [];
    for (let i = start; i < Math.min(rows, start + 10_000); i += 1) {
      lines.push(
        `{"id":"item-${i}","score":${random() < 0.9 ? 1 : 0},"judge":${1 + Math.floor(random() * 5)},"latency_ms":${Math.round(300 + 2000 * random() ** 3)},"cost_usd":${(0.001 + 0.002 * random()).toFixed(6)},"language":"l${i % 100}"}`,
      );
    }
    writeSync(file, `${lines.join('\n')}\n`);
  }
  closeSync(file);
}

import { performance } from 'node:perf_hooks';
import { contentOf } from '../src/bundle/detect-content.ts';
import type { Kind } from '../src/bundle/kinds.ts';
import { classified } from '../test/risk/classified.ts';
import type { Setting } from './setting.ts';

type Texts = Readonly<Record<string, (rows: number) => readonly [string, string]>>;

const each = (rows: number, make: (i: number) => string): string =>
  Array.from({ length: rows }, (_, i) => make(i)).join('');

/** Files in which everything is another than before: what a rule compares with each other grows with the square of it. */
const PROMPTS: Texts = {
  'sentences rewritten': (n) => [
    each(n, (i) => `Please do thing ${i} now.\n\n`),
    each(n, (i) => `Kindly avoid item ${i * 7} later on.\n\n`),
  ],
  'sentences moved': (n) => [each(n, (i) => `Line ${i}.\n\n`), each(n, (i) => `Line ${(i * 7919) % n}.\n\n`)],
  'prohibitions gone': (n) => [each(n, (i) => `Never tell secret ${i}.\n\n`), 'Be kind.\n'],
  'one sentence over and over': (n) => ['Hi.\n', 'Hi. '.repeat(n)],
};
const DATA: Texts = {
  'other keys': (n) => [each(n, (i) => `key${i}: ${i}\n`), each(n, (i) => `yek${i}: ${i}\n`)],
  'a list of maps': (n) => [
    `tools:\n${each(n, (i) => `  - { name: t${i}, d: x }\n`)}`,
    `tools:\n${each(n, (i) => `  - { name: u${i}, d: x }\n`)}`,
  ],
  'other models': (n) => [
    each(n, (i) => `m${i}: { model: gpt-5-${i} }\n`),
    each(n, (i) => `n${i}: { model: gpt-5-${i} }\n`),
  ],
};
const PROGRAMS: Texts = {
  constants: (n) => [each(n, (i) => `A${i} = "gpt-${i}"\n`), each(n, (i) => `A${i} = "gpt-${i + 1}"\n`)],
  'texts under other names': (n) => [
    each(n, (i) => `A${i} = "text number ${i} is long enough"\n`),
    each(n, (i) => `B${i} = "text number ${i} is long enough"\n`),
  ],
};
const GUARDS: Texts = {
  'guards gone': (n) => [each(n, (i) => `if not is_safe(q${i}):\n    stop()\n`), 'x = 1\n'],
  'guards otherwise': (n) => [
    each(n, (i) => `if is_blocked(a${i}) and b:\n    stop()\n`),
    each(n, (i) => `if b or is_blocked(c${i}):\n    stop()\n`),
  ],
  'names otherwise': (n) => [
    each(n, (i) => `name${i} = load(name${i})\n`),
    each(n, (i) => `other${i} = load(other${i})\n`),
  ],
  'a name after blank lines': (n) => [
    `def a(): pass\n${'\n'.repeat(n)}a()\n`,
    `def b(): pass\n${'\n'.repeat(n)}b()\n`,
  ],
  'thresholds gone': (n) => [each(n, (i) => `f${i}(min_score=0.${i})\n`), each(n, (i) => `f${i}()\n`)],
};
const LETTERS: Texts = {
  constants: (n) => [
    each(n, (i) => `let a${i} = "gpt-${i}";\n`),
    each(n, (i) => `let a${i} = "gpt-${i + 1}";\n`),
  ],
  'texts that never end': (n) => [`${'r#"'.repeat(n)}\n`, `${'r#"'.repeat(n)} \nx`],
};
const CASES: Texts = {
  'every case changed': (n) => [
    `id,q\n${each(n, (i) => `${i},q ${i}\n`)}`,
    `id,q\n${each(n, (i) => `${i},r ${i}\n`)}`,
  ],
};
const FILES: readonly (readonly [Kind, string, Texts])[] = [
  ['prompt', 'prompts/a.md', PROMPTS],
  ['model', 'config/a.yaml', DATA],
  ['evals', 'evals/a.yaml', DATA],
  ['orchestration', 'src/a.py', PROGRAMS],
  ['orchestration', 'src/b.py', GUARDS],
  ['orchestration', 'src/a.rs', LETTERS],
  ['evals', 'evals/a.csv', CASES],
];

/** Texts that look like the beginning of what detection searches for, over and over. */
const BEGINNINGS: Readonly<Record<string, string>> = {
  'tags without an end': '<tool_a>{',
  'actions without a version': 'uses: a/claude',
  'addresses without a file': 'https://a',
  'front matter without an end': '---\na: b\n',
  'tests without a runner': 'mvn ',
  'blank lines': '\n',
  blanks: ' \t',
};

/** How much longer twice as much takes, in one process: about 2 where the work grows with the file, 4 where with its square. */
export async function* growth({ small }: Setting): AsyncGenerator<string> {
  const rows = small ? 1_000 : 8_000;
  for (const [kind, path, texts] of FILES)
    for (const [name, make] of Object.entries(texts)) {
      const times: number[] = [];
      for (const many of [rows, 2 * rows]) {
        const [from, to] = make(many);
        const start = performance.now();
        await classified([{ kind, path, from, to }]);
        times.push(performance.now() - start);
      }
      const [once = 0, twice = 0] = times;
      yield `${name} in ${path}: ${rows} ${once.toFixed(0)} ms, twice as many ${twice.toFixed(0)} ms, ratio ${(twice / once).toFixed(1)}`;
    }
  for (const [name, beginning] of Object.entries(BEGINNINGS))
    for (const as of ['data', 'code', 'prose'] as const) {
      const [once, twice] = [rows, 2 * rows].map((many) => {
        const text = beginning.repeat(many * 4);
        const started = performance.now();
        contentOf(text, as);
        return performance.now() - started;
      });
      yield `${name} as ${as}: ${once?.toFixed(0)} ms, twice as many ${twice?.toFixed(0)} ms`;
    }
}

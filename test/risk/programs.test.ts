import { describe, expect, it, test } from 'vitest';
import type { ChangeItem } from '../../src/change/change.ts';
import { changed } from './classified.ts';

/** What a program says once it is there: every value, sentence and tool, and how many lines none of them explain. */
const READINGS: readonly (readonly [path: string, program: string, says: readonly string[]])[] = [
  ['a.py', 'MODEL: str = "gpt-5.2"\n', ['MODEL = "gpt-5.2"']],
  ['a.py', 'self.model = "gpt-5.2"\n', ['model = "gpt-5.2"']],
  ['a.py', 'config["model"] = "gpt-5.2"\n', ['model = "gpt-5.2"']],
  ['a.py', 'N = -3\nM = 1_000\nT = 0.5\n', ['N = -3', 'M = 1000', 'T = 0.5']],
  ['a.py', 'A = True\nB = None\n', ['A = true', 'B = null']],
  ['a.py', 'def f(q, t=0.2, *, k: int = 4):\n    pass\n', ['f().t = 0.2', 'f().k = 4', '2 lines']],
  ['a.py', 'class A:\n    def f(self):\n        x = 1\n', ['A.f().x = 1', '2 lines']],
  ['a.py', 'x = f(a=1, b={"c": [1, 2]})\n', ['x.a = 1', 'x.b.c = [1,2]', '1 line']],
  ['a.py', 'x = f("a", 2)\n', ['x.arg0 = "a"', 'x.arg1 = 2', '1 line']],
  ['a.py', 'x = f("a")\n', ['x = "a"', '1 line']],
  ['a.py', 'f(a=1)\nf(a=2)\n', ['f()[0].a = 1', 'f()[1].a = 2', '2 lines']],
  ['a.py', 'x = 1\nx = 2\n', ['x = [1,2]']],
  ['a.py', 'x = os.getenv("MIN_SCORE", "0.8")\n', ['x.MIN_SCORE = "0.8"', '1 line']],
  ['a.py', 'score = os.getenv("MIN_SCORE", "0.8")\n', ['score = "0.8"', '1 line']],
  ['a.py', 'x = y or "z"\n', ['x = "z"', '1 line']],
  ['a.py', 'x = "a" if y else "b"\n', ['x = ["a","b"]', '1 line']],
  ['a.py', 'tools = [a, b.c, "d"]\n', ['tools = ["a","b.c","d"]']],
  ['a.py', 'x = ROWS[0]\n', ['1 line']],
  ['a.py', 'x = MODELS[0]\n', ['x = "MODELS[0]"']],
  ['a.py', 'x = """\\\na\\tb\n"""\n', ['x = "a\\tb\\n"']],
  [
    'a.py',
    'prompt = "You are kind" " and quick to answer all."\n',
    ['prompt: You are kind and quick to answer all.'],
  ],
  [
    'a.py',
    'prompt = f"Help {user.name} with all that they ask."\n',
    ['prompt: Help {user.name} with all that they ask.'],
  ],
  [
    'a.py',
    'prompt = "Help with all of " + what + ", and be kind."\n',
    ['prompt: Help with all of {what}, and be kind.'],
  ],
  [
    'a.py',
    'prompt = "Help with all of %s, and be kind." % what\n',
    ['prompt: Help with all of %s, and be kind.'],
  ],
  [
    'a.py',
    'prompt = dedent("""\n    Help with all that they ask.\n""").strip()\n',
    ['prompt: Help with all that they ask.'],
  ],
  ['a.py', 'prompt = "\\n".join(["Help with it.", more])\n', ['prompt: Help with it.', 'prompt: {more}']],
  [
    'a.py',
    'label = "Help with all that they ask, if you can."\n',
    ['label = "Help with all that they ask, if you can."'],
  ],
  [
    'a.py',
    'query = "select all that you can from the orders of today"\n',
    ['query = "select all that you can from the orders of today"'],
  ],
  ['a.py', 'raise ValueError("You must never call this with more than one.")\n', ['1 line']],
  [
    'a.py',
    'def f():\n    return "You are a helper, and you answer in one line."\n',
    ['f().text: You are a helper, and you answer in one line.', '2 lines'],
  ],
  ['a.py', 'print("a", 1)\nlogger.info("b")\n', []],
  ['a.py', '"""Says what this is for."""\nimport os\nfrom a import b\n', []],
  ['a.ts', 'const x = { a: 1, "b-c": true, d };\n', ['x.a = 1', 'x.b-c = true', '1 line']],
  ['a.ts', 'const x = (["a", `b`] as const)!;\n', ['x = ["a","b"]']],
  [
    'a.ts',
    'function f({ model = "gpt-5.2" }: P, k = 3) {}\n',
    ['f().model = "gpt-5.2"', 'f().k = 3', '1 line'],
  ],
  ['a.ts', 'const f = async (k = 3) => k;\n', ['f().k = 3', '1 line']],
  ['a.ts', 'class A { private t = 0.5; }\n', ['A().t = 0.5', '1 line']],
  ['a.ts', 'enum E { A = "x" }\n', ['A = "x"', '1 line']],
  ['a.ts', 'const x = await f({ a: 1 }, "b");\n', ['x.a = 1', 'x.arg0 = "b"', '1 line']],
  ['a.ts', 'const x = new F({ a: 1 });\n', ['x.a = 1', '1 line']],
  ['a.ts', 'const x = process.env.BOT_SIZE || 3;\n', ['x.BOT_SIZE = 3', '1 line']],
  ['a.ts', 'const x = y ?? 3;\n', ['x = 3', '1 line']],
  [
    'a.ts',
    'const prompt = `Help ${user.name} with ${all} of it.`;\n',
    ['prompt: Help ${user.name} with ${all} of it.'],
  ],
  [
    'a.ts',
    'const prompt = ["Help with it.", "Be kind."].join("\\n");\n',
    ['prompt: Help with it.', 'prompt: Be kind.'],
  ],
  ['a.ts', 'const model = Models.Gpt4o;\n', ['model = "gpt-4o"']],
  ['a.ts', 'interface A { b: string }\ntype C = A | null;\n', []],
  [
    'a.ts',
    'export const t = tool({ description: "Reads.", inputSchema: z.object({ a: z.string() }) });\n',
    ['tool t', '1 line'],
  ],
  ['a.ts', 'server.registerTool("get_a", { description: "Reads a." }, run);\n', ['tool get_a', '1 line']],
  ['a.ts', 'server.tool("get_a", "Reads a.", run);\n', ['tool get_a', '1 line']],
  [
    'a.rb',
    'class Bot\n  model "gpt-5.2"\n  temperature 0.2\nend\n',
    ['Bot().model = "gpt-5.2"', 'Bot().temperature = 0.2', '4 lines'],
  ],
  ['a.rb', 'x = ENV.fetch("BOT_SIZE", 3)\n', ['x.BOT_SIZE = 3', '1 line']],
  ['a.rb', 'X = { a: :b, "c" => %w[d e] }.freeze\n', ['X.a = "b"', 'X.c = ["d","e"]']],
  ['a.rb', 'def f(a = 1, b: 2)\nend\n', ['f().a = 1', 'f().b = 2', '2 lines']],
  [
    'a.rb',
    'PROMPT = <<~TEXT\n  Help with it.\n  Be kind.\nTEXT\n',
    ['PROMPT: Help with it.', 'PROMPT: Be kind.'],
  ],
  ['a.go', 'package a\n\nconst N = 3\n', ['N = 3']],
  [
    'a.go',
    'package a\n\nvar X = T{Model: "gpt-5.2", L: []string{"a", "b"}}\n',
    ['X.Model = "gpt-5.2"', 'X.L = ["a","b"]', '1 line'],
  ],
  ['a.go', 'package a\n\nfunc f() { x := "a"; c.y = 2 }\n', ['f().x = "a"', 'f().y = 2', '1 line']],
  ['a.go', 'package a\n\nvar X = &T{Model: "gpt-5.2"}\n', ['X.Model = "gpt-5.2"', '1 line']],
  [
    'a.go',
    'package a\n\nvar X = mcp.Tool{Name: "get_a", Description: "Reads a."}\n',
    ['tool get_a', '1 line'],
  ],
];

describe.each(READINGS)('%s %j', (path, program, says) => {
  it('says what it says', async () => {
    expect(await read(path, program)).toEqual(says);
  });
});

test('a program that its grammar does not understand is compared by its lines', async () => {
  expect(await read('a.py', '%% of ((\n?? )) {{ ==\n')).toEqual(['2 lines']);
});

test.each([
  ['a.py', `x = ${'['.repeat(20_000)}1${']'.repeat(20_000)}\n`],
  ['a.py', `x = ${'"a" + '.repeat(20_000)}"b"\n`],
  ['a.ts', `const x = ${'f('.repeat(20_000)}1${')'.repeat(20_000)};\n`],
  ['a.ts', `const x = ${'{ a: '.repeat(5_000)}1${' }'.repeat(5_000)};\n`],
  ['a.rb', `x = ${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`],
  ['a.go', `package a\n\nvar x = ${'-'.repeat(1)}${'('.repeat(20_000)}1${')'.repeat(20_000)}\n`],
  ['a.tf', `${'a {\n'.repeat(20_000)}x = 1\n`],
])('%s: a hostile program is read to the end', async (path, program) => {
  expect(await read(path, program)).not.toHaveLength(0);
});

test('a program that is too long to be written by hand is compared by its lines', async () => {
  const said = await read('a.py', 'x = 1\n'.repeat(90_000));
  expect(said).toEqual(['90000 lines']);
});

/** Where what differs stands. */
test.each([
  ['a.py', 'import os\n\nMODEL = "a-1"\n', 'import os\n\nMODEL = "a-2"\n', 3],
  ['a.py', 'P = """\nYou help.\n\nBe kind to all.\n"""\n', 'P = """\nYou help.\n\nBe cold to all.\n"""\n', 4],
  [
    'a.ts',
    'const prompt = `\n  You help.\n  Be kind to ${who}.\n`;\n',
    'const prompt = `\n  You help.\n  Be cold to ${who}.\n`;\n',
    3,
  ],
  [
    'a.rb',
    'P = <<~T\n  You help them.\n  Be kind to all.\nT\n',
    'P = <<~T\n  You help them.\n  Be cold to all.\nT\n',
    3,
  ],
])('%s: a change has its line', async (path, from, to, line) => {
  const items = await itemsOf(path, from, to);
  expect(items.map((item) => item.line)).toEqual([line]);
});

async function itemsOf(path: string, from: string, to: string): Promise<readonly ChangeItem[]> {
  const { changes } = await changed([{ kind: 'prompt', path, from, to }]);
  return changes[0]?.items ?? [];
}

async function read(path: string, program: string): Promise<string[]> {
  const items = await itemsOf(path, path.endsWith('.go') ? '' : '\n', program);
  return items.map((item) => {
    switch (item.type) {
      case 'value':
        return `${item.key} = ${JSON.stringify(item.to)}`;
      case 'sentence':
        return `${item.key}: ${item.to}`;
      case 'tool':
        return `tool ${item.tool}`;
      case 'lines':
        return `${item.to.length} line${item.to.length === 1 ? '' : 's'}`;
      default:
        return item.type;
    }
  });
}

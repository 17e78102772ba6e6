import { describe, expect, it, test } from 'vitest';
import { detectFiles, detectIdentity, kindsOf } from '../../src/bundle/detect.ts';
import { ObjectMissing, type Repository, type TreeFile } from '../../src/bundle/repository.ts';
import { type Files, MemoryRepository } from '../risk/memory-repository.ts';

const PROMPT = { 'prompts/system.md': 'You are a helper.\n' };
const kindOf = async (files: Files, path: string): Promise<string | null> => {
  const repository = new MemoryRepository({ head: { ...PROMPT, ...files } });
  const kinds = kindsOf(await detectFiles(repository, 'head'));
  return [...kinds].find(([, paths]) => paths.includes(path))?.[0] ?? null;
};

/** What a file is taken for beside a prompt; null: it is left. */
const TAKEN: readonly (readonly [path: string, text: string, kind: string | null])[] = [
  ['src/utils.ts', 'export const llm = connect();\n', 'orchestration'],
  ['src/utils.ts', 'export const sum = (a: number, b: number) => a + b;\n', null],
  ['src/llm/ollama.ts', 'export const heat = 0.7;\n', 'orchestration'],
  ['src/agents/search/plan.py', 'x = 1\n', 'orchestration'],
  ['pkg/tools/filter.go', 'package tools\n', 'orchestration'],
  ['tools/release.py', 'x = 1\n', null],
  ['src/chat/Window.tsx', 'export const Window = () => <p>Hello</p>;\n', null],
  ['src/chat-services/heat.ts', 'export const heat = 1;\n', 'orchestration'],
  ['pkg/tool.go', 'package a\n\nfunc D() *x.FunctionDefinition { return nil }\n', 'tools'],
  ['settings/test_generation_prompt.toml', 'user = "You are a helper"\n', 'prompt'],
  ['tests/prompt_test.py', 'X = "You are a helper of a shop"\n', null],
  ['src/score.py', 'import torch\n', 'orchestration'],
  ['pipeline/01-train.R', 'library(tidymodels)\n', 'features'],
  ['pipeline/00-ingest.R', 'x <- 1\n', 'features'],
  ['docs/tutorials/a.py', 'client.chat.completions.create(model="gpt-5.2")\n', null],
  ['templates/rules.md', '<tool_usage>\nNever guess.\n</tool_usage>\n{{tools}}\n', 'prompt'],
  ['templates/coder.md.tpl', 'x\n', 'prompt'],
  ['workflows/tidy.md', '---\non: daily\nsafe-outputs:\n  add-comment:\n---\n\nTidy up.\n', 'prompt'],
  ['.github/workflows/tidy.md', '---\non: daily\nsafe-outputs:\n  add-comment:\n---\n\nTidy up.\n', 'prompt'],
  [
    '.github/workflows/review.yml',
    'jobs:\n  a:\n    steps:\n      - uses: maker/claude-code-action@v1\n',
    'orchestration',
  ],
  [
    '.github/workflows/report.yml',
    'jobs:\n  a:\n    steps:\n      - run: dvc repro && cml comment create\n',
    'evals',
  ],
  ['.github/workflows/smoke.yml', 'env:\n  MODEL: gpt-5.2-2026-03-01\n', 'evals'],
  ['.github/workflows/test.yml', 'jobs:\n  a:\n    steps:\n      - run: pytest\n', 'runtime'],
  ['.github/workflows/deploy.yml', 'jobs:\n  a:\n    steps:\n      - run: ./deploy\n', null],
  ['evals/results/baseline/summary.json', '{"mean": 1}\n', 'drift-baseline'],
  ['run_benchmarks.sh', 'MODEL="gpt-5.2"\n', 'evals'],
  ['action.yml', 'description: asks an LLM\n', 'orchestration'],
  ['src/main/resources/application.properties', 'spring.ai.chat.options.model=gpt-5.2\n', 'model'],
];

describe('what a file is taken for', () => {
  it.each(TAKEN)('%s %j', async (path, text, kind) => {
    expect(await kindOf({ [path]: text }, path)).toBe(kind);
  });
});

test('a program that only stands near counts only where there is something else', async () => {
  const repository = new MemoryRepository({ head: { 'src/agents/plan.py': 'x = 1\n' } });
  expect(kindsOf(await detectFiles(repository, 'head')).size).toBe(0);
});

/** A clone that lacks some of its blobs. */
class Lacking extends MemoryRepository implements Repository {
  readonly #paths: ReadonlySet<string>;
  readonly #oids = new Set<string>();

  constructor(files: Files, paths: readonly string[]) {
    super({ head: files });
    this.#paths = new Set(paths);
  }

  override async tree(commit: string): Promise<readonly TreeFile[]> {
    const files = await super.tree(commit);
    for (const { path, oid } of files) if (this.#paths.has(path)) this.#oids.add(oid);
    return files;
  }

  override read(oid: string, maxBytes: number): Promise<Uint8Array | null> {
    return this.#oids.has(oid) ? Promise.reject(new ObjectMissing(oid)) : super.read(oid, maxBytes);
  }
}

test('what a clone lacks is left, and named', async () => {
  const repository = new Lacking({ ...PROMPT, 'src/large.ts': 'export const llm = 1;\n' }, ['src/large.ts']);
  const identity = await detectIdentity(repository, 'head');
  expect(identity.unread).toEqual(['src/large.ts']);
  expect(identity.components.flatMap(({ paths }) => paths)).toEqual(['prompts/system.md']);
});

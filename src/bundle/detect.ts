import type { ComponentRule, Identity } from './bundle.ts';
import { anyGlob, type Matcher } from './glob.ts';
import type { Kind } from './kinds.ts';
import type { Repository, TreeFile } from './repository.ts';

/** Changes whenever the same repository could be detected otherwise; stands in every document with a provisional digest. */
export const DETECTION_VERSION = '1';

/**
 * Default globs, from a survey of 22 public repositories. They match a fifth of all files there and miss half of the
 * prompts, which are string literals in code: those are found by content below. The order decides: the first kind that
 * matches has the file.
 */
const GLOBS: readonly (readonly [Kind, readonly string[]])[] = [
  ['drift-baseline', ['**/*drift*baseline*', '**/baselines/drift*', '**/drift_baseline.*']],
  [
    'evals',
    [
      '**/{eval,evals,evaluation,evaluations,evaluators,auto_evaluation}/**',
      '**/eval*.{py,ts,yml,yaml,rb,ipynb,json,jsonl}',
      '**/*.eval.{ts,js,py,yml,yaml}',
      '**/promptfoo*',
      '**/*judge*.{py,ts,js,yml,yaml,md,prompty,json}',
      '.github/workflows/*eval*',
    ],
  ],
  [
    'safety',
    [
      '**/*guardrail*',
      '**/guardrails/**',
      '**/rails/**',
      '**/*.co',
      '**/policies/**/*.{toml,yml,yaml,json,md}',
      '**/*jailbreak*',
      '**/*moderation*',
      '**/*forbidden_terms*',
      '**/safety/**/*.{toml,yml,yaml,json,md}',
    ],
  ],
  [
    'agent-instructions',
    [
      '**/{AGENTS,CLAUDE,GEMINI}.md',
      '.github/copilot-instructions.md',
      '**/*.instructions.md',
      '.cursor/rules/**',
      '**/.cursorrules',
    ],
  ],
  [
    'prompt',
    [
      '**/prompts/**',
      '**/prompt/**',
      '**/*prompt*.{py,ts,tsx,js,mjs,rb,go,java,kt,cs,toml,yml,yaml,json,md,txt,j2,jinja,jinja2}',
      '**/*.prompt',
      '**/*.prompt.{md,yml,yaml}',
      '**/*.prompty',
      '**/*.{j2,jinja,jinja2}',
      '**/system_prompt*',
      '**/SKILL.md',
      '**/*.agent.md',
      '**/microagents/**',
      '**/agentic-workflows/**',
    ],
  ],
  [
    'tools',
    [
      '**/__toolsnaps__/**',
      '**/tools/**/*.{py,ts,js,go,rb,json,yml,yaml}',
      '**/*tool*.{json,yml,yaml}',
      '**/.mcp.json',
      '**/mcp*.json',
    ],
  ],
  [
    'routing',
    [
      '**/{llm,ai,model,models,agent,agents}/**/*rout*.{py,ts,js,yml,yaml,json}',
      '**/*model_rout*',
      '**/routing.{yml,yaml,json,toml}',
      '**/*fallback*.{yml,yaml,json,toml}',
      '**/flow.dag.yaml',
      '**/langgraph.json',
      '**/litellm*.{yml,yaml}',
    ],
  ],
  [
    'retrieval',
    [
      '**/index.lock.json',
      '**/*{retriev,embedding,vector}*.{py,ts,js,yml,yaml,json,toml}',
      '**/ingest*.{py,ts,yml,yaml}',
    ],
  ],
  ['training-data', ['**/dvc.{yaml,lock}', '**/*.dvc', '**/.dvc/config', '**/params.yaml']],
  ['features', ['**/feature_store.yaml']],
  [
    'model',
    [
      '**/{ai,llm}.{yml,yaml,toml,json}',
      '**/model.{yml,yaml,toml,json}',
      '**/models.{yml,yaml,toml,json}',
      '**/model-settings*.{yml,yaml}',
      '**/*odelConfigs.*',
      '**/{adapter,generation}_config.json',
      '**/bedrock_models.rb',
    ],
  ],
  ['rollback-plan', ['**/rollback*.{md,yml,yaml}', 'docs/**/rollback*.md']],
];

/** Parts of any program; they belong to a bundle only where there is something else in it. */
const RUNTIME = [
  '**/{package-lock.json,yarn.lock,pnpm-lock.yaml,poetry.lock,uv.lock,Pipfile.lock,Gemfile.lock,go.sum,Cargo.lock}',
  '**/requirements*.txt',
  'pyproject.toml',
  'package.json',
  '**/Dockerfile*',
];

/** Third-party code, build output, tests and documentation hold other people's or made-up prompts. */
const ELSEWHERE =
  /(?:^|\/)(?:node_modules|vendor|third_party|site-packages|dist|build|out|\.venv|venv|__snapshots__|fixtures?|testdata|mocks?|cassettes)\//iu;
const TESTS =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|(?:^|\/)(?:test_[^/]*|[^/]*(?:\.|_|-)(?:test|tests|spec))\.[a-z]+$|(?:^|\/)conftest\.py$/iu;
const DOCS =
  /(?:^|\/)(?:docs?|documentation|website|blog)\/|(?:^|\/)(?:README|CHANGELOG|CONTRIBUTING|LICENSE|SECURITY|CODE_OF_CONDUCT|CODEOWNERS|RELEASE)[^/]*$/iu;

/** Source and configuration that may hold prompts or model ids whatever they are called. */
const LOOKED_INTO = [
  'py',
  'ts',
  'tsx',
  'js',
  'mjs',
  'jsx',
  'rb',
  'go',
  'java',
  'kt',
  'cs',
  'rs',
  'php',
  'swift',
  'yml',
  'yaml',
  'toml',
  'json',
  'bicep',
  'tf',
  'env',
  'sh',
].map((ending) => `*.${ending}`);
const PERSONA = [
  'You are (a|an|the|now|[A-Z][a-z]+,)[ a-zA-Z-]',
  '"role": *"system"',
  "'role': *'system'",
  'role: *["\'](system|developer)["\']',
  'SystemMessage\\(',
  'system_?prompt *[=:]',
  'systemPrompt *[=:]',
];
const MODEL_ID = [
  '(gpt-[345](\\.[0-9]+)?|gpt-4o|o[134]-(mini|preview|pro)|text-embedding-)',
  'claude-([0-9]|opus|sonnet|haiku|instant)',
  'claude_(opus|sonnet|haiku)',
  'gemini-[0-9]',
  '(mistral|ministral|codestral)-(large|medium|small|tiny|[0-9])',
  '[Ll]lama-?[234]',
  'command-(r|a)[-"\' ]',
  'deepseek-(chat|reasoner|v[0-9]|r[0-9])',
  '[Qq]wen-?[0-9]',
  'grok-[0-9]',
];

/**
 * The components that a repository seems to have, where nobody said. Provisional by definition: it says so wherever
 * it is shown. Every component is a list of exact paths, so that what was taken can be read.
 */
export async function detectIdentity(repository: Repository, commit: string): Promise<Identity> {
  const tree = await repository.tree(commit);
  const [persona, model] = await Promise.all([
    repository.grep(commit, PERSONA, LOOKED_INTO),
    repository.grep(commit, MODEL_ID, LOOKED_INTO),
  ]);
  const kinds = detectKinds(tree, { persona: new Set(persona), model: new Set(model) });
  return { name: 'default', provisional: true, components: componentsOf(kinds) };
}

/** Paths by kind, from names and from what was found inside. */
export function detectKinds(
  tree: readonly TreeFile[],
  found: { readonly persona: ReadonlySet<string>; readonly model: ReadonlySet<string> },
): Map<Kind, string[]> {
  const matchers = GLOBS.map(([kind, globs]): [Kind, Matcher] => [kind, anyGlob(globs)]);
  const isRuntime = anyGlob(RUNTIME);
  const kinds = new Map<Kind, string[]>();
  const runtime: string[] = [];
  for (const { path, validPath } of tree) {
    if (!validPath || path.startsWith('.github/airlock')) continue;
    const kind = kindOf(path, matchers, found);
    if (kind !== null) {
      const paths = kinds.get(kind);
      if (paths === undefined) kinds.set(kind, [path]);
      else paths.push(path);
    } else if (isRuntime(path) && !ELSEWHERE.test(path)) runtime.push(path);
  }
  if (kinds.size > 0 && runtime.length > 0) kinds.set('runtime', runtime);
  return kinds;
}

function kindOf(
  path: string,
  matchers: readonly (readonly [Kind, Matcher])[],
  found: { readonly persona: ReadonlySet<string>; readonly model: ReadonlySet<string> },
): Kind | null {
  if (ELSEWHERE.test(path)) return null;
  const named = matchers.find(([, matches]) => matches(path))?.[0] ?? null;
  // An eval suite may well live under tests/, and an agent's instructions at the root: their names are enough.
  if (named === 'evals' || named === 'drift-baseline' || named === 'agent-instructions') return named;
  if (TESTS.test(path) || DOCS.test(path)) return null;
  if (named !== null) return named;
  if (found.persona.has(path)) return 'prompt';
  return found.model.has(path) ? 'model' : null;
}

function componentsOf(kinds: ReadonlyMap<Kind, readonly string[]>): ComponentRule[] {
  return [...kinds]
    .map(
      ([kind, paths]): ComponentRule => ({
        name: kind,
        kind,
        paths: paths.filter(isLiteral),
        values: {},
        links: 'record',
        confidential: false,
      }),
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** A path with a glob's own characters in it would match others; such paths are left out of a provisional bundle. */
function isLiteral(path: string): boolean {
  return !/[*?{]/u.test(path);
}

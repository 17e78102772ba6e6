import type { Kind } from './kinds.ts';

/**
 * Default globs, from a survey of 22 public repositories. They match a fifth of all files there and miss half of the
 * prompts, which are string literals in code: those are found by content. The order decides: the first kind that
 * matches has the file.
 */
export const NAMED: readonly (readonly [Kind, readonly string[]])[] = [
  [
    'drift-baseline',
    [
      '**/*drift*baseline*',
      '**/baselines/drift*',
      '**/{eval,evals,evaluation,evaluations}/**/*baseline*.{json,jsonl,yml,yaml,csv}',
      '**/{eval,evals,evaluation,evaluations}/**/{results,baseline,baselines}/**/*.{json,jsonl,csv}',
    ],
  ],
  [
    'evals',
    [
      '**/{eval,evals,evaluation,evaluations,evaluators,auto_evaluation}/**',
      '**/eval*.{py,ts,yml,yaml,rb,ipynb,json,jsonl,csv}',
      '**/*.eval.{ts,js,py,yml,yaml}',
      '**/*{_,-}{eval,evals,evaluation,evaluations}{,_*,-*}.{yml,yaml,json,jsonl,csv}',
      '**/promptfoo*',
      '**/*judge*.{py,ts,js,yml,yaml,md,prompty,json}',
      '**/*{golden,testdata,test_data,test-data,testset,test_set,test-set}*.{jsonl,csv,tsv}',
      '**/*{redteam,red_team,red-team}*.{jsonl,csv,tsv,json,yml,yaml}',
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
      '**/*jailbreak*',
      '**/*moderation*',
      '**/*forbidden_terms*',
      '**/*{content_filter,content-filter,contentFilter}*',
      '**/{safety,policies}/**/*{safety,refus,moderat}*',
      '**/*{safety_policy,safety-policy,refusal}*.{toml,yml,yaml,json,md,txt}',
      '**/{policies,policy}/safety*',
    ],
  ],
  [
    'agent-instructions',
    [
      '**/{AGENTS,CLAUDE,GEMINI}.md',
      '.github/{copilot-instructions.md,instructions/**,chatmodes/**,agents/**}',
      '**/*.instructions.md',
      '**/{.claude,.cursor,.windsurf,.clinerules,.roo,.codex}/**',
      '**/{.cursorrules,.windsurfrules,.clinerules}',
    ],
  ],
  [
    'prompt',
    [
      '**/{prompts,prompt}/**',
      '**/*{prompt,Prompt}*.{py,ts,js,mjs,rb,go,java,kt,cs,toml,yml,yaml,json,md,txt,j2,jinja,jinja2}',
      '**/*.prompt',
      '**/*.prompt.{md,yml,yaml}',
      '**/*.prompty',
      '**/*.{j2,jinja,jinja2}',
      '**/*.md.{tpl,tmpl}',
      '**/{system_prompt,system-prompt,system_message,system-message}*',
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
      '**/tools/**/*.{json,yml,yaml}',
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
      '**/*{retriev,embedding}*.{py,ts,js,yml,yaml,json,toml}',
      '**/rag/**/*.{py,ts,js,yml,yaml,json,toml}',
    ],
  ],
  ['training-data', ['**/dvc.{yaml,lock}', '**/*.dvc', '**/.dvc/config', '**/params.yaml']],
  ['features', ['**/feature_store.yaml', '**/predictors.{yml,yaml,json}']],
  ['weights', ['**/*.{safetensors,gguf,onnx,ckpt}', '**/adapter_model.*']],
  [
    'model',
    [
      '**/{ai,llm}.{yml,yaml,toml,json}',
      '**/{model,models,model_config,model-config,llm_config,llm-config}.{yml,yaml,toml,json}',
      '**/model-settings*.{yml,yaml}',
      '**/*odelConfigs.*',
      '**/{adapter,generation}_config.json',
      '**/bedrock_models.rb',
    ],
  ],
  ['rollback-plan', ['**/rollback*.{md,yml,yaml}', 'docs/**/rollback*.md']],
];

/** Parts of any program; they belong to a bundle only where there is something else in it. */
export const RUNTIME: readonly string[] = [
  '**/{package-lock.json,yarn.lock,pnpm-lock.yaml,poetry.lock,uv.lock,Pipfile.lock,Gemfile.lock,go.sum,Cargo.lock}',
  '**/{package.json,pyproject.toml,Pipfile,go.mod,Cargo.toml,Gemfile,conda.yml,environment.yml}',
  '**/*requirements*.txt',
  '**/Dockerfile*',
];

/** What a program is deployed with: as `RUNTIME`, and read for the models and settings that it hands over. */
export const SERVING: readonly string[] = [
  '**/{deploy,deployment,deployments,infra,infrastructure,chart,charts,helm,k8s,kubernetes}/**/*.{yml,yaml,json,toml,bicep,bicepparam,tf,tfvars}',
  '**/{docker-compose,compose}*.{yml,yaml}',
  '**/values*.{yml,yaml}',
];

/** Names that mean something only where the text speaks of models too. */
export const HINTED: readonly (readonly [Kind, RegExp])[] = [
  ['evals', /(?:^|[/_.-])(?:evals?|evaluat\w*|judges?|graders?|bench(?:marks?)?)(?:[/_.-]|$)/i],
  ['routing', /(?:^|[/_.-])\w*(?:router|routing|fallback)s?(?:[/_.-]|$)/i],
  ['retrieval', /(?:^|[/_.-])(?:vector\w*|ingest\w*|chunk\w*|index(?:er|ing)|embed\w*|rag)(?:[/_.-]|$)/i],
  [
    'safety',
    /(?:^|[/_.-])(?:polic(?:y|ies)|safety|toxicity|abuse|\w*restrictions?|sandbox(?:ing)?|allow_?lists?|block_?lists?)(?:[/_.-]|$)/i,
  ],
  ['tools', /(?:^|[/_.-])(?:tools?|mcp|functions)(?:[/_.-]|$)/i],
];

/** Folders whose programs are parts of what answers, beside files that say so themselves. */
export const PLACES =
  /(?:^|\/)(?:[\w-]*agents?|ai|gen_?ai|llms?|rag|[\w-]*bots?|chat[\w-]*|conversations?|assistants?|copilot|mcp|prompts?|embeddings?|retriev\w*|vector_?(?:stores?|dbs?)|completions?)\/[^/]*(?:\/[^/]+)*$|(?:^|\/)(?:src|pkg|lib|crates|app|server|backend|packages|internal|core)\/(?:.*\/)?tools?\/.+$/i;
/** Programs that run where a feature decides; pages and styles only show it. */
export const PROGRAMS =
  /\.(?:py|ts|mts|js|mjs|rb|go|java|kt|cs|rs|php|swift|scala|lua|exs?|r)$|(?:^|\/)action\.ya?ml$/i;

/** Pages and styles: they show a feature, and guard nothing. */
export const PAGES = /\.(?:[jt]sx|vue|svelte|s?css|html)$/i;

/** Third-party code, build output, tests and documentation hold other people's or made-up prompts. */
export const ELSEWHERE =
  /(?:^|\/)(?:node_modules|vendor|third_party|site-packages|dist|build|out|\.venv|venv|__snapshots__|fixtures?|testdata|mocks?|cassettes)\//i;
export const TESTS =
  /(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/|(?:^|\/)(?:test_[^/]*|[^/]*(?:\.|_|-)(?:test|tests|spec))\.[a-z]+$|(?:^|\/)conftest\.py$/i;
export const DOCS =
  /(?:^|\/)(?:[Dd]ocs?|documentation|tutorials?|website|blog|\.changeset)\/|(?:^|\/)(?:[Rr][Ee][Aa][Dd][Mm][Ee]|CHANGELOG|[Cc]hangelog|CONTRIBUTING|[Cc]ontributing|LICEN[CS]E|[Ll]icen[cs]e|SECURITY|CODE_OF_CONDUCT|CODEOWNERS|RELEASE)[^/]*$/;
/** What automation and translations say is not said to the model of a feature. */
export const NOT_READ =
  /^\.(?:github|gitlab|circleci|vscode|idea)\/|(?:^|\/)(?:locales?|i18n|translations?|langs?|messages)\//i;

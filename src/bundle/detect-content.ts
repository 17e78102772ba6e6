import { scanModelIds } from '../models/scan.ts';

/** What a text shows of an AI feature. */
export interface Content {
  /** It tells a model who it is, or gives it a system message. */
  readonly persona: boolean;
  /** It names a model. */
  readonly model: boolean;
  /** It sets what only a model has. */
  readonly settings: boolean;
  /** It defines something that a model can call. */
  readonly tool: boolean;
  /** It calls a model, whatever the model is called elsewhere. */
  readonly calls: boolean;
  /** It speaks of models at all. */
  readonly speaks: boolean;
  /** It trains or runs a model of its own. */
  readonly learns: boolean;
  /** It runs what measures a model. */
  readonly measures: boolean;
  /** It runs an agent. */
  readonly acts: boolean;
  /** It runs tests. */
  readonly tests: boolean;
}

export const NO_CONTENT: Content = {
  persona: false,
  model: false,
  settings: false,
  tool: false,
  calls: false,
  speaks: false,
  learns: false,
  measures: false,
  acts: false,
  tests: false,
};

const DATA = new Set(['yml', 'yaml', 'toml', 'json', 'env', 'properties', 'sample', 'example', 'local']);
const CODE = new Set(
  'py ts tsx js mjs jsx rb go java kt cs rs php swift scala r lua ex exs bicep tf sh'.split(' '),
);
const PROSE = new Set(['md', 'txt', 'tpl', 'tmpl', 'mustache', 'hbs', 'liquid', 'vm', 'ftl']);

/** What a file is searched as, by its name; null for what is not searched. */
export function searchedAs(path: string): 'data' | 'code' | 'prose' | null {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const ending = name.slice(name.lastIndexOf('.') + 1);
  if (name.startsWith('.env')) return 'data';
  if (name === 'makefile' || name === 'justfile') return 'code';
  if (CODE.has(ending)) return 'code';
  return DATA.has(ending)
    ? ending.length > 4 && ending !== 'properties' && !name.includes('env')
      ? null
      : 'data'
    : PROSE.has(ending)
      ? 'prose'
      : null;
}

/** Endings that a search of a whole commit is limited to. */
export const SEARCHED_ENDINGS: readonly string[] = [
  ...[...CODE, ...PROSE, 'yml', 'yaml', 'toml', 'json', 'env', 'properties'].map((ending) => `*.${ending}`),
  '*.env.*',
  '*akefile',
  '*ustfile',
];

/**
 * One of these stands in every text that is looked for. One expression, because git searches every file for each of
 * several by itself.
 */
export const TELLTALE = [
  'You are ',
  "You're an? ",
  'gpt-',
  'claude',
  'gemini-',
  '[Ll]lama',
  '[Qq]wen',
  'deepseek',
  'grok-',
  'stral-',
  'command-r',
  'o[134]-',
  'text-embedding',
  'system["\']',
  '[sS]ystem_*([pP]rompt|Message|instr)',
  'PromptTemplate',
  'backstory',
  'max_*([a-z]+_)?[tT]oken|MAX_TOKEN',
  'top_p|topP',
  'mcp_*[sS]erver|MCP_SERVER',
  'input_*[sS]chema',
  '[@_]tool',
  '(register|Structured|Base|New)Tool',
  'init_chat_model|Chat(OpenAI|Anthropic|Groq|Ollama|Bedrock|VertexAI|Google)',
  '<(available_tools|tool_[a-z_]+|system_[a-z_]+|critical_rules|output_format|instructions)>',
  'safe-outputs|allowed-tools|mcp-servers|permissionMode',
  '(import|from) +(torch|tensorflow|keras|sklearn|xgboost|lightgbm|catboost|onnxruntime|tritonclient|transformers|ultralytics|spacy|mlflow)',
  'https?://[^ ]+[.](onnx|safetensors|gguf|tflite|ckpt)|huggingface[.]co/[^ ]+/resolve/',
  'library[(](tidymodels|lightgbm|xgboost|caret|parsnip|recipes)',
  '[lL][lL][mM]|[oO]pen[aA][iI]|[aA]nthropic|lang(chain|graph)|[oO]llama|[eE]mbedding|[tT]ool_?[cC]all',
  'uses: .*(claude|codex|gemini|copilot|opencode|ai-inference|pr-agent)',
  'promptfoo|deepeval|ragas|dvc (repro|exp|metrics)|setup-cml|cml (comment|publish|report)',
  'chat[.]completions|(messages|responses)[.]create|a?completion[(]|generate_content|(generate|stream)(Text|Object)[(]',
].join('|');

// Every text of a repository is searched for these; without the flag `u`, which they do not need, in half of the time.
const WHO =
  'assistant|agents?|expert|bot|chatbot|ai|a\\.i\\.|language model|specialist|analyst|engineer|developer|programmer|writer|editor|tutor|teacher|coach|advis[eo]r|consultant|professional|reviewer|judge|evaluator|classifier|translator|researcher|planner|router|helper|summari[sz]er|generator|interviewer|moderator|scientist|architect|representative|companion|orchestrator|supervisor|grader|receptionist|concierge|copilot';
const PERSONA = new RegExp(
  `\\bYou(?: are|'re) (?:an?|the) (?:[\\w'’-]+,? ){0,8}?(?:${WHO})\\b|\\bYou are (?:ChatGPT|Claude|Gemini|GPT|Llama|Copilot)\\b|\\bYou are [A-Z][\\w-]+, (?:an?|the|created|built|developed|made)\\b`,
  'iu',
);
/** In a text for people "you are" addresses the reader; at the start of a line it addresses a model. */
const PROSE_PERSONA = new RegExp(`^[ \\t"'>*#-]*(?:${PERSONA.source})`, 'imu');
const SYSTEM =
  /["']?role["']?\s*[:=]\s*["'](?:system|developer)["']|\(\s*["']system["']\s*,|SystemMessage(?:PromptTemplate)?[(.]|ChatPromptTemplate|\bPromptTemplate\(|system_?prompt["']?\s*[:=]|systemPrompt["']?\s*[:=]|system_instruction["']?\s*[:=]|^[ \t]*backstory:/mu;
const SETTINGS =
  /["']?\b(?:max_?(?:output_?|new_?|completion_?)?tokens|maxOutputTokens|maxTokens|top_p|topP|frequency_penalty|mcpServers|mcp_servers|MCP_SERVERS|\w*_?MAX_TOKENS)["']?\s*[:=]/u;
const TOOL =
  /@(?:\w{1,40}\.)?(?:function_)?tool(?:_plain)?\b|\b(?:tool|createTool|defineTool)\(\s*\{|\b(?:Structured|Base|Function|Dynamic)Tool\b|\binputSchema\b|\binput_schema\b|\bregisterTool\(|\bserver\.tool\(|\bNewTool\(|\bKernelFunction\b|\bkernel_function\b|\bFunctionDefinition\b|\bFunctionDeclaration\b|\bMcpServerTool\b|\bMustTool\(|\bTool(?:Definition|Schema|Spec)\b/u;
const CALLS =
  /\binit_chat_model\(|\b(?:Azure)?Chat(?:OpenAI|Anthropic|VertexAI|Groq|Ollama|Bedrock\w*|Google\w*|Cohere|Mistral\w*)\(|\bchat\.completions\.(?:create|parse|stream)\b|\b(?:messages|responses)\.(?:create|parse|stream)\(|\b(?:litellm\.)?a?completion\(\s*(?:model|messages|\*\*)|\bgenerate_content(?:_stream)?\(|\b(?:generate|stream)(?:Text|Object)\(\s*\{/u;
const SPEAKS =
  /\bllms?\b|llm_|_llm|\bLLM|openai|anthropic|litellm|langchain|langgraph|llama_?index|ollama|bedrock|huggingface|chat_?\.?completions?|embeddings?\b|embedding_?model|tool_?calls?\b|function_?calling|modelcontextprotocol|\bmcp\b|\brag\b|prompts?\b/i;

/** Front matter of an agent that is written as a text: what it may use and do. */
const AGENT =
  /^---\r?\n(?:[^\n]*\n){0,200}?(?:safe-outputs|allowed-tools|mcp-servers|disallowedTools|permissionMode)\s*:/u;
/** Parts of a prompt that are set apart as a model is told to read them. */
const TAGS =
  /<(?:available_tools|tool_\w{1,40}|system_\w{1,40}|critical_rules|agent_\w{1,40}|user_(?:input|query|request|info)|output_format|instructions)>/u;
const LEARNS =
  /^[ \t]*(?:import|from)\s+(?:torch|tensorflow|keras|sklearn|xgboost|lightgbm|catboost|onnxruntime|tritonclient|transformers|sentence_transformers|ultralytics|spacy|mlflow)\b|https?:\/\/\S{1,300}\.(?:onnx|safetensors|gguf|tflite|ckpt)\b|huggingface\.co\/[\w.-]{1,100}\/[\w.-]{1,100}\/resolve\/|\blibrary\((?:tidymodels|lightgbm|xgboost|caret|parsnip|recipes|bonsai|lightsnip|workflows)\)/mu;
const ACTS =
  /uses:\s*['"]?[\w.-]{1,40}\/[\w./-]{0,100}(?:claude|codex|gemini|copilot|opencode|ai-inference|pr-agent|coderabbit|llm|gpt|aider)[\w./-]{0,100}@|\b(?:claude\s+(?:-p|--print)|codex\s+exec|gemini\s+(?:-p|--prompt)|aider\s+--)/i;
const RUNS_TESTS =
  /\b(?:pytest|vitest|jest|rspec|(?:npm|pnpm|yarn|bun)(?: run)? test\S*|go test|cargo test|dotnet test|mvn\b.{0,200}\btest|gradlew?\b.{0,200}\btest|make \S*test\S*|tox)\b/u;
const MEASURES =
  /\b(?:promptfoo|deepeval|ragas|garak|lm[-_]eval\w*|inspect eval|dvc (?:repro|exp|metrics)|cml (?:comment|publish|report|runner)|iterative\/setup-cml|llm[-_]judge)\b/u;

const FAMILIES =
  /gpt-|claude|gemini-|llama|qwen|deepseek|grok-|stral-|command-|o[134]-|text-embedding|embed-|titan-|nova-|phi-/gi;

/** Only lines with the name of a family are read for ids: most texts have none. */
function namesModel(text: string): boolean {
  FAMILIES.lastIndex = 0;
  for (let match = FAMILIES.exec(text); match !== null; match = FAMILIES.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const end = text.indexOf('\n', match.index);
    const line = text.slice(start, end === -1 ? text.length : end);
    if (scanModelIds(line).length > 0) return true;
    FAMILIES.lastIndex = start + line.length;
  }
  return false;
}

/** Looks into one text. */
export function contentOf(text: string, as: 'data' | 'code' | 'prose'): Content {
  if (as === 'prose')
    return {
      ...NO_CONTENT,
      persona: PROSE_PERSONA.test(text) || AGENT.test(text) || (text.includes('{{') && TAGS.test(text)),
    };
  return {
    persona: PERSONA.test(text) || SYSTEM.test(text),
    model: namesModel(text),
    settings: as === 'data' && SETTINGS.test(text),
    tool: as === 'code' && TOOL.test(text),
    calls: as === 'code' && CALLS.test(text),
    speaks: SPEAKS.test(text),
    learns: as === 'code' && LEARNS.test(text),
    measures: as === 'data' && MEASURES.test(text),
    acts: as === 'data' && ACTS.test(text),
    tests: as === 'data' && RUNS_TESTS.test(text),
  };
}

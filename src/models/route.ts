import { HUB_ORGS } from './families.ts';

/**
 * How a model is reached, read from what is written before its name: `azure/gpt-4o`,
 * `openai:chat:gpt-4o`, `us.anthropic.claude-…`, `publishers/google/models/gemini-…`.
 */
export interface Route {
  /** Who serves it, as the first prefix says; null when nothing says it. */
  readonly platform: string | null;
  /** The organisation of a hub id (`meta-llama/…`), as written, when no router stands before it. */
  readonly hubOrg: string | null;
  /** The last `org/` before the name, as written: some platforms list their models with it. */
  readonly org: string | null;
  /** The Bedrock vendor (`anthropic.`), which is part of the id there. */
  readonly vendor: string | null;
  readonly name: string;
}

// Prefix as written by routers, SDKs and eval tools → the platform that serves the request. A gateway that only
// passes the request on (OpenRouter, LiteLLM) is a platform of its own here; eol.ts knows which ones pass on.
const ROUTERS = new Map<string, string>(
  Object.entries({
    openai: 'openai',
    azure: 'azure azure_ai azure-openai azureopenai azure_openai azureai',
    anthropic: 'anthropic',
    google: 'google gemini google_genai google-genai googleai google_ai_studio models',
    vertex: 'vertex vertexai vertex_ai vertex_ai_beta google-vertex google_vertexai google-vertex-anthropic',
    bedrock: 'bedrock bedrock_converse amazon-bedrock aws-bedrock amazon_bedrock aws_bedrock',
    mistral: 'mistral mistralai mistral_ai',
    cohere: 'cohere cohere_chat',
    groq: 'groq',
    xai: 'xai x-ai',
    deepseek: 'deepseek',
    moonshot: 'moonshot',
    alibaba: 'dashscope alibaba',
    together: 'together together_ai togetherai',
    fireworks: 'fireworks fireworks_ai fireworks-ai',
    cerebras: 'cerebras',
    deepinfra: 'deepinfra',
    ollama: 'ollama ollama_chat',
    local: 'vllm hosted_vllm lm_studio llamafile huggingface hf',
    cloudflare: 'cloudflare workers-ai @cf',
    replicate: 'replicate',
    databricks: 'databricks',
    nvidia: 'nvidia_nim',
    perplexity: 'perplexity',
    voyage: 'voyage voyageai',
    github: 'github github_models github_copilot',
    openrouter: 'openrouter',
    gateway: 'litellm litellm_proxy vercel gateway portkey',
  }).flatMap(([platform, prefixes]) => prefixes.split(' ').map((prefix) => [prefix, platform] as const)),
);

const PREFIX = /^(@?[a-z0-9][a-z0-9_.-]{0,39})([/:])(.+)$/i;
const MODE =
  /^(?:chat|completion|completions|messages|responses|realtime|embedding|embeddings|image|converse|invoke|text-generation)[/:]/;
const RESOURCES: readonly (readonly [string, RegExp])[] = [
  [
    'bedrock',
    /^arn:aws[a-z-]{0,10}:bedrock:[a-z0-9-]{0,20}:[0-9]{0,12}:(?:foundation-model|inference-profile)\/(.+)$/,
  ],
  ['vertex', /^(?:projects\/[^/]+\/locations\/[^/]+\/)?publishers\/[a-z0-9-]+\/models\/(.+)$/],
  ['fireworks', /^accounts\/[a-z0-9-]+\/models\/(.+)$/],
];
const REGION_AND_VENDOR =
  /^(?:(?:us|eu|apac|ap|global|us-gov|jp|au|ca|sa|me)\.)?(ai21|amazon|anthropic|cohere|deepseek|google|meta|minimax|mistral|moonshot|nvidia|openai|qwen|writer|zai)\.([a-z].*)$/;
const MAX_HOPS = 4;

/** Takes the prefixes off a model string. `name` keeps its case, revision (`@…`) and tag (`:…`). */
export function splitRoute(text: string): Route {
  let rest = text;
  let platform: string | null = null;
  let org: string | null = null;
  let hops = 0;
  for (; hops < MAX_HOPS; hops += 1) {
    const step = resourceStep(rest) ?? prefixStep(rest);
    if (step === null) break;
    platform ??= step.platform;
    org = step.org;
    rest = step.rest;
  }
  const dotted = REGION_AND_VENDOR.exec(rest);
  if (dotted?.[1] !== undefined && dotted[2] !== undefined) {
    return { platform: platform ?? 'bedrock', hubOrg: null, org, vendor: dotted[1], name: dotted[2] };
  }
  const fromHub = hops === 1 || platform === 'local';
  return { platform, hubOrg: fromHub ? org : null, org, vendor: null, name: rest };
}

interface Step {
  readonly platform: string | null;
  readonly org: string | null;
  readonly rest: string;
}

function resourceStep(text: string): Step | null {
  for (const [platform, pattern] of RESOURCES) {
    const rest = pattern.exec(text)?.[1];
    if (rest !== undefined) return { platform, org: null, rest };
  }
  return null;
}

function prefixStep(text: string): Step | null {
  const [, head = '', separator, rest = ''] = PREFIX.exec(text) ?? [];
  const platform = ROUTERS.get(head.toLowerCase()) ?? null;
  const isOrg = separator === '/' && HUB_ORGS.has(head.toLowerCase());
  if (platform === null && !isOrg) return null;
  return { platform, org: isOrg ? head : null, rest: rest.replace(MODE, '') };
}

/** The route of a name that stands alone. */
export function unrouted(name: string): Route {
  return { platform: null, hubOrg: null, org: null, vendor: null, name };
}

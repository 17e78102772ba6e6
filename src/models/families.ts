import { isNumber, isRelease, isSerial, isSize } from './tokens.ts';

/**
 * Who made the model. `hub` stands for the small embedding and rerank models known by their hub name only, `open` for
 * makers of open weights who serve nothing themselves.
 */
export type Provider =
  | 'ai21'
  | 'amazon'
  | 'anthropic'
  | 'baidu'
  | 'bytedance'
  | 'cohere'
  | 'deepseek'
  | 'google'
  | 'hub'
  | 'meta'
  | 'microsoft'
  | 'minimax'
  | 'mistral'
  | 'moonshot'
  | 'nvidia'
  | 'open'
  | 'openai'
  | 'perplexity'
  | 'qwen'
  | 'tencent'
  | 'voyage'
  | 'xai'
  | 'zai';

type Test = (tokens: readonly string[]) => boolean;

/**
 * One way a maker names models: a head, then dash-separated tokens that are numbers, sizes, dates or known words.
 * The words are closed on purpose: an open list would read `gpt-4-based`, `claude-3-notes` and `gpt-3-encoder` (a
 * package) as models. A new word makes an id unknown, which is said, not guessed.
 */
export interface Family {
  readonly provider: Provider;
  /** Matched at the start of the lower-case name; the end or a dash must follow. */
  readonly head: RegExp;
  readonly words: ReadonlySet<string>;
  /** What the tokens must have for this to be a model and not a word that looks like one. */
  readonly needs: Test;
  /** Weights anyone can serve: `always`, or only when the name carries a size and the maker's own names do not. */
  readonly weights: 'always' | 'sized' | 'never';
  /** Too close to ordinary words or variable names to be taken from running text without more evidence. */
  readonly weak: Test;
  /** The maker gives these a generation number and no dated snapshots, so nothing says whether they move. */
  readonly undated: boolean;
}

const set = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const always: Test = () => true;
const never: Test = () => false;
const bare: Test = (tokens) => tokens.length === 0;
const some: Test = (tokens) => tokens.length > 0;
const single: Test = (tokens) => tokens.length === 1;
const released: Test = (tokens) => tokens.some(isRelease);
const numbered: Test = (tokens) =>
  tokens.some((token) => isNumber(token) || isRelease(token) || isSerial(token));
const unnumbered: Test = (tokens) => !tokens.some(isNumber);
const sized: Test = (tokens) => tokens.some(isSize);

function family(provider: Provider, head: RegExp, words: string, more: Partial<Family> = {}): Family {
  return {
    provider,
    head,
    words: set(words),
    needs: always,
    weights: 'never',
    weak: never,
    undated: false,
    ...more,
  };
}

const OPENAI_WORDS =
  'mini nano turbo pro codex chat audio realtime search transcribe tts diarize image instruct preview latest vision ' +
  'max translate whisper spark deep research cyber sol terra luna astra sunburst flare completions';
const TUNED = 'instruct chat base hf it pt fp8 fp16 bf16 int4 int8 awq gptq gguf bnb 4bit 8bit';
const MISTRAL_WORDS = `large medium small tiny saba nemo embed ocr moderation latest mini transcribe mamba creative ${TUNED}`;
const CLAUDE_TIERS = set('haiku sonnet opus fable mythos');
const GEMINI_TIERS = set('pro flash ultra nano argon embedding omni robotics live exp image computer');

// Claude 1 and 2 had no tier; every later id has a number and a tier. `claude-code` has neither.
const claude: Test = (tokens) =>
  (numbered(tokens) && tokens.some((token) => CLAUDE_TIERS.has(token) || token === 'instant')) ||
  /^v?[12](?:\.\d)?$/.test(tokens[0] ?? '') ||
  (tokens[0] === 'mythos' && tokens[1] === 'preview');

// `gemini-cli` has no tier; `gemini-flash` alone is not an id, `gemini-pro` was one.
const gemini: Test = (tokens) =>
  tokens.some((token) => GEMINI_TIERS.has(token)) &&
  (numbered(tokens) || tokens.includes('latest') || tokens.includes('exp') || tokens[0] === 'pro');

const llama: Test = (tokens) =>
  bare(tokens) ||
  sized(tokens) ||
  numbered(tokens) ||
  ['scout', 'maverick', 'chat', 'instruct'].some((t) => tokens.includes(t));

/** Organisations on the model hubs, in lower case. A name under any other organisation is unknown to us. */
export const HUB_ORGS = set(
  'ai21labs alibaba-nlp baai bartowski cohereforai coherelabs cross-encoder deepseek-ai google intfloat jinaai ' +
    'lmstudio-community meta meta-llama 01-ai allenai baichuan-inc bigcode bytedance-seed databricks ' +
    'huggingfacetb ibm-granite internlm nousresearch snowflake stabilityai tencent tiiuae upstage microsoft minimax minimaxai mistralai mixedbread-ai mlx-community ' +
    'moonshotai neuralmagic nomic-ai nvidia openai perplexity qwen redhatai sentence-transformers thebloke ' +
    'thenlper unsloth xai-org z-ai zai-org',
);

/** Order matters: the first family whose whole grammar fits wins. */
export const FAMILIES: readonly Family[] = [
  family('openai', /^gpt-oss/, `safeguard ${TUNED}`, { needs: sized, weights: 'always' }),
  family('openai', /^(?:chatgpt-4o|gpt-(?:35|1\d|[3-9](?:\.\d{1,2})?o?))/, OPENAI_WORDS, {
    needs: unnumbered,
  }),
  family('openai', /^(?:gpt-(?:audio|realtime|image|chat|live|transcribe)|chatgpt-image)/, OPENAI_WORDS, {
    weak: bare,
  }),
  family('openai', /^o[134]/, 'mini pro preview deep research', { needs: unnumbered, weak: bare }),
  family('openai', /^(?:text-embedding-3-(?:small|large)|whisper-1|dall-e-[23]|tts-1)/, 'hd', {
    undated: true,
  }),
  family(
    'openai',
    /^(?:text-embedding-ada|(?:text|code)-(?:davinci|curie|babbage|ada|cushman))(?=-00\d$)/,
    '',
  ),
  family('openai', /^(?:davinci|babbage)(?=-002$)/, ''),
  family(
    'openai',
    /^(?:sora-2|codex-mini|computer-use(?=-preview)|(?:omni|text)-moderation)/,
    'pro preview latest stable',
  ),
  family('anthropic', /^claude/, 'haiku sonnet opus fable mythos instant preview latest', { needs: claude }),
  family(
    'google',
    /^gemini/,
    'pro flash lite ultra nano argon preview exp latest live image tts native audio dialog thinking generation ' +
      'vision embedding computer use er transcribe translate extended omni robotics',
    { needs: gemini },
  ),
  family('google', /^(?:code|pali|med)?gemma-?\d(?:\.\d)?n?/, `vision ${TUNED}`, {
    weights: 'always',
    weak: bare,
  }),
  family('google', /^(?:imagen|veo)-\d\.\d/, 'generate fast ultra lite preview'),
  family('google', /^lyria-\d(?:\.\d)?/, 'clip pro preview'),
  family('google', /^(?:text|chat|code|codechat)-(?:bison|unicorn)/, '32k latest'),
  family('google', /^(?:code-gecko|textembedding-gecko(?:-multilingual)?|multimodalembedding)/, 'latest'),
  family('google', /^(?:text-multilingual-embedding|text-embedding|embedding)(?=-00\d$)/, ''),
  family('nvidia', /^(?:llama-?\d\.\d-)?nemotron/, `ultra super nano ${TUNED}`, {
    needs: some,
    weights: 'always',
  }),
  family(
    'meta',
    /^(?:meta-)?llama-?v?\d(?:[.p-]\d)?(?=-|$)/,
    `vision scout maverick versatile instant text preview specdec turbo lite free tool use ${TUNED}`,
    { needs: llama, weights: 'always', weak: bare },
  ),
  family('meta', /^(?:meta-)?llama-guard/, `vision ${TUNED}`, { needs: numbered, weights: 'always' }),
  family('meta', /^codellama/, `python ${TUNED}`, { needs: sized, weights: 'always' }),
  // `open-` is how Mistral's own service spells its open models, so the maker's dates apply to them.
  family('mistral', /^open-(?:mistral|mixtral|codestral)/, 'nemo mamba', { needs: some }),
  family('mistral', /^(?:labs-)?(?:mistral|mixtral)/, MISTRAL_WORDS, { needs: some, weights: 'sized' }),
  family('mistral', /^(?:labs-)?(?:(?:mini|magi|code|dev|math)stral|pixtral|voxtral)/, MISTRAL_WORDS, {
    weights: 'sized',
    weak: bare,
  }),
  family(
    'cohere',
    /^(?:cohere-)?command-(?:r7b|r|a|light|nightly|text)/,
    'plus reasoning vision translate arabic nightly text',
    { weak: bare },
  ),
  family('cohere', /^(?:cohere-)?(?:embed|rerank)/, 'english multilingual light image pro fast', {
    needs: released,
    weak: (tokens) => single(tokens) && !tokens[0]?.includes('.'),
  }),
  family('cohere', /^c4ai-(?:aya|command)/, 'expanse vision r plus', { needs: some }),
  family(
    'amazon',
    /^(?:nova-(?:micro|lite|pro|premier|sonic|canvas|reel|2)|titan-(?:text|embed|image|tg1|multimodal))/,
    'lite express premier text image generator pro sonic embeddings large',
    { weak: always },
  ),
  family(
    'xai',
    /^grok/,
    'mini fast beta latest vision reasoning non code image video quality pro multi agent imagine build voice think',
    { needs: (tokens) => numbered(tokens) || tokens.includes('beta') || tokens[0] === 'imagine' },
  ),
  family(
    'deepseek',
    /^deepseek-(?:v\d(?:\.\d)?|r\d|chat|reasoner|coder|math|vl2?|ocr)/,
    `distill qwen llama lite flash pro exp speciale terminus zero turbo preview specdec ${TUNED}`,
    { weights: 'sized' },
  ),
  family(
    'qwen',
    /^(?:qwen|qwq|qvq)(?:-?\d(?:\.\d)?(?=-|$))?/,
    'max plus turbo flash long coder vl math omni audio mt thinking preview latest next rerank embedding image ' +
      `realtime tts asr qwq ${TUNED}`,
    { needs: some, weights: 'sized', weak: (tokens) => single(tokens) && tokens.includes('latest') },
  ),
  family(
    'microsoft',
    /^phi-?\d(?:\.\d)?/,
    `mini small medium moe vision multimodal reasoning plus silica onnx ${TUNED}`,
    {
      weights: 'always',
      weak: bare,
    },
  ),
  family('microsoft', /^mai-(?:ds-r1|image-\d(?:\.\d)?|transcribe-1)/, 'pro flash'),
  family(
    'moonshot',
    /^(?:kimi-(?:k\d(?:\.\d{1,2})?|latest|thinking)|moonshot-v1)/,
    `thinking turbo preview code highspeed vision auto ${TUNED}`,
    { weights: 'sized' },
  ),
  family(
    'zai',
    /^(?:glm-(?:\d(?:\.\d)?v?|z1)|chatglm\d?)/,
    `air airx flash flashx turbo plus long x preview thinking ${TUNED}`,
    {
      weights: 'sized',
      weak: bare,
    },
  ),
  family('minimax', /^minimax-(?:m\d(?:\.\d)?|text-01|vl-01)/, 'highspeed lightning'),
  family('ai21', /^(?:ai21-)?jamba/, 'large mini instruct', { needs: some, weak: single }),
  family('voyage', /^voyage/, 'code law finance multilingual large lite context multimodal', {
    needs: numbered,
    undated: true,
  }),
  family('baidu', /^ernie-\d(?:\.\d)?/, `turbo speed lite thinking x1 vl preview latest ${TUNED}`, {
    weights: 'sized',
  }),
  family('bytedance', /^doubao-(?:seed-)?\d(?:\.\d)?/, 'pro lite flash thinking vision code', {}),
  family('bytedance', /^seed-oss/, TUNED, { needs: sized, weights: 'always' }),
  family('tencent', /^hunyuan/, `large turbos t1 lite standard vision a13b ${TUNED}`, {
    needs: some,
    weights: 'sized',
  }),
  family(
    'open',
    /^(?:granite-(?:code-)?v?\d(?:\.\d)?|hermes-?\d(?:\.\d)?|yi-(?:1\.5|large|lightning|vl)|yi(?=-\d)|falcon-?\d?(?:h1)?|smollm\d?|starcoder\d?|olmo-?\d?(?:\.\d)?|internlm\d(?:\.\d)?|baichuan\d?|solar(?=-(?:pro|mini|10))|dbrx|snowflake-arctic(?!-embed)|stablelm-?\d?)/,
    `h tiny small micro mini large medium pro lightning turbo preview code llama mixtral zephyr ${TUNED}`,
    { needs: some, weights: 'always', weak: (tokens) => !sized(tokens) },
  ),
  family('perplexity', /^sonar/, 'pro reasoning deep research', { needs: some, weak: single }),
  family(
    'hub',
    /^(?:bge(?=-(?:m3|small|base|large|reranker|multilingual))|(?:multilingual-)?e5(?=-)|gte(?=-)|all-(?:minilm|mpnet|distilroberta)|ms-marco-minilm|paraphrase-(?:multilingual-)?(?:minilm|mpnet)|nomic-embed-text|mxbai-(?:embed|rerank)|jina-(?:embeddings|reranker)|snowflake-arctic-embed)/,
    'm3 small base large xsmall reranker multilingual en zh mistral qwen2 l6 l12 h384 instruct turbo m l s',
    { weights: 'always', weak: (tokens) => tokens.length < 2 },
  ),
];

import type { Kind } from '../bundle/kinds.ts';

/** What a key of structured data means, told by its name: the same vocabulary in every tool's configuration. */
export type KeyMeaning =
  | 'model'
  | 'judge-model'
  | 'embedding-model'
  | 'default'
  | 'pin'
  | 'endpoint'
  | 'middleware'
  | 'temperature'
  | 'inference'
  | 'retrieval'
  | 'routing'
  | 'threshold'
  | 'limit'
  | 'decision'
  | 'safety'
  | 'permission'
  | 'confirmation'
  | 'allow-list'
  | 'deny-list'
  | 'tools'
  | 'blocking'
  | 'check'
  | 'population'
  | 'predictors'
  | 'rows'
  | 'prompt'
  | 'description'
  | 'metadata'
  | 'sample'
  | 'infrastructure';

/** How a meaning is recognised in a key written as `snake_case`: as the whole key, as its end, or as words anywhere. */
export interface KeyWords {
  readonly meaning: KeyMeaning;
  readonly whole?: string;
  readonly tail?: string;
  readonly any?: string;
  /** Kinds in which the words mean this; everywhere where it is left out. */
  readonly kinds?: ReadonlySet<Kind>;
  readonly notKinds?: ReadonlySet<Kind>;
}

const YARDSTICK: ReadonlySet<Kind> = new Set(['evals', 'drift-baseline']);
const CHECKS: ReadonlySet<Kind> = new Set(['evals', 'drift-baseline', 'safety']);
const DATA: ReadonlySet<Kind> = new Set(['training-data', 'features', 'retrieval']);
const PROGRAMS: ReadonlySet<Kind> = new Set([
  'model',
  'inference',
  'serving',
  'runtime',
  'orchestration',
  'routing',
  'retrieval',
  'other',
]);

/** In the order in which the first that fits counts: what guards or decides comes before what merely tunes. */
export const KEY_WORDS: readonly KeyWords[] = [
  {
    meaning: 'confirmation',
    any: 'confirm|confirmations?|(?:human|manual|manager|user)_(?:approval|review|confirmation)|approval_required|requires?_approval|needs_approval|approval_(?:policy|mode)|human_in_the_loop|hitl|ask_(?:user|before|first)|review_required|requires?_review',
  },
  {
    meaning: 'safety',
    any: 'guard_?rails?|moderation|content_(?:filters?|safety|policy)|safety|jailbreaks?|toxicity|pii|redact(?:ion)?|anonymi[sz]e\\w*|refus(?:e|al|als)|self_harm|harmful|hate|prompt_injection|rails|rai_policy|(?:input|output)_strength',
    notKinds: YARDSTICK,
  },
  {
    meaning: 'decision',
    any: 'escalat\\w*|eligib\\w*|refunds?|reimburse\\w*|entitle\\w*|hand_?off|handover|credit_limit|discounts?|underwriting|auto_approve_(?:below|above|limit|up_to|amount)|approval_limit|payouts?',
    notKinds: YARDSTICK,
  },
  {
    meaning: 'deny-list',
    tail: 'deny|denied|deny_?list|denied_\\w+|blocked|block_?list|blocked_\\w+|blacklist|forbidden|forbidden_\\w+|banned|banned_\\w+|disallow|disallowed|disallowed_\\w+|restricted_\\w+',
  },
  {
    meaning: 'permission',
    tail: 'read_?only(?:_hint)?|destructive(?:_hint)?|open_world_hint|idempotent_hint|auto_(?:approve|approval|execute|run|accept|apply|deploy|merge|send|publish|confirm)\\w*|allow_overrides?|permission(?:_mode)?|access(?:_level)?|sandbox(?:_mode)?|trust|trusted|unsafe\\w*|dangerous\\w*|bypass\\w*|skip_(?:permissions|confirm\\w*|approval)|full_access|(?:write|network|shell)_access|can_(?:write|delete|send|execute|pay)|protected[_-](?:files|paths|branches)|verify_(?:jwt|token|signature|ssl|tls|auth)|require_auth\\w*|auth_required|enforce_\\w+',
    whole: 'mode|allow_\\w+',
  },
  {
    meaning: 'allow-list',
    tail: 'allow|allowed|allow_?list|allowed_\\w+|whitelist|permitted_\\w+|scopes?|permissions|grants?|capabilities|enabled_tools|always_allow|auto_approved?(?:_tools)?',
  },
  {
    meaning: 'threshold',
    tail: 'thresholds?|cut_?off|tolerance|ceiling|floor|fail_under|pass_rate|(?:min|minimum|required)_(?:score|accuracy|precision|recall|pass_?rate|confidence|similarity)|score_min|(?:max|maximum)_(?:score|rate|violations?|errors?|failures?|regression)|confidence_min',
    notKinds: new Set(['retrieval']),
  },
  {
    meaning: 'sample',
    whole: 'samples?|sample_(?:input|inputs|data)|example_inputs?|test_inputs?|mocks?|chat_history',
    notKinds: YARDSTICK,
  },
  {
    meaning: 'population',
    any: 'filters?|excluded?|excludes|include_only|sample|samples|sample_(?:size|rate)|subset|max_(?:cases|samples|examples|items|rows|tests)|num_(?:cases|samples|examples)|first_n|shards?|fraction',
    whole: 'limit|only|where|n',
    kinds: YARDSTICK,
  },
  {
    meaning: 'check',
    tail: 'asserts?|assertions?|expectations?|checks?|criteria|rubrics?|metrics?|scorers?|graders?|evaluators?',
    kinds: YARDSTICK,
  },
  {
    meaning: 'blocking',
    tail: 'blocking|required|gate|gating|enforced?|severity|mandatory|fail_on\\w*|on_fail(?:ure)?|continue-on-error|allow_failure|soft_fail|warn_only|advisory|optional|skip|skipped|xfail|disabled|enabled',
    whole: 'policy|level|weight',
    kinds: CHECKS,
  },
  {
    meaning: 'middleware',
    any: 'callbacks?|middlewares?|interceptors?|litellm_settings|tokenizers?|tokenizer_\\w+|inference_engine|engine_args|gateway',
    kinds: PROGRAMS,
  },
  {
    meaning: 'infrastructure',
    whole:
      'ports?|host|hostname|replicas?|replica_count|domain|debug|sku|capacity|tags|labels|annotations|namespace|env|instance_(?:type|count)|image_pull_policy|pull_policy|public_\\w+',
    tail: 'log_level|logging|cpu|memory|storage|disk|cors|cookie\\w*|tls|certificate\\w*|health_?check\\w*|telemetry|analytics|sentry_\\w+|otel_\\w+|tracing|namespace|load_balancer_\\w+|database_url|redis_url|log_format',
    kinds: PROGRAMS,
  },
  {
    meaning: 'routing',
    any: 'fallbacks?|failover|retry|retries|router|routing|routes?|load_balanc\\w*|cooldown|weak_model|strong_model',
    tail: 'timeouts?|timeout_\\w+|max_retries|num_retries|provider_order',
    whole: 'providers?|order|weights?|priority|intents?|targets?|backups?|secondary|model_list|rpm|tpm',
    notKinds: YARDSTICK,
  },
  {
    meaning: 'endpoint',
    tail: 'endpoints?|base_url|api_base|api_url|server_url|connections?|connection_name|resource_(?:name|group)',
    whole: 'region|project_id|organization|org_id|account|url',
  },
  {
    meaning: 'model',
    tail: 'models?|model_(?:id|name|slug)|llm|deployment|deployment_(?:name|id)|checkpoint|adapter|adapter_name',
    whole: 'engine',
  },
  { meaning: 'temperature', tail: 'temperature', whole: 'temp' },
  {
    meaning: 'inference',
    tail: 'top_p|top_a|min_p|typical_p|max_\\w*tokens|token_limit|max_length|(?:presence|frequency|repetition)_penalty|stop_sequences?|logit_bias|reasoning|reasoning_effort|verbosity|thinking\\w*|budget_tokens|response_format|best_of|context_(?:size|length|window)|num_ctx|beam\\w*|service_tier|max_(?:turns|steps|iterations|actions|loops|tool_calls)|parallel_tool_calls|tool_choice|api_version|logprobs',
    whole: 'seed|stop|effort|n|stream|truncate|sampling\\w*',
  },
  {
    meaning: 'retrieval',
    tail: 'top_k|chunk_(?:size|overlap|length)|chunking\\w*|index_(?:name|id|version)|collection|collection_name|vector_store\\w*|retriev\\w*|rerank\\w*|similarity\\w*|search_type|hybrid\\w*|num_(?:results|docs|chunks)|max_(?:results|docs|chunks|documents)|knowledge_base\\w*|data_?sets?|splitter|dimensions?',
    whole: 'k|overlap|index|snapshot',
  },
  {
    meaning: 'pin',
    whole:
      '(?:\\w+_)?model_version|(?:model_|hub_)?(?:version|revision|snapshot|rev|ref|tag|commit|commit_hash|sha|digest)',
    kinds: new Set<Kind>(['model', 'inference', 'weights', 'serving', 'routing', 'safety', 'retrieval']),
  },
  {
    meaning: 'predictors',
    whole:
      'features?|predictors?|columns?|fields?|(?:input|output)_features|feature_(?:list|names)|schema|target|target_column|dtypes?|encoding',
    kinds: DATA,
  },
  {
    meaning: 'rows',
    whole: 'rows|num_rows|row_count|n_rows|records|num_records|count|size|bytes|documents|nfiles',
    kinds: DATA,
  },
  {
    meaning: 'limit',
    tail: 'limits?|cap|quota|budget|max|min|maximum|minimum',
    any: '(?:max|maximal|maximum|min|minimal|minimum)',
  },
  { meaning: 'tools', tail: 'tools|functions|mcp_servers|toolsets?|plugins|skills|tool_names' },
  {
    meaning: 'prompt',
    tail: 'system|prompts?|pre_?prompt|instructions?|persona|template|guidance|preamble|system_message|role_description|few_shot',
    whole: 'content|developer',
  },
  {
    meaning: 'description',
    tail: 'description|title|summary|help_text|display_name|tagline',
    whole: 'help|comments?|notes?|label',
  },
  {
    meaning: 'metadata',
    whole:
      'authors?|licen[cs]e|homepage|repository|website|keywords|tags|created|created_at|updated|updated_at|date|last_modified|owners?|maintainers?|copyright|\\$?schema|schema_version|version|changelog|emoji|color|theme|icon|logo|recorded',
    tail: 'website_url|logo_url|icon_url|image_url|docs_url|model_url|dataset_url',
  },
  {
    meaning: 'default',
    whole:
      'default|default_(?:key|index|idx|provider|profile|choice|name|id)|active|current|selected|selected_index',
  },
];

/** Parts of a deployment's description in which nothing is about a model, whatever a key is called. */
export const INFRASTRUCTURE_PARTS =
  /^(?:ingress\w*|annotations|labels|metadata|node_selector|tolerations|affinity|autoscaling|hpa|resources|service_account|service|monitoring|networking|network_policy|volumes?|volume_mounts|persistence|ports|health_?check|liveness\w*|readiness\w*|startup_probe|security_context|pod_\w+|logging|telemetry|tracing|analytics|database|redis|infisical|external_secrets)$/u;

/** What a key of structured data means, told by its name: the same vocabulary in every tool's configuration. */
export type KeyMeaning =
  | 'model'
  | 'judge-model'
  | 'embedding-model'
  | 'temperature'
  | 'inference'
  | 'retrieval'
  | 'routing'
  | 'threshold'
  | 'permission'
  | 'confirmation'
  | 'allow-list'
  | 'deny-list'
  | 'blocking'
  | 'predictors'
  | 'prompt'
  | 'description';

const MODEL =
  /^(?:model|models|model_?(?:id|name|version|slug)|base_?model|default_?model|llm(?:_model)?|engine|deployment(?:_?(?:name|id))?|chat_?model|completion_?model|primary_?model)$/u;
const JUDGE = /judge|grader|evaluator|critic|scorer_model/u;
const EMBEDDING = /embed/u;
const TEMPERATURE = /^(?:.*[._-])?temp(?:erature)?$/u;
const INFERENCE =
  /^(?:top_?p|top_?a|min_?p|typical_?p|max_?(?:output_?|completion_?|new_?)?tokens|max_?length|presence_?penalty|frequency_?penalty|repetition_?penalty|seed|stop(?:_?sequences?)?|logit_?bias|reasoning(?:_?effort)?|effort|verbosity|thinking(?:_?budget)?|budget_?tokens|response_?format|n|best_?of|context_?(?:size|length|window)|beam.*|sampling.*|service_?tier)$/u;
const RETRIEVAL =
  /^(?:top_?k|k|chunk_?(?:size|overlap|length)|overlap|index(?:_?name|_?id|_?version)?|collection(?:_?name)?|namespace|vector_?store.*|retriev.*|rerank.*|similarity.*|search_?type|hybrid.*|num_?(?:results|docs|chunks)|max_?(?:results|docs|chunks)|knowledge_?base.*|data_?sets?|snapshot)$/u;
const ROUTING =
  /^(?:fallbacks?(?:_?models?)?|routes?|routing.*|router.*|providers?(?:_?order)?|order|retries|max_?retries|num_?retries|retry.*|timeout.*|weight|weights|priority|default_?route|intents?|targets?|load_?balanc.*|cooldown.*|model_?list|weak_?model.*|strong_?model.*)$/u;
const THRESHOLD =
  /(?:threshold|cut_?off|tolerance|ceiling|floor|fail_?under|pass_?rate|min(?:imum)?_?score|max(?:imum)?_?(?:score|rate|violations?|errors?)|score_?min|required_?score|confidence_?(?:min|threshold)|_limit$|^limit$|^min$|^max$|^minimum$|^maximum$|budget$)/u;
const CONFIRMATION =
  /(?:confirm|require_?approval|requires_?approval|needs_?approval|approval_?required|human_?in_?the_?loop|ask_?(?:before|user)|review_?required)/u;
const PERMISSION =
  /^(?:read_?only(?:_?hint)?|destructive(?:_?hint)?|open_?world_?hint|idempotent_?hint|auto_?(?:approve|approval|execute|run)|allow_?overrides?|permission(?:s|_mode)?|access|mode|sandbox.*|enabled|disabled|trust(?:ed)?|unsafe.*|dangerous.*|bypass.*|skip_?(?:permissions|confirm.*))$/u;
const ALLOW =
  /^(?:allow(?:ed|list|_list|ed_tools|ed_domains|ed_commands)?|whitelist|scopes?|permissions|grants?|capabilities|enabled_tools|auto_approve(?:d)?(?:_tools)?)$/u;
const DENY =
  /^(?:den(?:y|ied)(?:list|_list)?|block(?:ed|list|_list|ed_terms|ed_topics|ed_domains)?|blacklist|forbidden(?:_terms|_topics)?|banned(?:_.*)?|disallow(?:ed)?(?:_.*)?|restricted(?:_.*)?|refus(?:e|al)s?(?:_.*)?|guardrails?|rails|filters?|exclude[d]?)$/u;
const BLOCKING =
  /^(?:blocking|block(?:s|_merge)?|required|gate|gating|enforce(?:d)?|severity|level|policy|mandatory|fail_?on.*|on_?fail(?:ure)?|continue-on-error)$/u;
const PREDICTORS = /^(?:features?|predictors?|columns?|inputs?|fields?|schema|input_?features)$/u;
const PROMPT =
  /(?:^|_)(?:system|prompt|instructions?|persona|template|guidance|preamble|system_?message|system_?prompt|developer|content|role_?description)$/u;
const DESCRIPTION = /^(?:description|title|summary|help|comment|notes?|label|name|display_?name)$/u;

/** The meanings in the order in which the first match counts. */
const MEANINGS: readonly (readonly [KeyMeaning, RegExp])[] = [
  ['temperature', TEMPERATURE],
  ['confirmation', CONFIRMATION],
  ['deny-list', DENY],
  ['allow-list', ALLOW],
  ['permission', PERMISSION],
  ['threshold', THRESHOLD],
  ['model', MODEL],
  ['inference', INFERENCE],
  ['retrieval', RETRIEVAL],
  ['routing', ROUTING],
  ['blocking', BLOCKING],
  ['predictors', PREDICTORS],
  ['prompt', PROMPT],
  ['description', DESCRIPTION],
];

/** What a key path means, by its last step that means anything; null where no step does. */
export function meaningOf(key: string): KeyMeaning | null {
  const steps = stepsOf(key);
  for (const step of [...steps].reverse()) {
    const meaning = MEANINGS.find(([, pattern]) => pattern.test(step))?.[0] ?? null;
    if (meaning === 'model') return modelMeaning(steps);
    if (meaning !== null) return meaning;
  }
  return null;
}

/** A model that judges or embeds is not the one that answers. */
export function modelMeaning(steps: readonly string[]): KeyMeaning {
  const whole = steps.join('.');
  if (JUDGE.test(whole)) return 'judge-model';
  return EMBEDDING.test(whole) ? 'embedding-model' : 'model';
}

/** `judge.defaultModel[0]` → `judge`, `default_model`. */
export function stepsOf(key: string): string[] {
  const steps = key.match(/"(?:[^"\\]|\\.)*"|[^.[\]"]+/gu) ?? [];
  return steps
    .filter((step) => !/^\d+$/u.test(step))
    .map((step) =>
      step
        .replace(/^"|"$/gu, '')
        .replace(/([a-z0-9])([A-Z])/gu, '$1_$2')
        .toLowerCase(),
    );
}

/** Whether a larger number is stricter: a floor is, a ceiling is not; null where the name does not say. */
export function largerIsStricter(key: string): boolean | null {
  const step = [...stepsOf(key)].reverse().find((one) => THRESHOLD.test(one)) ?? '';
  if (/max|ceiling|budget|tolerance|_limit$|^limit$|upper/u.test(step)) return false;
  if (/min|floor|threshold|cut_?off|fail_?under|pass_?rate|required|confidence|score/u.test(step))
    return true;
  return null;
}

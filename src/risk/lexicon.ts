/**
 * Words that carry meaning in instructions to a model. Lists, not a language model: each list has its reason, and
 * `docs/risk.md` shows what it finds. Common verbs of some languages beside English; what none of them names falls
 * back to "a prompt edit that no rule explains is medium". What is written in ASCII has no flag `u`: folding case by
 * Unicode takes three times as long to compile, and every run compiles all of them.
 */

/** Forbids, protects or limits disclosure: losing one of these without replacement loses a protection. */
export const PROTECTIVE: readonly RegExp[] = [
  /\bnever\b/i,
  /\b(?:do|must|should|may|can|shall|will) ?n[o']t\b/i,
  /\b(?:don['’]?t|mustn['’]?t|shouldn['’]?t|can['’]?t|cannot|won['’]?t|shan['’]?t)\b/iu,
  /\b(?:refuse|decline|forbidden|prohibited|not allowed|disallow(?:ed)?|under no circumstances)\b/i,
  /\bonly (?:use|answer|rely|respond|act|share|state|if|when|from|with|after|based)\b/i,
  /\b(?:use|answer|respond|rely|state|share|act|based) only\b/i,
  /^[\s\-*•\d.)#>]*only (?!an?\b|the\b|one\b|two\b|three\b)\p{L}+/iu,
  /\b(?:avoid|without (?:asking|confirm\w*|permission|approval|consent)|unless (?:the user|explicitly|you|it is))\b/i,
  /\b(?:always|must|need to|make sure to|be sure to) (?:ask|verify|confirm|check|cite|validate|disclose|redact|mask|anonymi[sz]e)\b/i,
  /\b(?:harmless|ethic(?:s|al|ally)?|truthful(?:ly)?|honest(?:ly|y)?|unbiased|cautious(?:ly)?)\b/i,
  /\b(?:confirm|confirmation|ask|approval|permission)\b.{0,24}\bfirst\b/i,
  /\b(?:ask|wait) for (?:\w+ ){0,3}(?:confirmation|permission|approval|consent)\b/i,
  /\b(?:confirm|confirmation|permission|approval|consent)\b.{0,40}\bbefore\b|\bbefore\b.{0,40}\b(?:confirm|confirmation|permission|approval|consent)\b/i,
  /\b(?:niemals|nie|nicht|kein(?:e[nmrs]?)?|verboten|ablehnen|vertraulich)\b/i,
  /\b(?:jamais|ne pas|interdit|refuse[rz]?|confidentiel(?:le)?s?)\b|\bn[e'’] ?\w+ (?:pas|jamais)\b/iu,
  /(?:^|[^\p{L}])(?:nunca|jamás|prohibido|no debe[sn]?|no (?:des|dé|diga|digas|hagas|haga|reveles|revele)|rechaza[r]?|confidencial)(?![\p{L}])/iu,
  /(?:^|[^\p{L}])(?:não|proibido|recuse|recusar)(?![\p{L}])/iu,
  /\b(?:vietato|non (?:devi|deve|rivelare|dire|fare)|rifiuta(?:re)?)\b/i,
  /(?:しないで|してはいけない|ないこと|禁止|不要|不得|不能|请勿|切勿|하지 ?마|금지)/u,
];

/** What a protection is about where losing a word of it narrows it: secrets, people, harm, truth. */
export const GUARDED =
  /\b(?:secrets?|confidential|private|personal|pii|passwords?|credentials?|tokens?|api keys?|card numbers?|account numbers?|addresses|e-?mails?|phone|system prompt|these instructions|harm\w*|violen\w*|weapons?|self-harm|suicid\w*|illegal|hate|discriminat\w*|not explicitly|minors?|children|fabricat\w*|hallucinat\w*|make up|made[- ]up|invent\w*|speculat\w*|guess\w*|facts?|sources?|medical|legal|financial)\b/i;

/** What is decided about: without one of these a limit or condition decides about nobody. */
const CASE =
  '(?:refund|return|exchange|order|claim(?! (?:you|that|to|it|the)\\b)|loan|credit|discount|coupon|account|payment|price|fee(?![dl])|warranty|subscription|contract|access|appointment|prescription|booking|reservation|ticket|application|applicant|customer|patient|client|member|candidate|invoice|transfer|amount|purchase|delivery|delivered|insurance|benefit|visa|permit|tenant|employee|student|grade)';

/** Decides about a person or a case: who gets what, what is refused, what goes to a human. */
export const DECIDING: readonly RegExp[] = [
  /(?<!-)\b(?:eligib|ineligib|entitle|disqualif|escalat|reimburs|chargeback|underwrit)\w*/i,
  /\b(?:refus(?:e|es|ed|al|als|ing)|declin(?:e|es|ed|ing)|den(?:y|ies|ied|ial))\b/i,
  /\b(?:approv(?:e|es|ed|al|ing)|reject(?:s|ed|ion|ing)?|grant(?:s|ed|ing)?)\b/i,
  /\b(?:refund|compensat|creditworth)\w*/i,
  /\b(?:hand(?:s|ed|ing)?[- ]?(?:off|over|it over|this over)|transfer\w*|forward\w*|pass\w*|hand\w*|route\w*|connect\w*)\b.{0,40}\b(?:human|agent|person|supervisor|specialist|support team|representative)\b/i,
  /\b(?:not able|unable) to (?:answer|help|respond|assist)\b/i,
  /\bhuman (?:agent|review|operator|representative)\b/i,
  /\bcancel\w*\b.{0,30}\b(?:order|subscription|booking|account|contract|policy|appointment|membership)s?\b/i,
  /\b(?:block|ban|suspend|lock|flag|report|restrict)\w*\b.{0,20}\b(?:user|account|customer|transaction|message|content|request|member)s?\b/i,
  /\b(?:do not|don['’]?t|never|must not|cannot|can['’]?t|should not) (?:answer|respond|reply|help|assist|comply|engage|discuss)\b(?! (?:with|in|using|by|based|directly|yet|before|until|the (?:user|question|query) directly))/iu,
  /\b(?:answer|respond|reply|help|assist) only (?:if|when|to)\b|\bonly (?:answer|respond to|help|assist)\b/i,
  new RegExp(
    `\\b(?:only if|if and only if|unless|except (?:when|if|for)|provided that|at least|at most|no more than|not more than|more than|less than|above|below|exceed\\w*|up to|within (?:the last )?\\w+ (?:day|hour|week|month|year))\\b.{0,80}\\b${CASE}\\w*`,
    'i',
  ),
  new RegExp(
    `\\b${CASE}\\w*\\b.{0,80}\\b(?:only if|if and only if|unless|except (?:when|if|for)|provided that|at least|at most|no more than|not more than|more than|less than|above|below|exceed\\w*|up to|within (?:the last )?\\w+ (?:day|hour|week|month|year))`,
    'i',
  ),
  /\b(?:diagnos(?:e|es|ed|is|ing)|prescrib(?:e|es|ing)|prescriptions?)\b|\b(?:legal|medical|financial|tax|investment) advice\b/i,
  /\b(?:erstatt|genehmig|ablehn|weiterleit|berechtig|eskalier)\w*/i,
  /\b(?:rembours|approuv|refus|éligib|escalad)\w*/iu,
  /\b(?:reembols|aprob|rechaz|deneg|elegib|escalar)\w*/i,
  /(?:退款|批准|拒绝|升级|返金|承認|拒否|환불|승인|거절)/u,
];

const LAYOUT =
  /\b(?:json|yaml|xml|markdown|csv|html|latex|bullets?|bullet points?|numbered lists?|headings?|headers?|code (?:blocks?|fences?)|backticks?|tables?|bold|italics?|emojis?|uppercase|lowercase|capitali[sz]e\w*|title case|paragraphs?|line breaks?|new ?lines?|blank lines?|sentences?|words|characters|concise\w*|brief\w*|short|shorter|verbose|wordy|tone|format\w*|layout|greetings?|preamble|filler|jargon|sign[- ]off|(?:begin|start|end|open|close) (?:your|the|every|each|any) (?:response|answer|reply|message)s?|repeat(?:ing)? (?:your|yourself|the (?:same|previous|question))|apolog\w*|exclamation marks?)\b/i;
const TELLING =
  /\b(?:respond|answer|reply|return|output|format|write|use|present|wrap|keep|start|begin|end|list|summari[sz]e|be|include|avoid|limit|structure|style|tone|no)\b|\b(?:answer|response|reply|output)s?\b/i;

/** Obligation, least to most: what falls down this ladder is weakened. */
export const OBLIGATION: readonly RegExp[] = [
  /\b(?:may|might|can|could|feel free|optional(?:ly)?|if you (?:like|want)|need not|don['’]t (?:have|need) to|consider|try to|ideally|preferably|where possible|if possible|when possible|usually|generally|typically|kann|können|dürfen|versuche)\b/giu,
  /\b(?:should|ought to|recommended|expected to|prefer|sollten?|soll)\b/gi,
  /\b(?:must|shall|always|never|required|require|have to|has to|strictly|under no circumstances|only|muss|müssen|immer|niemals|nur)\b/giu,
];

export const NEGATION =
  /\b(?:not|no|never|none|without|cannot|nicht|kein\w*|nie|niemals|ne|pas|jamais|nunca|não|non|mai)\b|n['’]t\b/giu;

/** What opens a way around a rule. */
export const EXCEPTION =
  /\b(?:unless|except|if|when|other than|only|but|may|can|optional(?:ly)?|if possible)\b/i;

/** What takes in more than before where nothing is forbidden. */
export const WIDENS = /^(?:any|all|every|everybody|everyone|anybody|anyone|other|more|also)$/u;

/** Something happens without a person saying yes. */
export const UNASKED =
  /\bwithout (?:asking|confirm\w*|permission|approval|waiting|consent)\b|\b(?:no need|not need|n['’]t need|not necessary|not have|n['’]t have) to (?:ask|confirm|wait|check)\b|\b(?:do not|don['’]?t|never) (?:ask|wait) for (?:confirmation|permission|approval)\b|\bautomatically (?:approve|execute|send|delete|proceed)\b/iu;
export const FORBIDS_UNASKED = /\b(?:never|not|n['’]t|cannot|no)\b.{0,60}\bwithout\b/iu;

/** Words that no edit touching them may be called wording: negations, modals, comparisons, quantities, spans of time. */
export const CRITICAL =
  /^(?:not|no|nor|never|none|without|cannot|must|shall|should|may|might|can|could|will|would|only|always|unless|except|if|when|before|after|until|above|below|over|under|more|less|least|most|all|any|each|every|some|and|or|both|either|neither|allow(?:ed)?|den(?:y|ied)|yes|true|false|enabled?|disabled?|include|exclude|accept|reject|approve|refuse|legal|illegal|valid|invalid|first|last|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|hundred|thousand|once|twice|daily|weekly|monthly|yearly|hours?|days?|weeks?|months?|years?|minutes?|seconds?|public|private|internal|external)$/i;

export const isProtective = matches(PROTECTIVE);
const isDecidingWord = matches(DECIDING);
/** "into account", "in order to", "see below": words of a decision in phrases that decide nothing. */
const IDIOMS =
  /\binto account\b|\bon account of\b|\bin order\b|\b(?:see|as|shown|listed|described|mentioned|the|given|provided) (?:above|below)\b|\b(?:above|below)[- ](?:inputs?|context|instructions?|examples?|format|information|text|list|rules?)\b/gi;

export function isDeciding(text: string): boolean {
  return isDecidingWord(text.replace(IDIOMS, ' '));
}

const PLACEHOLDER = /\{\{?[^{}]{0,200}\}?\}|\$\{[^{}]{0,200}\}|<%[^%]{0,200}%>/u;

/** About how an answer looks: it names a layout and tells how to answer. What is filled in may be anything. */
export function isFormatting(text: string): boolean {
  return !PLACEHOLDER.test(text) && LAYOUT.test(text) && TELLING.test(text);
}

/** Whether words name a layout. */
export function namesLayout(text: string): boolean {
  return LAYOUT.test(text);
}

function matches(patterns: readonly RegExp[]): (text: string) => boolean {
  return (text) => patterns.some((pattern) => pattern.test(text));
}

/** How often a sentence says that it may, should or must be so. */
export function obligations(text: string): readonly [may: number, should: number, must: number] {
  const [may = 0, should = 0, must = 0] = OBLIGATION.map((words) => text.match(words)?.length ?? 0);
  return [may, should, must];
}

export function negations(text: string): number {
  return text.match(NEGATION)?.length ?? 0;
}

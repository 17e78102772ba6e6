/**
 * Words that carry meaning in instructions to a model. Lists, not a language model: each list has its reason, and
 * `docs/risk.md` shows what it finds. Common verbs of some languages beside English; the others fall back to
 * "a prompt edit that no rule explains is medium".
 */

/** Forbids, protects or limits disclosure: losing one of these without replacement loses a protection. */
export const PROTECTIVE: readonly RegExp[] = [
  /\bnever\b/iu,
  /\b(?:do|does|must|should|may|can|shall|will) ?n[o']t\b/iu,
  /\b(?:don't|doesn't|mustn't|shouldn't|can't|cannot|won't|shan't)\b/iu,
  /\b(?:refuse|decline|forbidden|prohibited|not allowed|disallow(?:ed)?|under no circumstances)\b/iu,
  /\bonly (?:use|answer|rely|respond|act|if|when|from|with|after)\b/iu,
  /\b(?:fabricat|hallucinat|make up|made[- ]up|invent|speculat|guess)\w*\b/iu,
  /\b(?:confidential|secret|private|personal data|personally identifiable|pii|credential|password|system prompt)\w*\b/iu,
  /\b(?:avoid|without (?:asking|confirm|permission|approval)|unless (?:the user|explicitly|you))\b/iu,
  /\b(?:niemals|nie|nicht|kein(?:e[nmrs]?)?|verboten|ablehnen|vertraulich)\b/iu,
  /\b(?:jamais|ne pas|interdit|refuse[rz]?|confidentiel)\b/iu,
  /\b(?:nunca|jamás|prohibido|no debe[sn]?|rechaza[r]?|confidencial)\b/iu,
  /\b(?:não|proibido|nunca|recuse|recusar)\b/iu,
  /\b(?:mai|vietato|non devi|rifiuta(?:re)?)\b/iu,
  /(?:しないで|してはいけない|禁止|不要|不得|禁止|请勿|切勿)/u,
];

/** Decides about a person or a case: who gets what, what is refused, what goes to a human. */
export const DECIDING: readonly RegExp[] = [
  /\b(?:eligib|qualif|entitle|approv|den(?:y|ied|ies)|reject|refus|declin|grant)\w*\b/iu,
  /\b(?:refund|reimburs|compensat|credit limit|chargeback|cancel(?:lation)?)\w*\b/iu,
  /\b(?:escalat\w*|hand[- ]?(?:off|over)|transfer\w* to (?:a |an )?(?:human|agent|person|supervisor)|human (?:agent|review))\b/iu,
  /\b(?:only if|if and only if|except (?:when|if)|unless|provided that|at least|at most|no more than|up to|within \d+)\b/iu,
  /\b(?:block|allow|permit|ban|suspend|flag|report)(?:s|ed|ing)?\b/iu,
  /\b(?:diagnos|prescri|legal advice|medical advice|financial advice)\w*\b/iu,
  /\b(?:erstatt|genehmig|ablehn|weiterleit|berechtig)\w*\b/iu,
  /\b(?:rembours|approuv|refus|transf[eé]r|éligib)\w*\b/iu,
  /\b(?:reembols|aprob|rechaz|deneg|escal|elegib)\w*\b/iu,
  /(?:退款|批准|拒绝|升级|返金|承認|拒否)/u,
];

/** Layout of an answer: how it looks, not what it decides. */
export const FORMATTING: readonly RegExp[] = [
  /\b(?:json|yaml|xml|markdown|csv|html|latex)\b/iu,
  /\b(?:bullet|heading|header|table|list|code (?:block|fence)|backtick|indent|paragraph|new ?line|line break|blank line)\w*\b/iu,
  /\b(?:bold|italic|emoji|uppercase|lowercase|capitali[sz]e\w*|title case)\b/iu,
  /\b(?:concise|brief|short|words|sentences|characters|length)\b/iu,
  /\b(?:format|formatted|output format|structure)\b/iu,
];

/** Obligation, most to least: falling down this ladder weakens an instruction. */
export const OBLIGATION: readonly (readonly RegExp[])[] = [
  [
    /\b(?:may|might|can|could|feel free|optional(?:ly)?|if you (?:like|want)|need not|don't (?:have|need) to|consider|try to|ideally|preferably|where possible|usually|generally)\b/iu,
    /\b(?:kann|können|dürfen|optional|versuche)\b/iu,
  ],
  [/\b(?:should|ought|recommended|expected to)\b/iu, /\b(?:sollte[nst]?|soll)\b/iu],
  [
    /\b(?:must|shall|always|never|required|require|have to|has to|strictly|under no circumstances|only)\b/iu,
    /\b(?:muss|müssen|immer|niemals|nur)\b/iu,
  ],
];

export const NEGATION =
  /\b(?:not|no|never|none|without|cannot|n't|nicht|kein\w*|nie|niemals|ne|pas|jamais|nunca|não|non|mai)\b|n['’]t\b/giu;

/** Words that no edit touching them may be called wording: negations, modals, comparisons. */
export const CRITICAL =
  /^(?:not|no|nor|never|none|without|cannot|must|shall|should|may|might|can|could|will|would|only|always|unless|except|if|when|before|after|until|above|below|over|under|more|less|least|most|all|any|each|every|some|and|or|both|either|neither|allow|allowed|deny|denied|yes|true|false|enable|disable|enabled|disabled|include|exclude|accept|reject|approve|refuse|legal|illegal|valid|invalid)$/iu;

export const isProtective = matches(PROTECTIVE);
export const isDeciding = matches(DECIDING);
export const isFormatting = matches(FORMATTING);

function matches(patterns: readonly RegExp[]): (text: string) => boolean {
  return (text) => patterns.some((pattern) => pattern.test(text));
}

/** How binding a sentence is: 2 must, 1 should, 0 may; null where it says nothing of the kind. */
export function obligation(text: string): number | null {
  for (let level = 0; level < OBLIGATION.length; level += 1) {
    if (OBLIGATION[level]?.some((pattern) => pattern.test(text))) return level;
  }
  return null;
}

export function negations(text: string): number {
  return text.match(NEGATION)?.length ?? 0;
}

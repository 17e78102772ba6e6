/** What orders whoever reads a text about, instead of telling a model its task. */
const ORDERS: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass)\b[^.!?\n]{0,30}\b(?:previous|prior|above|earlier|preceding|system|all (?:other|your))\b[^.!?\n]{0,20}\b(?:instructions?|prompts?|rules|guidelines|directions|messages?)\b/i,
  /\b(?:do not|don['’]?t|never) (?:tell|inform|alert|notify|warn|show|reveal (?:this|it) to|mention (?:this|it) to) (?:the |any )?(?:users?|humans?|reviewers?|operators?|maintainers?|developers?)\b/iu,
  /\b(?:ai|llm|llms|language models?|coding|automated|autonomous) ?(?:agents?|assistants?|reviewers?|bots?|models?)?\b[^.!?\n]{0,60}\b(?:must|should|please|to)\b[^.!?\n]{0,30}\b(?:approve|merge|skip (?:the )?(?:review|checks?|tests?)|not (?:report|mention|flag|review))\b/i,
  /\b(?:ignoriere|vergiss)\b[^.!?\n]{0,30}\b(?:vorherigen|bisherigen|obigen|alle)\b[^.!?\n]{0,20}\b(?:anweisungen|regeln)\b/i,
  /\b(?:ignore[zr]?|oublie[zr]?)\b[^.!?\n]{0,30}\b(?:instructions|consignes|règles)\b[^.!?\n]{0,20}\b(?:précédentes|ci-dessus)\b/iu,
  /\b(?:ignora|olvida)\b[^.!?\n]{0,30}\b(?:instrucciones|reglas)\b[^.!?\n]{0,20}\b(?:anteriores|previas)\b/i,
  /(?:忽略|无视)[^。！？\n]{0,12}(?:指令|提示|规则)/u,
];
/** A rule against such orders names them; so does a text that looks for them. */
const ABOUT_THEM =
  /\b(?:refus\w*|reject\w*|declin\w*|detect\w*|attempts?|attacks?|injections?|jailbreaks?|attackers?|malicious|adversarial|if (?:the |a |any )?(?:user|someone|message|text|document|content|page|input)|when (?:the |a )?user|even if|never follow|do not follow|don['’]?t follow|treat\w* as (?:data|text)|such as|for example|e\.g\.|tries|trying|asks? you to|tells? you to|requests? to)\b/iu;

/** Whether a text orders an agent that reads it to drop its own instructions, to hide something or to let it pass. */
export function ordersReader(text: string): boolean {
  return ORDERS.some((order) => order.test(text)) && !ABOUT_THEM.test(text);
}

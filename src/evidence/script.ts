/** Scripts that are told apart; of a language more would take a model. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['Latin', /\p{Script=Latin}/u],
  ['Cyrillic', /\p{Script=Cyrillic}/u],
  ['Greek', /\p{Script=Greek}/u],
  ['Arabic', /\p{Script=Arabic}/u],
  ['Hebrew', /\p{Script=Hebrew}/u],
  ['Devanagari', /\p{Script=Devanagari}/u],
  ['Thai', /\p{Script=Thai}/u],
  ['Hangul', /\p{Script=Hangul}/u],
  ['Kana', /\p{Script=Hiragana}|\p{Script=Katakana}/u],
  ['Han', /\p{Script=Han}/u],
];
const LOOKED_AT = 300;
/** Japanese is written with both, and a fifth of Kana is enough to tell. */
const KANA_SHARE = 0.2;

/** The script that most letters at the beginning of a text are of; `other` where none of those is known. */
export function scriptOf(text: string): string {
  const counts = new Map<string, number>();
  for (const letter of text.slice(0, LOOKED_AT)) {
    const found = SCRIPTS.find(([, pattern]) => pattern.test(letter));
    if (found !== undefined) counts.set(found[0], (counts.get(found[0]) ?? 0) + 1);
  }
  const [kana, han] = [counts.get('Kana') ?? 0, counts.get('Han') ?? 0];
  if (kana > KANA_SHARE * (kana + han) && kana + han > 0) counts.set('Kana', kana + han);
  return [...counts].reduce((most, one) => (one[1] > most[1] ? one : most), ['other', 0])[0];
}

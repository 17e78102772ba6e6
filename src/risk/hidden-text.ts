/** A character that a reader does not see, sees in another place than a model reads it, or takes for another. */
export interface HiddenCharacter {
  readonly codePoint: string;
  readonly kind: 'bidi' | 'zero-width' | 'tag' | 'control' | 'look-alike';
  /** UTF-16 offset in the text. */
  readonly index: number;
}

// Scripts that are written from the right, and those whose letters are joined or kept apart by invisible joiners.
const RIGHT_TO_LEFT = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}]/u;
const JOINED =
  /[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Mongolian}]/u;
// The flags of England, Scotland and Wales are spelt with tags behind a black flag.
const FLAG = /\u{1f3f4}[\u{e0061}-\u{e007a}]{2,6}\u{e007f}/gu;

const KINDS: readonly [HiddenCharacter['kind'], RegExp][] = [
  ['bidi', /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u],
  ['zero-width', /[\u00ad\u115f\u1160\u180e\u200b\u200c\u2060-\u2064\u3164\ufeff\uffa0]/u],
  ['tag', /[\u{e0000}-\u{e007f}]|[\u{e0100}-\u{e01ef}]/u],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  ['control', /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u0084\u0086-\u009f]/u],
];

/**
 * The first hidden character of a text; null where there is none. Joiners inside emoji, direction marks beside scripts
 * that need them and the flags spelt with tags are ordinary; overriding the direction of a text never is.
 */
export function hiddenCharacter(text: string): HiddenCharacter | null {
  const seen = text.replace(FLAG, (flag) => ' '.repeat(flag.length));
  const ordinary = [
    ...(RIGHT_TO_LEFT.test(text) ? ['\u200e', '\u200f', '\u061c'] : []),
    ...(JOINED.test(text) ? ['\u200c'] : []),
  ];
  for (const [kind, pattern] of KINDS) {
    for (const found of seen.matchAll(new RegExp(pattern, 'gu'))) {
      if (ordinary.includes(found[0])) continue;
      const code = found[0].codePointAt(0) ?? 0;
      const codePoint = `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
      return { kind, codePoint, index: found.index };
    }
  }
  return lookAlike(seen);
}

// Letters of other scripts that are drawn as Latin ones, and Latin ones in other widths and faces.
const LOOK_ALIKES = /[аеорсхуіјѕһԁԛԝВЕКМНОРСТХАІЈЅοανρτυικΑΒΕΖΗΙΚΜΝΟΡΤΥΧɑɡＡ-Ｚａ-ｚ\u{1d400}-\u{1d7cb}]/u;
const MIXED = /[\p{L}]{2,}/gu;

/** A letter of another script inside a Latin word: "pаssword" is not what it looks like. */
function lookAlike(text: string): HiddenCharacter | null {
  for (const word of text.matchAll(MIXED)) {
    const strange = LOOK_ALIKES.exec(word[0]);
    if (strange === null) continue;
    const letters = [...word[0]];
    const latin = letters.filter((letter) => /[A-Za-z]/u.test(letter)).length;
    if (latin * 2 < letters.length || latin === letters.length) continue;
    const codePoint = `U+${(strange[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
    return { kind: 'look-alike', codePoint, index: word.index + strange.index };
  }
  return null;
}

/** A character that a reader does not see or sees in another place than a model reads it. */
export interface HiddenCharacter {
  readonly codePoint: string;
  readonly kind: 'bidi' | 'zero-width' | 'tag' | 'control';
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
  return null;
}

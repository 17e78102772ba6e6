/** A character that a reader does not see or sees in another place than a model reads it. */
export interface HiddenCharacter {
  readonly codePoint: string;
  readonly kind: 'bidi' | 'zero-width' | 'tag' | 'control';
}

const KINDS: readonly [HiddenCharacter['kind'], RegExp][] = [
  ['bidi', /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/u],
  ['zero-width', /[\u00ad\u115f\u1160\u180e\u200b\u200c\u2060-\u2064\u3164\ufeff\uffa0]/u],
  ['tag', /[\u{e0000}-\u{e007f}]/u],
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  ['control', /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f]/u],
];

/** The first hidden character of a text; null where there is none. Joiners inside emoji are ordinary. */
export function hiddenCharacter(text: string): HiddenCharacter | null {
  for (const [kind, pattern] of KINDS) {
    const found = pattern.exec(text);
    if (found === null) continue;
    const code = found[0].codePointAt(0) ?? 0;
    return { kind, codePoint: `U+${code.toString(16).toUpperCase().padStart(4, '0')}` };
  }
  return null;
}

// Shapes that providers give their keys; a made-up example in a prompt is rare enough to be looked at.
const SECRETS: readonly RegExp[] = [
  /\bsk-(?:ant-|proj-)?[A-Za-z0-9_-]{20,}/u,
  /\bghp_[A-Za-z0-9]{36}\b/u,
  /\bgithub_pat_[A-Za-z0-9_]{40,}/u,
  /\bgh[osu]_[A-Za-z0-9]{36}\b/u,
  /\bAKIA[0-9A-Z]{16}\b/u,
  /\bAIza[0-9A-Za-z_-]{35}\b/u,
  /\bxox[baprs]-[A-Za-z0-9-]{10,}/u,
  /\bhf_[A-Za-z0-9]{30,}\b/u,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/u,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/u,
];

export function holdsSecret(text: string): boolean {
  return SECRETS.some((pattern) => pattern.test(text));
}

const PLACEHOLDER =
  /\{\{-?\s*([^{}]{1,80}?)\s*-?\}\}|\$\{([^{}]{1,80})\}|(?<![{$])\{([A-Za-z_][\w.[\]]{0,60})\}|<%=?\s*([^%]{1,80}?)\s*%>/gu;
// Compared with the words of a name, `userEmail` and `user.e_mail` alike.
const PERSONAL = new Set([
  'email',
  'mail',
  'phone',
  'mobile',
  'address',
  'street',
  'zip',
  'zipcode',
  'postal',
  'ssn',
  'passport',
  'birthday',
  'birthdate',
  'dob',
  'surname',
  'username',
  'gender',
  'ethnicity',
  'religion',
  'salary',
  'income',
  'iban',
  'location',
  'latitude',
  'longitude',
  'geo',
  'medical',
  'diagnosis',
  'session',
]);
const PERSONAL_PAIRS =
  /\b(?:full|first|last|user|customer|patient|client) name\b|\b(?:account|card|social security|tax) number\b|\bip address\b|\bdate of birth\b/u;

/** Placeholders of a template that hold personal data, as they are written. */
export function personalPlaceholders(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)]
    .map((match) => (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim())
    .filter(isPersonal);
}

function isPersonal(name: string): boolean {
  const words =
    name
      .replace(/([a-z])([A-Z])/gu, '$1 $2')
      .toLowerCase()
      .match(/[a-z]+/gu) ?? [];
  return words.some((word) => PERSONAL.has(word)) || PERSONAL_PAIRS.test(words.join(' '));
}

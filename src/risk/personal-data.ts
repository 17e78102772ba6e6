const PLACEHOLDER =
  /\{\{-?\s*([^{}]{1,80}?)\s*-?\}\}|\$\{([^{}]{1,80})\}|(?<![{$])\{([A-Za-z_][\w.[\]]{0,60})\}|<%=?\s*([^%]{1,80}?)\s*%>/gu;
// Compared with the words of a name, `userEmail` and `user.e_mail` alike.
const PERSONAL = new Set(
  (
    'email mail phone telephone mobile street zip zipcode postal ssn passport birthday birthdate dob surname ' +
    'username gender ethnicity religion salary income iban latitude longitude lat lng geolocation geo medical ' +
    'diagnosis'
  ).split(' '),
);
const PAIRS =
  /\b(?:full|first|last|user|customer|patient|client|member) name\b|\b(?:account|card|social security|tax|phone|passport) number\b|\bip(?: address)?\b|\bdate of birth\b|\b(?:user|customer|home|billing|shipping|mailing|postal|email|ip|street) address\b|\b(?:user|customer|client|device|home) location\b|\buser (?:city|country|session|profile|data|info)\b|\bsession (?:data|user|user id)\b/u;

/** Placeholders of a template that hold personal data, as they are written. */
export function personalPlaceholders(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)]
    .map((match) => (match[1] ?? match[2] ?? match[3] ?? match[4] ?? '').trim())
    .filter(isPersonal);
}

function isPersonal(name: string): boolean {
  // What is said about a value (a filter, an index, a call) is not the value.
  const words =
    name
      .split(/[|([]/u, 1)
      .join()
      .replace(/([a-z])([A-Z])/gu, '$1 $2')
      .toLowerCase()
      .match(/[a-z]+/gu) ?? [];
  return words.some((word) => PERSONAL.has(word)) || PAIRS.test(words.join(' '));
}

const WORDS = /[A-Za-z_$][\w$]*|[^A-Za-z_$]+/gu;
const NAME = /^[A-Za-z_$][\w$]*$/u;
const MOST_RENAMED = 5;

/** A program as it is written, and without values and layout. */
interface Written {
  readonly bare: string;
  readonly text: string;
}

/**
 * Whether two programs differ only by what they call things: each old name is declared in the first and gone from the
 * second, each new one is declared in the second and was not in the first. A name that another file declares may stand
 * for anything.
 */
export function isRenaming(before: Written, after: Written): boolean {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  if (old.length !== now.length) return false;
  const renamed = new Map<string, string>();
  for (const [i, word] of old.entries()) {
    const other = now[i] ?? '';
    if (word === other && !renamed.has(word)) continue;
    if (
      !NAME.test(word) ||
      !NAME.test(other) ||
      isKnownElsewhere(word) ||
      (renamed.get(word) ?? other) !== other
    )
      return false;
    renamed.set(word, other);
    if (renamed.size > MOST_RENAMED) return false;
  }
  return [...renamed].every(
    ([from, to]) =>
      declares(before.text, from) && declares(after.text, to) && !old.includes(to) && !now.includes(from),
  );
}

/**
 * A name by which a framework finds something, as far as it tells so itself: a hook, or what asks, checks and forbids. Whoever
 * declares it overrides what stands there otherwise, and under another name does not.
 */
export function isKnownElsewhere(name: string): boolean {
  return KNOWN.test(name);
}

const KNOWN =
  /^(?:before|after|on|pre|post)_|approv|confirm|permi[ts]|allow|forbid|guard|sandbox|moderat|saniti|hook/i;

function wordsOf({ bare }: Written): string[] {
  return bare.match(WORDS) ?? [];
}

function declares(text: string, name: string): boolean {
  const own = name.replaceAll('$', '\\$');
  return new RegExp(
    `\\b(?:class|def|function|const|let|var|func|type|module)\\s+${own}(?![\\w$])|(?:^|\\n)[ \\t]*(?:self\\.|this\\.|@)?${own}\\s*(?::[^=\\n]{0,80})?(?: :?=|:=)(?!=)`,
    'u',
  ).test(text);
}

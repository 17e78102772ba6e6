/**
 * RFC 8785 (JSON Canonicalization Scheme). Own code because the digest stands on it and because the usual library
 * turns what JSON cannot hold (`undefined`, `Map`, a lone surrogate) silently into something else; here it is refused.
 * ECMAScript's own number and string forms are the ones the RFC prescribes.
 */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** The canonical text. Throws a TypeError for a value that JSON cannot hold exactly. */
export function canonicalJson(value: Json): string {
  switch (typeof value) {
    case 'string':
      return text(value);
    case 'number':
      if (Number.isFinite(value)) return JSON.stringify(value);
      break;
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return isList(value) ? list(value) : object(value);
  }
  throw new TypeError(`not a JSON value: ${String(value)}`);
}

function isList(value: readonly Json[] | { readonly [key: string]: Json }): value is readonly Json[] {
  return Array.isArray(value);
}

function list(items: readonly Json[]): string {
  let out = '[';
  for (const [i, item] of items.entries()) out += (i === 0 ? '' : ',') + canonicalJson(item);
  return out + ']';
}

function object(members: { readonly [key: string]: Json }): string {
  let out = '{';
  // The default order of strings is by UTF-16 code units, which is what the RFC asks for.
  for (const key of Object.keys(members).sort()) {
    out += (out === '{' ? '' : ',') + text(key) + ':' + canonicalJson(members[key] as Json);
  }
  return out + '}';
}

function text(value: string): string {
  if (!value.isWellFormed()) throw new TypeError('a string with a lone surrogate has no canonical form');
  return JSON.stringify(value);
}

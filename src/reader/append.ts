/**
 * Adds everything of one list to another. `push(...more)` puts each value on the stack, and a file with a hundred thousand of
 * anything would end the process.
 */
export function append<T>(into: T[], more: Iterable<T>): void {
  for (const one of more) into.push(one);
}

/** Adds a value to the list of its key, the first of which makes one. */
export function addTo<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  const known = lists.get(key);
  if (known === undefined) lists.set(key, [value]);
  else known.push(value);
}

/**
 * Adds everything of one list to another. `push(...more)` puts each value on the stack, and a file with a hundred thousand of
 * anything would end the process.
 */
export function append<T>(into: T[], more: Iterable<T>): void {
  for (const one of more) into.push(one);
}

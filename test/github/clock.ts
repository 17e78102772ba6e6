/** Where the server takes the time from; a test may hand in its own. */
export type Clock = () => Date;

/** A time as GitHub writes it: UTC, whole seconds. */
export function timestamp(date: Date): string {
  return `${date.toISOString().slice(0, 19)}Z`;
}

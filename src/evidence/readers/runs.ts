/** Numbers the times that a test occurs: where a file repeats a test and gives its repeats no number. */
export class Runs {
  readonly #seen = new Map<string, number>();

  /** `1` for the first, as text. */
  next(key: string): string {
    const run = (this.#seen.get(key) ?? 0) + 1;
    this.#seen.set(key, run);
    return String(run);
  }
}

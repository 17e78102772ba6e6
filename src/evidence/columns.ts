/** Growing typed columns: a million rows cost eight bytes a value and no object each. */

const FIRST_CAPACITY = 64;

/** A column of numbers; NaN stands for a missing value. */
export class NumberColumn {
  #values = new Float64Array(FIRST_CAPACITY).fill(Number.NaN);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  set(row: number, value: number): void {
    if (row >= this.#values.length) this.#grow(row + 1);
    this.#values[row] = value;
    if (row >= this.#length) this.#length = row + 1;
  }

  get(row: number): number {
    return this.#values[row] ?? Number.NaN;
  }

  #grow(atLeast: number): void {
    const grown = new Float64Array(Math.max(atLeast, this.#values.length * 2)).fill(
      Number.NaN,
      this.#values.length,
    );
    grown.set(this.#values);
    this.#values = grown;
  }
}

/** A column of small whole numbers; -1 stands for a missing value. */
export class CodeColumn {
  #codes = new Int32Array(FIRST_CAPACITY).fill(-1);

  set(row: number, code: number): void {
    if (row >= this.#codes.length) {
      const grown = new Int32Array(Math.max(row + 1, this.#codes.length * 2)).fill(-1, this.#codes.length);
      grown.set(this.#codes);
      this.#codes = grown;
    }
    this.#codes[row] = code;
  }

  get(row: number): number {
    return this.#codes[row] ?? -1;
  }
}

/** Texts told apart by number, in the order in which they were first seen. */
export class Names {
  readonly #codes = new Map<string, number>();
  readonly #names: string[] = [];
  #last = -1;

  /** The number of a text, a new one where it is new. */
  code(name: string): number {
    // Two arms of one suite list the same items in the same order: one comparison instead of a look-up.
    const next = this.#last + 1;
    this.#last = next < this.#names.length && this.#names[next] === name ? next : this.#look(name);
    return this.#last;
  }

  #look(name: string): number {
    const known = this.#codes.get(name);
    if (known !== undefined) return known;
    this.#codes.set(name, this.#names.length);
    return this.#names.push(name) - 1;
  }

  /** The number of a text, or -1. */
  find(name: string): number {
    return this.#codes.get(name) ?? -1;
  }

  name(code: number): string {
    return this.#names[code] ?? '';
  }

  get size(): number {
    return this.#names.length;
  }

  all(): readonly string[] {
    return this.#names;
  }
}

/** A column of texts that repeat, such as the values of a slice. */
export class LabelColumn {
  readonly names = new Names();
  readonly codes = new CodeColumn();

  set(row: number, label: string): void {
    this.codes.set(row, this.names.code(label));
  }

  get(row: number): string | null {
    const code = this.codes.get(row);
    return code === -1 ? null : this.names.name(code);
  }
}

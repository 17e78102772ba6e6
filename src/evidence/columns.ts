/** Growing typed columns: a million rows cost eight bytes a value and no object each. */

const FIRST_CAPACITY = 64;
/** A column with fewer values than one in this many rows is kept as a map: what is hardly used must not cost as much. */
const SPARSE = 16;

/** A column of numbers; NaN stands for a missing value. */
export class NumberColumn {
  #values = new Float64Array(FIRST_CAPACITY).fill(Number.NaN);
  #sparse: Map<number, number> | null = null;
  #count = 0;
  #length = 0;

  get length(): number {
    return this.#length;
  }

  set(row: number, value: number): void {
    this.#count += 1;
    if (row < this.#values.length) this.#values[row] = value;
    else if (row < this.#count * SPARSE) this.#grow(row + 1)[row] = value;
    else {
      this.#sparse ??= new Map();
      this.#sparse.set(row, value);
    }
    if (row >= this.#length) this.#length = row + 1;
  }

  get(row: number): number {
    return this.#values[row] ?? this.#sparse?.get(row) ?? Number.NaN;
  }

  /** Of all values that are there. */
  sum(): number {
    let total = 0;
    for (let row = 0; row < this.#length; row += 1) {
      const value = this.get(row);
      if (!Number.isNaN(value)) total += value;
    }
    return total;
  }

  #grow(atLeast: number): Float64Array {
    const grown = new Float64Array(Math.max(atLeast, this.#values.length * 2)).fill(
      Number.NaN,
      this.#values.length,
    );
    grown.set(this.#values);
    this.#values = grown;
    this.#sparse = unpacked(this.#sparse, grown);
    return grown;
  }
}

/** Moves what fits into an array; gives what does not. */
function unpacked(
  sparse: Map<number, number> | null,
  into: Float64Array | Int32Array,
): Map<number, number> | null {
  for (const [row, value] of sparse ?? []) {
    if (row >= into.length) continue;
    into[row] = value;
    sparse?.delete(row);
  }
  return sparse === null || sparse.size === 0 ? null : sparse;
}

/** A column of small whole numbers; -1 stands for a missing value. */
export class CodeColumn {
  #codes = new Int32Array(FIRST_CAPACITY).fill(-1);
  #sparse: Map<number, number> | null = null;
  #count = 0;

  set(row: number, code: number): void {
    this.#count += 1;
    if (row < this.#codes.length) this.#codes[row] = code;
    else if (row < this.#count * SPARSE) this.#grow(row + 1)[row] = code;
    else {
      this.#sparse ??= new Map();
      this.#sparse.set(row, code);
    }
  }

  get(row: number): number {
    return this.#codes[row] ?? this.#sparse?.get(row) ?? -1;
  }

  #grow(atLeast: number): Int32Array {
    const grown = new Int32Array(Math.max(atLeast, this.#codes.length * 2)).fill(-1, this.#codes.length);
    grown.set(this.#codes);
    this.#codes = grown;
    this.#sparse = unpacked(this.#sparse, grown);
    return grown;
  }
}

/**
 * Texts told apart by number, in the order in which they were first seen. Items are mostly numbered upwards: while each text comes
 * after the one before it, shorter ones first, all are new and nothing needs to be looked up.
 */
export class Names {
  readonly #names: string[] = [];
  /** Null as long as the texts are in ascending order and nobody has asked for one. */
  #codes: Map<string, number> | null = null;
  #last = -1;

  /** The number of a text, a new one where it is new. */
  code(name: string): number {
    // Two arms of one suite list the same items in the same order: one comparison instead of a look-up.
    const next = this.#last + 1 < this.#names.length ? this.#last + 1 : 0;
    this.#last = this.#names[next] === name ? next : this.#look(name);
    return this.#last;
  }

  #look(name: string): number {
    const code = this.#names.length;
    if (this.#codes === null) {
      const newest = this.#names[code - 1];
      if (newest === undefined || isBefore(newest, name)) return this.#names.push(name) - 1;
    }
    const codes = this.#index();
    const known = codes.get(name);
    if (known !== undefined) return known;
    codes.set(name, code);
    return this.#names.push(name) - 1;
  }

  #index(): Map<string, number> {
    if (this.#codes === null) {
      this.#codes = new Map();
      for (const [code, name] of this.#names.entries()) this.#codes.set(name, code);
    }
    return this.#codes;
  }

  /** The number of a text, or -1. */
  find(name: string): number {
    return this.#index().get(name) ?? -1;
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

/** Shorter texts first, so that item-9 comes before item-10; a total order, in which no text comes before itself. */
function isBefore(a: string, b: string): boolean {
  return a.length === b.length ? a < b : a.length < b.length;
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

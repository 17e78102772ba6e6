import { at } from './sample.ts';

/** A stream of pseudo-random numbers that depends on nothing but its seed. */
export interface Random {
  /** A whole number from 0 to 2^32 - 1. */
  uint32(): number;
  /** A number in (0, 1) with 52 random bits, never 0 and never 1. */
  uniform(): number;
  /** A whole number from 0 to n - 1, each equally likely; 1 <= n <= 2^32. */
  below(n: number): number;
}

const rotate = (x: number, k: number) => (x << k) | (x >>> (32 - k));

/**
 * xoshiro128** 1.1 (Blackman & Vigna 2018). The seed is a number, or a hex digest with or without an `algorithm:`
 * prefix, of which 128 bits become the state; anything shorter or not hex is stretched by splitmix32.
 */
export function createRandom(seed: string | number): Random {
  let [a, b, c, d] = state(seed);
  const uint32 = () => {
    const result = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotate(d, 11);
    return result;
  };
  return {
    uint32,
    uniform: () => ((uint32() >>> 6) * 67108864 + (uint32() >>> 6) + 0.5) / 4503599627370496,
    below(n) {
      // The last, incomplete run of n values would make small results likelier; draw again there.
      const limit = 4294967296 - (4294967296 % n);
      let draw = uint32();
      while (draw >= limit) draw = uint32();
      return draw % n;
    },
  };
}

function state(seed: string | number): [number, number, number, number] {
  const digest = typeof seed === 'string' ? /^(?:[\w-]+:)?([0-9a-f]{32,})$/i.exec(seed)?.[1] : undefined;
  const words = digest ? digestWords(digest) : stretched(String(seed));
  // The all-zero state is the one that xoshiro never leaves.
  return words.every((word) => word === 0) ? [1, 0, 0, 0] : words;
}

function digestWords(digest: string): [number, number, number, number] {
  const word = (i: number) => Number.parseInt(digest.slice(8 * i, 8 * i + 8), 16) | 0;
  return [word(0), word(1), word(2), word(3)];
}

/** FNV-1a over the characters, then splitmix32. */
function stretched(text: string): [number, number, number, number] {
  let hash = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193);
  const next = () => {
    hash = (hash + 0x9e3779b9) | 0;
    let z = hash ^ (hash >>> 16);
    z = Math.imul(z, 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return z ^ (z >>> 15);
  };
  return [next(), next(), next(), next()];
}

/** A resample of the values, with replacement and of the same size. */
export function resample(values: Float64Array, random: Random): Float64Array {
  return values.map(() => at(values, random.below(values.length)));
}

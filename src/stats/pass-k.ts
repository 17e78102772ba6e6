/**
 * Chance that at least one of k attempts passes, estimated without bias from c passes in n attempts:
 * 1 - C(n-c, k) / C(n, k). null when n < k: missing, not 1. Chen et al. 2021, arXiv:2107.03374; statistics.md 7.
 */
export function passAtK(n: number, c: number, k: number): number | null {
  const none = passHatK(n, n - c, k);
  return none === null ? null : 1 - none;
}

/**
 * Chance that all of k attempts pass, from c passes in n attempts: C(c, k) / C(n, k). null when n < k.
 * Yao et al. 2024, arXiv:2406.12045 (pass^k); statistics.md 7.
 * @throws RangeError unless 0 <= c <= n and k is a whole number
 */
export function passHatK(n: number, c: number, k: number): number | null {
  if (!(c >= 0 && c <= n && k >= 0 && Number.isInteger(k))) {
    throw new RangeError(`no pass rate for ${c} passes in ${n} attempts and k = ${k}`);
  }
  if (n < k) return null;
  let share = 1;
  for (let i = 0; i < k && share > 0; i++) share *= Math.max(0, c - i) / (n - i);
  return share;
}

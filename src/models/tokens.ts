/** What a dash-separated piece of a model name can be besides a word. All checks are anchored and linear. */

/** `3`, `4.5`, `08`: a version number or part of a date. */
export const isNumber = (token: string): boolean => /^\d{1,2}(?:\.\d{1,2})?$/.test(token);

/** `8b`, `0.6b`, `a3b`, `8x7b`, `16e`, `128k`: parameters, experts or context. */
export const isSize = (token: string): boolean =>
  /^[ae]?\d{1,4}(?:\.\d{1,2})?[bmk]$/.test(token) ||
  /^\d{1,2}x\d{1,3}b$/.test(token) ||
  /^\d{1,3}e$/.test(token);

/** `8b`, `8x7b`, `335m`: a size that only weights carry in their name, which a context length is not. */
export const isParameters = (token: string): boolean => isSize(token) && /[bm]$/.test(token);

/** `8192`, `32768`: a context length written in tokens, as Groq did. */
export const isContext = (token: string): boolean => /^(?:4096|8192|16384|32768|65536|131072)$/.test(token);

/** `v1`, `v2.0`: a release number of the name. */
export const isRelease = (token: string): boolean => /^v\d{1,2}(?:\.\d{1,2})?$/.test(token);

/** `001`, `002`: the numbered stable versions of Google, OpenAI's first embedding and Imagen. */
export const isSerial = (token: string): boolean => /^00\d$/.test(token);

const isYear = (token: string): boolean => /^20[2-4]\d$/.test(token);
const isMonth = (token: string): boolean => /^(?:0[1-9]|1[0-2])$/.test(token);
const isDayOfMonth = (token: string): boolean => /^(?:0[1-9]|[12]\d|3[01])$/.test(token);
const isFullDate = (token: string): boolean =>
  /^20[2-4]\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(token);

/** `0613` (month and day) or `2407` (year and month). `8192` and `4096` are neither. */
const isShortDate = (token: string): boolean =>
  /^(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])$/.test(token) || /^2[3-9](?:0[1-9]|1[0-2])$/.test(token);

/** Where in `tokens` a snapshot date stands, in any of the makers' spellings; null when there is none. */
export function snapshotAt(
  tokens: readonly string[],
): { readonly start: number; readonly end: number } | null {
  for (let i = tokens.length - 1; i >= 0; i -= 1) {
    const token = tokens[i] ?? '';
    const next = tokens[i + 1] ?? '';
    if (isFullDate(token) || isShortDate(token)) return { start: i, end: i + 1 };
    if (isYear(token) && isMonth(next) && isDayOfMonth(tokens[i + 2] ?? '')) return { start: i, end: i + 3 };
    if (isMonth(token) && isYear(next)) return { start: i, end: i + 2 };
    const previous = tokens[i - 1] ?? '';
    // Only previews are dated with month and day as two tokens; elsewhere two numbers are a version.
    if ((previous === 'preview' || previous === 'exp') && isMonth(token) && isDayOfMonth(next)) {
      return { start: i, end: i + 2 };
    }
  }
  return null;
}

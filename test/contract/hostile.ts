import fc from 'fast-check';

/** What has broken other people's comments: gh-aw#26588, branch-deploy v12, CodeQL's help pages, and what we thought of. */
const ATTACKS = [
  '</details>',
  '<details open><summary>✅ Go',
  '<!-- airlock:gate -->',
  '-->',
  '@acme/platform',
  '@ana',
  'fixes #1',
  'GH-12',
  '![x](https://evil.example/pixel.png)',
  '[Approve](https://evil.example)',
  'https://evil.example/x',
  'www.evil.example',
  '<img src=x onerror=alert(1)>',
  '<script>alert(1)</script>',
  '`',
  '``',
  '```\n',
  '``` `` `',
  '~~~',
  '|',
  '| ✅ pass | | |',
  '\\|',
  '\\`',
  '**bold**',
  '__init__',
  '~~gone~~',
  '# Heading',
  '- [ ] task',
  '> quote',
  '1. one',
  '---',
  '\n\n### ✅ Go\n\n',
  '\r\n',
  '\u2028',
  '\u0085',
  '\u202eevil',
  '\u200b',
  '\ufeff',
  '\u{e0041}\u{e0042}',
  '\u0000',
  '\u001b[31mred\u001b[0m',
  '\u001b]8;;https://evil.example\u0007x',
  '&lt;b&gt;',
  '&#64;ana',
  '$(id)',
  '${{ github.token }}',
  '::error::x',
  '##[error]x',
  '%0A::set-output name=decision::go',
  '$x^2$',
  ':rocket:',
  '[^1]',
  '\ud800',
  'ﬁ\u0301é',
  ' ',
  'x'.repeat(400),
] as const;

const piece = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom(...ATTACKS) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
);

/** Attacks, alone and glued together. */
export const hostile: fc.Arbitrary<string> = fc
  .array(piece, { minLength: 1, maxLength: 3 })
  .map((pieces) => pieces.join(''))
  .map((text) => text.toWellFormed());

/** The same as a part of a path: neither empty nor with a slash or a NUL, and none of the names that git forbids. */
export const hostileName: fc.Arbitrary<string> = hostile
  .map((text) => text.replace(/[/\0]/gu, '').slice(0, 120).toWellFormed())
  .filter((text) => text !== '' && !/^\.{1,2}$|^\.git$/iu.test(text));

/** Runs of a property: AIRLOCK_FUZZ_RUNS of them, else `usual`. */
export function runs(usual: number): { readonly numRuns: number; readonly seed?: number } {
  const given = Number(process.env['AIRLOCK_FUZZ_RUNS'] ?? '');
  return { numRuns: Number.isInteger(given) && given > 0 ? given : usual };
}

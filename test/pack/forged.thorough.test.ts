import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipOf } from '../../src/pack/zip-write.ts';
import { Refusal } from '../../src/problem.ts';
import { mutants } from './forged.ts';
import { forged, found, packed, policyText, rowsText } from './packs.ts';

const ONE = await packed({ evidence: ', privacy: full', items: 12, good: 11 });
const OTHER = await packed({
  evidence: ', privacy: full, purpose: smoke',
  policy: 'gates: { functional: [{ evidence: golden, metric: score, min: 0.2 }] }\n',
  headPolicy: policyText({
    evidence: ', privacy: full, purpose: smoke',
    policy: 'gates: { functional: [] }\n',
  }),
  prompt: 'Be brief.\n',
  results: rowsText(3, 12),
});

/** What a forged part may be refused with, where the forger made the manifest fit. */
const REASONS: readonly (readonly [part: RegExp, reasons: RegExp])[] = [
  [
    /^manifest\.json$/u,
    /^(?:manifest-malformed|part-missing|part-unlisted|part-altered|bundle-differs|history-broken|engine-differs)$/u,
  ],
  [
    /^facts\.json$/u,
    /^(?:part-malformed|part-missing|part-unexpected|bundle-differs|policy-differs|tier-differs|evidence-undefined|absence-differs|raw-differs|check-differs|decision-differs|document-differs)$/u,
  ],
  [/^bundle\//u, /^(?:part-malformed|bundle-differs|document-differs)$/u],
  [/^evidence\/.*\.scorecard\.json$/u, /^scorecard-(?:malformed|differs)$/u],
  [/^evidence\/.*\.raw$/u, /^raw-differs$/u],
  [/^policy\//u, /^policy-differs$/u],
  [
    /^check\.json$/u,
    /^(?:part-malformed|engine-differs|check-differs|decision-differs|preview-differs|document-differs)$/u,
  ],
  [/^(?:controls|statements|report)/u, /^document-differs$/u],
];

function isFitting(part: string, code: string | undefined): boolean {
  return REASONS.some(([parts, reasons]) => parts.test(part) && reasons.test(code ?? ''));
}

/** Outcome and code; a file that is no pack any more is refused before. */
async function answer(zip: Uint8Array): Promise<string> {
  try {
    return await found(zip);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return `refused ${error.problems[0]?.code}`;
  }
}

const JSON_PARTS = [...ONE.parts.keys()].filter((path) => path.endsWith('.json'));
let forgeries = 0;

describe.each(JSON_PARTS)('%s with a field forged', (part) => {
  const all = mutants(ONE.parts.get(part) ?? new Uint8Array());
  // Rows are alike: of the many fields of a large part every so-manieth is taken, and all of a small one.
  const stride = Math.max(1, Math.ceil(all.length / 120));
  const some = all.filter((_, i) => i % stride === 0);
  forgeries += some.length;

  it('is refused by its digest', async () => {
    if (part === 'manifest.json') return;
    for (const { bytes } of some.slice(0, 10))
      expect(await answer(zipOf(new Map(ONE.parts).set(part, bytes)))).toBe(`wrong part-altered ${part}`);
  });

  it(`is refused with a reason that fits where the manifest was made to fit, ${some.length} times`, async () => {
    const wrong: string[] = [];
    for (const { field, how, bytes } of some) {
      const zip =
        part === 'manifest.json'
          ? zipOf(new Map(ONE.parts).set(part, bytes))
          : forged(ONE.parts, { [part]: bytes });
      const [outcome, code] = (await answer(zip)).split(' ');
      if (outcome !== 'wrong' || !isFitting(part, code)) wrong.push(`${field} ${how}: ${outcome} ${code}`);
    }
    expect(wrong).toEqual([]);
  }, 120_000);
});

describe('parts of two packs', () => {
  const paths = [...ONE.parts.keys()].filter((path) => path !== 'manifest.json');
  const differing = paths.filter((path) => {
    const [one, other] = [ONE.parts.get(path), OTHER.parts.get(path)];
    return one !== undefined && other !== undefined && !Buffer.from(one).equals(other);
  });

  it('differ in enough to be mixed', () => {
    expect(differing.length).toBeGreaterThanOrEqual(12);
  });

  it.each([
    ['one', ONE, OTHER],
    ['the other', OTHER, ONE],
  ])(
    'are refused, one of them put into %s',
    async (_, into, from) => {
      for (const path of differing) {
        const [outcome, code] = (
          await answer(forged(into.parts, { [path]: from.parts.get(path) ?? null }))
        ).split(' ');
        expect([path, outcome, isFitting(path, code) || code]).toEqual([path, 'wrong', true]);
      }
    },
    60_000,
  );

  it('are refused, two of them put into another', async () => {
    const verified: string[] = [];
    for (const [i, a] of differing.entries())
      for (const b of differing.slice(i + 1)) {
        forgeries += 1;
        const changes = { [a]: OTHER.parts.get(a) ?? null, [b]: OTHER.parts.get(b) ?? null };
        const answered = await answer(forged(ONE.parts, changes));
        if (!answered.startsWith('wrong ')) verified.push(`${a} and ${b}: ${answered}`);
      }
    expect(verified).toEqual([]);
  }, 120_000);

  it('are refused in any mixture', async () => {
    const some = fc.subarray(differing, { minLength: 1, maxLength: differing.length - 1 });
    await fc.assert(
      fc.asyncProperty(some, async (paths) => {
        const changes = Object.fromEntries(paths.map((path) => [path, OTHER.parts.get(path) ?? null]));
        expect(await answer(forged(ONE.parts, changes))).toMatch(/^wrong /u);
      }),
      { numRuns: 150 },
    );
  }, 60_000);

  it('are refused where one is missing or one too many', async () => {
    for (const path of paths)
      expect(await answer(forged(ONE.parts, { [path]: null }))).toBe(`wrong part-missing ${path}`);
    expect(await answer(forged(ONE.parts, { 'extra.json': '{}\n' }))).toBe(
      'wrong part-unexpected extra.json',
    );
    expect(await answer(zipOf(new Map(ONE.parts).set('extra.json', Buffer.from('{}\n'))))).toBe(
      'wrong part-unlisted extra.json',
    );
  });
});

it('there were at least five hundred forgeries', () => {
  expect(forgeries).toBeGreaterThan(500);
});

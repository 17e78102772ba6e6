import { expect, it } from 'vitest';
import type { SelfTest } from '../../../src/gates/self-test/self-test.ts';
import { selfTestHtml } from '../../../src/report/html/self-test-page.ts';
import { ENGINE } from './result.ts';
import { byTag, parsePage } from './tree.ts';

const HOSTILE = '"><img src=x onerror=alert(1)><script>';

const shares = { worlds: 60, go: 0.9, undecided: 0.08, noGo: 0.02 };
const regression = (size: number, stopped: number, slice: string | null) => ({
  gate: 'functional',
  evidence: 'golden',
  metric: HOSTILE,
  slice,
  items: 200,
  size,
  stopped,
  noticed: stopped,
  requiredItems: null,
});
const TEST: SelfTest = {
  defaults: [
    {
      items: 50,
      ...shares,
      margin: 0.16,
      drops: [
        { drop: 0.2, stopped: 0.15, noticed: 0.98 },
        { drop: 0.05, stopped: 0.01, noticed: 0.37 },
      ],
    },
  ],
  own: {
    items: 200,
    source: 'repeats',
    identical: { ...shares, flipRate: 0.1 },
    regressions: [
      regression(0.1, 0.9, null),
      regression(0.05, 0.3, null),
      regression(0.05, 0.2, `language=${HOSTILE}`),
    ],
  },
  weakenings: { tried: 3, noticed: 2, missed: [HOSTILE] },
};

it('draws every size and every slice as curves, in words too', () => {
  const page = selfTestHtml([{ bundle: 'bot', test: TEST }], ENGINE);
  expect(page.match(/class="stops"/gu)).toHaveLength(3);
  expect(page).toContain('5.0 %: stopped 1.00 %, kept from passing 37.0 %; 20.0 %: stopped 15.0 %');
  expect(page).toContain('2 of 3 ways to weaken the policy are seen as such.');
});

it('lets nothing out of what it quotes', () => {
  const page = selfTestHtml([{ bundle: HOSTILE, test: TEST }], ENGINE);
  const root = parsePage(page);
  expect([...byTag(root, 'img'), ...byTag(root, 'script')]).toEqual([]);
});

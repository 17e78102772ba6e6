import { describe, expect, it } from 'vitest';
import { columns, outlines } from '../../../src/report/html/columns.ts';
import { element } from '../../../src/report/html/markup.ts';
import { reportHtml } from '../../../src/report/html/page.ts';
import { ENGINE, measured, policyFrom, resultOf } from './result.ts';
import { byTag, parsePage } from './tree.ts';

const drawn = (...shapes: Parameters<typeof element>[2][]) => parsePage(element('svg', {}, ...shapes));

describe('drawings of scores', () => {
  it('columns stand on the ground, in pairs around the middle of their value', () => {
    const spread = { kind: 'values', edges: [1, 2], candidate: [0.25, 0.75], baseline: [0.5, 0.5] } as const;
    const places = byTag(drawn(columns(spread, 1)), 'rect').map(
      ({ attributes: { class: kind, x, y, height } }) => [kind, x, y, height],
    );
    expect(places).toEqual([
      ['candidate', '16%', '75%', '25%'],
      ['candidate', '66%', '25%', '75%'],
      ['baseline', '25%', '50%', '50%'],
      ['baseline', '75%', '50%', '50%'],
    ]);
  });

  it('outlines step along their ranges', () => {
    const spread = {
      kind: 'ranges',
      edges: [0, 1, 2],
      candidate: [0.25, 0.75],
      baseline: [0.5, 0.5],
    } as const;
    const paths = byTag(drawn(outlines(spread, 1)), 'path').map(({ attributes }) => [
      attributes['class'],
      attributes['d'],
    ]);
    expect(paths).toEqual([
      ['area', 'M0 100L0 75L50 75L50 25L100 25L100 100Z'],
      ['candidate', 'M0 100L0 75L50 75L50 25L100 25L100 100'],
      ['baseline', 'M0 100L0 50L50 50L50 50L100 50L100 100'],
    ]);
  });

  it('bars are as long as their shares, and say them', () => {
    const rows = (hits: number) =>
      Array.from({ length: 8 }, (_, i) => ({ item: `i${i}`, metrics: { score: i < hits ? 1 : 0 } }));
    const policy = policyFrom({
      evidence: { golden: { path: 'x' } },
      gates: { functional: [{ evidence: 'golden', metric: 'score', margin: 0.5 }] },
    });
    const evidence = measured({ name: 'golden', candidate: rows(5), baseline: rows(6) });
    const tree = parsePage(reportHtml([resultOf({ policy, evidence: [evidence] })], ENGINE));
    const bars = byTag(tree, 'svg').filter(({ attributes }) => attributes['class'] === 'bar');
    expect(
      bars.map((bar) => [
        bar.attributes['aria-label'],
        byTag(bar, 'rect').map(({ attributes: { x, width } }) => [x, width]),
      ]),
    ).toEqual([
      [
        'candidate: score in 62.5 %, 5 of 8 items',
        [
          ['0', '100%'],
          ['0', '62.5%'],
        ],
      ],
      [
        'baseline: score in 75.0 %, 6 of 8 items',
        [
          ['0', '100%'],
          ['0', '75%'],
        ],
      ],
      [
        'Of 8 items, score got worse in 1, stayed in 7, got better in 0',
        [
          ['0%', '12.5%'],
          ['12.5%', '87.5%'],
        ],
      ],
    ]);
  });
});

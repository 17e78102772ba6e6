import { describe, expect, it } from 'vitest';
import type { Check } from '../../../src/gates/check.ts';
import { criterionGroups } from '../../../src/report/html/criteria.ts';
import { forestOf } from '../../../src/report/html/forest.ts';
import { forestPlot, MOST_ROWS } from '../../../src/report/html/forest-plot.ts';
import { byTag, parsePage, textOf } from './tree.ts';

const MARGIN: Check = {
  id: 'functional/golden/score/margin',
  gate: 'functional',
  evidence: 'golden',
  metric: 'score',
  statistic: 'mean',
  rule: 'margin',
  slice: null,
  blocks: true,
  better: 'higher',
  unit: 'share',
  n: 600,
  candidate: 0.87,
  baseline: 0.92,
  delta: -0.05,
  interval: [-0.07, -0.03],
  margin: 0.06,
  limit: null,
  scale: 'absolute',
  alpha: 0.05,
  method: 'tango',
  verdict: 'inconclusive',
  code: 'interval-spans-margin',
  args: {},
};
const slice = (name: string, more: Partial<Check>): Check => ({
  ...MARGIN,
  slice: `task=${name}`,
  blocks: false,
  ...more,
});
const LIMIT: Check = {
  ...MARGIN,
  rule: 'min',
  delta: null,
  baseline: null,
  margin: null,
  limit: 0.8,
  interval: [0.84, 0.9],
  verdict: 'pass',
  code: 'limit-kept',
};

describe('the axis of a forest plot', () => {
  it('places no change, margin, estimate and interval where their values are', () => {
    const { scale, zero, rows } = forestOf([MARGIN]);
    // From −0.07 to 0, and 4 per cent of that on either side.
    expect(scale.lo).toBeCloseTo(-0.0728, 10);
    expect(scale.hi).toBeCloseTo(0.0028, 10);
    expect(zero).toBe(96.3);
    expect(rows[0]).toMatchObject({
      estimate: 30.16,
      interval: { from: 3.7, to: 56.61, open: { from: false, to: false } },
      line: 16.93,
      beyond: { from: 0, to: 16.93 },
    });
  });

  it('forbids the other side where less is better', () => {
    const { rows } = forestOf([{ ...MARGIN, better: 'lower', delta: 0.05, interval: [0.03, 0.07] }]);
    expect(rows[0]?.line).toBe(83.07);
    expect(rows[0]?.beyond).toEqual({ from: 83.07, to: 100 });
  });

  it('has values and a limit where there is no baseline', () => {
    const { zero, rows } = forestOf([LIMIT]);
    expect(zero).toBeNull();
    expect(rows[0]).toMatchObject({ estimate: 68.52, line: 3.7, beyond: { from: 0, to: 3.7 } });
  });

  it('draws an unbounded end to the edge, and says that it goes on', () => {
    const { rows } = forestOf([{ ...MARGIN, interval: [null, 0.01] }]);
    expect(rows[0]?.interval).toMatchObject({ from: 0, open: { from: true, to: false } });
  });

  it('is not stretched by a slice of which little is known', () => {
    const { scale, rows } = forestOf([MARGIN, slice('tiny', { n: 2, delta: -0.04, interval: [-0.9, 0.8] })]);
    expect(scale.lo).toBeGreaterThan(-0.16);
    expect(rows[1]?.interval).toMatchObject({ from: 0, to: 100, open: { from: true, to: true } });
    expect(rows[0]?.interval?.open).toEqual({ from: false, to: false });
  });

  it('does not leave the range of a share', () => {
    const { scale } = forestOf([{ ...LIMIT, candidate: 0.99, interval: [0.8, 1] }]);
    expect(scale.hi).toBe(1);
  });

  it.each([
    ['no interval', { delta: null, interval: null }],
    ['nothing but zeros', { delta: 0, interval: [0, 0], margin: 0 }],
    ['huge numbers', { delta: 1e308, interval: [-1e308, 1e308], margin: 1, unit: 'score' }],
    ['tiny numbers', { delta: 1e-300, interval: [0, 1e-300], margin: 1e-301, unit: 'score' }],
  ] as const)('holds with %s', (_, more) => {
    const { zero, rows } = forestOf([{ ...MARGIN, ...more } as Check]);
    for (const at of [zero, rows[0]?.line, rows[0]?.estimate ?? 0, rows[0]?.interval?.from ?? 0]) {
      expect(at).toBeGreaterThanOrEqual(0);
      expect(at).toBeLessThanOrEqual(100);
    }
  });
});

describe('a forest plot', () => {
  const plot = (checks: readonly Check[]) => {
    const [group] = criterionGroups([
      { gate: 'functional', required: true, verdict: 'fail', code: null, checks },
    ]);
    if (group === undefined) throw new Error('no group');
    return parsePage(forestPlot(group, 'h3', 'all'));
  };

  it('is drawn from those places', () => {
    const [strip] = byTag(plot([MARGIN]), 'svg');
    const shapes = strip?.children.map((child) =>
      typeof child === 'string' ? child : [child.tag, child.attributes],
    );
    expect(shapes).toMatchSnapshot();
  });

  it('says in words what each interval shows', () => {
    const [strip] = byTag(plot([MARGIN]), 'svg');
    expect(strip?.attributes).toMatchObject({
      role: 'img',
      'aria-label': 'overall: −5.0 pt [−7.0, −3.0]; the interval reaches across the margin of 6.0 points',
    });
  });

  it.each([
    [{ interval: [-0.09, -0.065] }, 'the whole interval lies beyond the margin of 6.0 points'],
    [{ interval: [-0.055, -0.01] }, 'the whole interval keeps the margin of 6.0 points'],
    [{ interval: [null, -0.01] }, 'the interval reaches across the margin of 6.0 points'],
    [{ interval: null, delta: null }, 'no interval to hold against the margin of 6.0 points'],
    [{ ...LIMIT, interval: [0.8, 0.9] }, 'the whole interval keeps the limit of 80.0 %'],
    [{ ...LIMIT, rule: 'max', interval: [0.81, 0.9] }, 'the whole interval lies beyond the limit of 80.0 %'],
  ] as const)('tells %j apart', (more, words) => {
    const [strip] = byTag(plot([{ ...MARGIN, ...more } as Check]), 'svg');
    expect(strip?.attributes['aria-label']).toContain(words);
  });

  it('puts the whole first, then what blocks, then the worst', () => {
    const rows = byTag(
      plot([
        slice('fine', { verdict: 'pass', delta: 0.01 }),
        slice('noisy', { verdict: 'inconclusive', delta: -0.5 }),
        MARGIN,
        slice('bad', { verdict: 'fail', blocks: true, delta: -0.1 }),
        slice('worse', { verdict: 'fail', blocks: true, delta: -0.2 }),
      ]),
      'li',
    );
    expect(rows.map((row) => textOf(byTag(row, 'strong')[0] ?? row))).toEqual([
      'overall',
      'worse',
      'bad',
      'noisy',
      'fine',
    ]);
    expect(rows.map((row) => row.attributes['class'])).toEqual([
      'row inconclusive whole',
      'row fail',
      'row fail',
      'row inconclusive open',
      'row pass open',
    ]);
    expect(textOf(rows[3] ?? { tag: '', attributes: {}, children: [] })).toContain('does not block');
  });

  it('shows the worst of many and says how many there are', () => {
    const many = Array.from({ length: 100 }, (_, i) => slice(`s${i}`, { delta: i / 1000 }));
    const page = plot([MARGIN, ...many]);
    expect(byTag(page, 'li')).toHaveLength(MOST_ROWS);
    expect(textOf(page)).toContain(`${101 - MOST_ROWS} more in the table of slices`);
    expect(byTag(page, 'a')[0]?.attributes['href']).toBe('#all');
  });
});

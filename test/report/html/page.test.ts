import { describe, expect, it } from 'vitest';
import { Names } from '../../../src/evidence/columns.ts';
import { NO_FACTS } from '../../../src/evidence/readers/reader.ts';
import { ResultTable } from '../../../src/evidence/table.ts';
import { LONGEST_PAGE, reportHtml } from '../../../src/report/html/page.ts';
import { phraseText } from '../../../src/report/html/phrase.ts';
import type { Phrase } from '../../../src/report/phrase.ts';
import { checkSentence } from '../../../src/report/sentences.ts';
import { baselinePhrase, reportView } from '../../../src/report/view.ts';
import { resultWith } from './hostile.ts';
import { ENGINE, measured, NOWHERE, noise, policyFrom, resultOf } from './result.ts';
import { stories, suite } from './stories.ts';
import { byTag, elements, parsePage, textOf } from './tree.ts';

const page = (...names: readonly (keyof typeof stories)[]): string =>
  reportHtml(
    names.map((name) => stories[name]()),
    ENGINE,
  );
const words = (html: string): string =>
  textOf(byTag(parsePage(html), 'body')[0] ?? { tag: '', attributes: {}, children: [] });

/** A sentence as it stands on the page, where neither intervals nor units are broken off. */
const plain = (phrase: Phrase): string => phraseText(phrase);

describe('the page', () => {
  it('lets nothing be loaded and nothing run', () => {
    const html = page('regression');
    const policies = byTag(parsePage(html), 'meta').filter(
      ({ attributes }) => attributes['http-equiv'] === 'Content-Security-Policy',
    );
    expect(policies.map(({ attributes }) => attributes['content'])).toEqual([
      "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'",
    ]);
    expect(html.match(/https?:|\/\/[a-z]|<script|@import|\bsrc=|javascript:/iu)).toBeNull();
    expect(html.match(/url\([^)]{0,16}/gu)?.every((url) => url.startsWith('url("data:image'))).toBe(true);
  });

  it('is the same for the same results, whatever the order of their rows', () => {
    const parts = suite({ items: 80, slices: ['b', 'a'] });
    const build = (turn: boolean) => {
      const evidence = measured({
        name: 'golden',
        candidate: turn ? parts.candidate.toReversed() : parts.candidate,
        baseline: turn ? parts.baseline.toReversed() : parts.baseline,
      });
      const policy = policyFrom({
        evidence: { golden: { path: 'x' } },
        gates: {
          functional: [
            { evidence: 'golden', metric: 'score', margin: 0.1, slices: ['slice'] },
            { evidence: 'golden', metric: 'rating', margin: 0.5 },
          ],
        },
      });
      return reportHtml([resultOf({ evidence: [evidence], policy })], ENGINE);
    };
    expect(build(true)).toBe(build(false));
    expect(page('regression')).toBe(page('regression'));
  });

  it('begins with the outcome, the bundle and the sentence that it rests on', () => {
    const { headline, lead } = reportView(stories.regression());
    const said = words(page('regression'));
    const origin =
      'Commit bbbbbbbbbbbb on top of aaaaaaaaaaaa, compared with merge base 2.3.1; environment production, stage enforce';
    expect(
      said.slice(said.indexOf('No-go')).startsWith(`${headline}${origin}${lead.map(plain).join('')}`),
    ).toBe(true);
  });

  it('has a row for every gate, with its verdict and its figures', () => {
    const view = reportView(stories.regression());
    const [gates] = byTag(parsePage(page('regression')), 'table');
    const rows = byTag(gates ?? parsePage(''), 'tr').map((row) => byTag(row, 'th', 'td').map(textOf));
    expect(rows).toEqual([
      ['gate', 'verdict', 'deciding figure', plain(view.against)],
      ...view.gates.map(({ gate, verdict, figure, against }) => [
        gate,
        // The sign is a drawing here.
        plain(verdict).replace(/^\S+ /u, ''),
        plain(figure),
        plain(against),
      ]),
    ]);
  });

  it('ends with the command that gives the same answer, and with the engine', () => {
    const said = words(page('regression'));
    expect(said).toContain(reportView(stories.regression()).reproduce);
    expect(said).toContain(`Airlock 0.1.0, engine ${ENGINE.digest}`);
  });

  it('has every table of the report', () => {
    const folds = byTag(parsePage(page('regression')), 'details').filter(
      ({ attributes }) => attributes['class'] === 'fold',
    );
    expect(folds.map(({ attributes }) => attributes['id'])).toEqual([
      'bundle-1-slices',
      'bundle-1-criteria',
      'bundle-1-evidence',
      'bundle-1-bundle',
      'bundle-1-policy',
    ]);
    expect(folds.map((fold) => byTag(fold, 'tr').length)).toEqual([11, 8, 3, 6, 6]);
  });

  it('names the items that changed, and nothing else of them', () => {
    const html = page('regression');
    const lists = byTag(parsePage(html), 'details').filter(({ attributes }) => attributes['class'] === 'ids');
    expect(textOf(lists[0] ?? { tag: '', attributes: {}, children: [] })).toMatch(
      /^Got worse: \d+ items, 20 of them here(?:case-\d{5}){20}$/u,
    );
  });
});

describe('several bundles', () => {
  it('are listed first, the worst before the rest', () => {
    const tree = parsePage(page('go', 'unmeasured', 'regression'));
    expect(textOf(byTag(tree, 'h1')[0] ?? tree)).toBe('3 bundles: 1 no-go, 1 undecided, 1 go');
    const names = (tag: string) => byTag(tree, tag).map((node) => textOf(node));
    expect(names('h2').map((name) => name.split(' ')[0])).toEqual(['No-go', 'Undecided', 'Go']);
    const links = byTag(byTag(tree, 'nav')[0] ?? tree, 'a');
    expect(links.map(textOf)).toEqual([
      'support-bot 2.4.0-pr.41',
      'kyc-assistant 2.4.0-pr.41',
      'search-ranker 1.9.1-pr.41',
    ]);
    const articles = byTag(tree, 'article').map(({ attributes }) => `#${attributes['id']}`);
    expect(links.map(({ attributes }) => attributes['href'])).toEqual(articles);
  });

  it('keep the page short: the last ones go without plots', () => {
    const html = reportHtml(
      Array.from({ length: 12 }, () => stories.manySlices()),
      ENGINE,
    );
    expect(html.length).toBeLessThan(1_000_000);
    expect(html.length).toBeGreaterThan(LONGEST_PAGE / 2);
    expect(words(html)).toContain('left out for length');
    expect(byTag(parsePage(html), 'article')).toHaveLength(12);
  });
});

describe('odd states', () => {
  it.each(Object.keys(stories) as (keyof typeof stories)[])(
    '%s is a whole page without a hole in it',
    (name) => {
      const html = page(name);
      const tree = parsePage(html);
      expect(byTag(tree, 'h1')).toHaveLength(1);
      expect(html.match(/NaN|Infinity|undefined|\[object/u)).toBeNull();
      for (const { attributes } of elements(tree))
        for (const key of ['x', 'y', 'x1', 'x2', 'cx', 'cy', 'width']) {
          const percent = /^(.*)%$/u.exec(attributes[key] ?? '')?.[1];
          if (percent === undefined) continue;
          expect(Number(percent)).toBeGreaterThanOrEqual(0);
          expect(Number(percent)).toBeLessThanOrEqual(100.01);
        }
    },
  );

  it('one commit by itself has neither a tier nor a commit that it stands on', () => {
    const result = stories.noBaseline();
    const said = words(reportHtml([{ ...result, base: result.head }], ENGINE));
    expect(said).not.toContain('medium risk');
    expect(said).toContain('2.4.0-pr.41Commit bbbbbbbbbbbb, compared with no baseline');
  });

  it('no result at all is said', () => {
    expect(words(reportHtml([], ENGINE))).toContain('Nothing was checked.');
  });

  it('what is not measured is listed once with its reason, and nothing is drawn', () => {
    const result = stories.unmeasured();
    const html = reportHtml([result], ENGINE);
    const [list] = elements(parsePage(html)).filter(({ attributes }) => attributes['class'] === 'without');
    const reasons = byTag(list ?? parsePage(html), 'li').map(textOf);
    const checks = result.gates.flatMap((gate) => gate.checks);
    const expected = checks.map(
      (check) => `${check.verdict}${check.gate}: ${plain(checkSentence(check, baselinePhrase(result)))}`,
    );
    expect(reasons).toEqual([...new Set(expected)]);
    expect(reasons.length).toBeLessThan(checks.length);
    expect(byTag(parsePage(html), 'svg')).toEqual([]);
  });

  it('what could not be compared is not drawn beside it', () => {
    const { candidate } = suite({ items: 50, slices: ['a'] });
    const other = candidate.map((row) => ({ ...row, item: `other ${row.item}` }));
    const policy = policyFrom({
      evidence: { golden: { path: 'x' } },
      gates: { functional: [{ evidence: 'golden', metric: 'score', min: 0.5, margin: 0.1 }] },
    });
    const result = resultOf({ policy, evidence: [measured({ name: 'golden', candidate, baseline: other })] });
    const bars = byTag(parsePage(reportHtml([result], ENGINE)), 'rect').map(
      ({ attributes }) => attributes['class'],
    );
    expect(bars).toContain('candidate');
    expect(bars).not.toContain('baseline');
  });
});

describe('a bundle with too much of everything', () => {
  it('has shorter tables, and says how much is left out', () => {
    const result = stories.go();
    const finding = resultWith('x').risk.findings[0];
    const findings = Array.from({ length: 3000 }, (_, i) => ({
      ...(finding ?? fail()),
      path: `${'long/'.repeat(60)}${i}`,
    }));
    const html = reportHtml([{ ...result, risk: { ...result.risk, findings } }], ENGINE);
    expect(html.length).toBeLessThan(1_000_000);
    expect(words(html)).toMatch(/2,[49]00 more rows in the report of --format json/u);
  });
});

function fail(): never {
  throw new Error('no finding');
}

describe('what keeps figures apart', () => {
  const policy = policyFrom({
    evidence: { golden: { path: 'x' } },
    gates: { functional: [{ evidence: 'golden', metric: 'score', margin: 0.1 }] },
  });
  const rows = (prefix: string, errors: number) =>
    Array.from({ length: 40 }, (_, i) => ({
      item: `${prefix}${i}`,
      ...(i < errors ? { error: true } : { metrics: { score: i % 2 } }),
    }));

  it('errors are said, with what they count as', () => {
    const evidence = measured({ name: 'golden', candidate: rows('i', 3), baseline: rows('i', 1) });
    const said = words(reportHtml([resultOf({ policy, evidence: [evidence] })], ENGINE));
    expect(said).toContain('Errors: 3 in the candidate, 1 in the baseline, each counted as the worst value.');
    // 20 odd items, one of which erred; errors stay in the number of items.
    expect(said).toContain('47.5 %, 19 of 40 items');
  });

  it('an axis that ends early says so, and where the budget lies', () => {
    const slow = Array.from({ length: 400 }, (_, i) => ({
      item: `i${i}`,
      metrics: { latency_ms: i === 0 ? 20_000 : 1000 + i },
    }));
    const timed = policyFrom({
      evidence: { golden: { path: 'x' } },
      gates: { operational: [{ evidence: 'golden', metric: 'latency_ms', statistic: 'p95', max: 1500 }] },
    });
    const evidence = measured({ name: 'golden', candidate: slow });
    const tree = parsePage(reportHtml([resultOf({ policy: timed, evidence: [evidence] })], ENGINE));
    const [chart] = byTag(tree, 'svg').filter(({ attributes }) => attributes['class'] === 'chart');
    expect(chart?.attributes['aria-label']).toBe(
      'Cumulative curves of latency_ms; candidate: median 1.20 s, p95 1.38 s, 400 items. Dashed line: p95 at most 1.50 s. The axis ends before the highest 0.25 %.',
    );
    // From a little below 1001 to a little beyond 1.1 × p99.5 = 1538; the median is 1200.5, p95 1380.05.
    const dots = byTag(chart ?? tree, 'circle').map(({ attributes }) => [attributes['cx'], attributes['cy']]);
    expect(dots).toEqual([
      ['37.89%', '50%'],
      ['69.45%', '5%'],
    ]);
  });

  it('arms of different items are said to be unpaired, and no item is said to have moved', () => {
    const evidence = measured({
      name: 'golden',
      candidate: rows('a', 0),
      baseline: rows('b', 0),
      paired: false,
    });
    const said = words(reportHtml([resultOf({ policy, evidence: [evidence] })], ENGINE));
    expect(said).toContain('higher is better; unpaired');
    expect(said).not.toContain('worse 0.0');
  });
});

describe('a million rows', () => {
  it('make a page of ordinary size in a moment', { timeout: 120_000 }, () => {
    const items = new Names();
    const random = noise(9);
    const table = (): ResultTable => {
      const made = new ResultTable(items);
      for (let i = 0; i < 500_000; i += 1) {
        const row = made.add(`item ${i}`, 'ok');
        made.setMetric(row, 'score', random() < 0.9 ? 1 : 0);
        made.setMetric(row, 'latency_ms', 300 + 2000 * random());
      }
      return made;
    };
    const file = () => ({
      file: 'x',
      format: 'jsonl' as const,
      sha256: '0'.repeat(64),
      table: table(),
      size: 0,
      source: NOWHERE,
      facts: NO_FACTS,
    });
    const evidence = {
      name: 'golden',
      state: {
        state: 'measured' as const,
        candidate: file(),
        baseline: file(),
        pass: new Map(),
        paired: true,
        suiteChanged: false,
      },
      baselineSource: 'merge-base' as const,
      problems: [],
    };
    const policy = policyFrom({
      evidence: { golden: { path: 'x' } },
      gates: {
        functional: [{ evidence: 'golden', metric: 'score', margin: 0.1 }],
        operational: [{ evidence: 'golden', metric: 'latency_ms', max: 2500 }],
      },
    });
    const result = resultOf({ evidence: [evidence], policy });
    const start = performance.now();
    const html = reportHtml([result], ENGINE);
    // A fifth of this on a quiet machine; the bound only has to tell drawing every row from drawing what is seen.
    expect(performance.now() - start).toBeLessThan(2000);
    expect(html.length).toBeLessThan(100_000);
  });
});

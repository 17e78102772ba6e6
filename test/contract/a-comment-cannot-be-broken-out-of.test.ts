import fc from 'fast-check';
import { expect, test } from 'vitest';
import { stringify } from 'yaml';
import { Refusal } from '../../src/problem.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import { checkOutput, statusOutput } from '../../src/report/check-run.ts';
import { diffText } from '../../src/report/diff-text.ts';
import { problemText } from '../../src/report/problems.ts';
import { COMMENT_MARKER, pullComment } from '../../src/report/pull-comment.ts';
import { riskText } from '../../src/report/risk-text.ts';
import { summaryMarkdown } from '../../src/report/summary.ts';
import { PLAIN } from '../../src/report/terminal.ts';
import { reportText } from '../../src/report/text.ts';
import { reportView } from '../../src/report/view.ts';
import { withoutCommands } from '../../src/report/voice.ts';
import { hostile, hostileName, runs } from './hostile.ts';
import { faultsOf } from './markdown.ts';
import { checked, type Given, type Tree } from './memory.ts';

const RUN_URL = 'https://github.com/acme/support-bot/actions/runs/1';

/** Where a stranger's text gets into a report. */
const attack = fc.record({
  path: hostileName,
  prompt: hostile,
  key: hostile,
  value: hostile,
  item: hostile,
  slice: hostile,
  sliceKey: hostile,
  metric: hostile,
  error: hostile,
  reason: hostile,
  model: hostile,
  run: hostile,
  raisedBy: hostile,
  file: hostileName,
  broken: fc.boolean(),
  missing: fc.boolean(),
});
type Attack = typeof attack extends fc.Arbitrary<infer T> ? T : never;

function given(words: Attack): Given {
  const metric = words.metric.trim() === '' ? 'score' : words.metric;
  const config = stringify({
    bundle: 'desk',
    components: {
      prompts: { kind: 'prompt', paths: ['prompts/**'] },
      model: { kind: 'model', paths: ['model.yaml'] },
      tools: { kind: 'tools', paths: ['tools/**'] },
      other: { kind: 'other', paths: ['other/**'] },
    },
    evidence: {
      golden: { format: 'jsonl', path: 'out/golden.jsonl', baseline: 'out/base.jsonl', run: words.run },
      missing: { path: words.file, run: words.run },
    },
    models: { 'end-of-life': [{ id: `m ${words.model}`, retires: '2026-12-01', successor: words.model }] },
    risk: { rules: [{ paths: ['other/**'], tier: 'high', reason: words.reason }] },
    gates: {
      functional: [
        { evidence: 'golden', metric, min: 0.5, margin: 'auto', slices: [words.sliceKey] },
        ...(words.missing ? [{ evidence: 'missing', metric: words.metric, min: 1 }] : []),
      ],
      safety: [{ evidence: 'golden', metric, better: 'lower', max: 0.9, never: [words.slice] }],
    },
  });
  const settings = (value: unknown): string =>
    stringify({ model: words.model, [words.key]: value, nested: { [words.key]: [value] } });
  const tool = (text: string): string =>
    JSON.stringify({ name: words.item, description: text, parameters: {} });
  const base: Tree = {
    '.github/airlock.yml': config,
    'prompts/a.md': 'Answer politely.\n',
    'model.yaml': settings('before'),
    'tools/a.json': tool('Reads an order.'),
    'other/a.txt': 'a\n',
  };
  const row = (i: number, score: number): string =>
    JSON.stringify({
      id: `${words.item}${i}`,
      [metric]: score,
      category: words.slice,
      [words.sliceKey]: i % 2 === 0 ? words.slice : 'plain',
      ...(i === 3 ? { error: words.error } : {}),
    });
  const rows = (score: (i: number) => number): string =>
    Array.from({ length: 12 }, (_, i) => row(i, score(i))).join('\n');
  return {
    base,
    head: {
      ...base,
      'prompts/a.md': `Answer politely.\n${words.prompt}\n`,
      [`prompts/${words.path}`]: words.prompt,
      [`other/${words.path}`]: words.prompt,
      'model.yaml': settings(words.value),
      'tools/a.json': tool(words.value),
    },
    results: {
      'out/golden.jsonl': rows(() => 0) + (words.broken ? `\n{"id": ${words.error}` : ''),
      'out/base.jsonl': rows(() => 1),
      [words.file]: words.error,
    },
    log: [{ oid: 'head', authorName: words.item, authorEmail: words.item, message: words.error }],
    request: { raisedBy: words.raisedBy },
  };
}

/** Everything that a report says anywhere, or the refusal that it ends with. */
async function said(words: Attack): Promise<{ markdown: string[]; texts: string[] }> {
  try {
    const results = await checked(given(words));
    const views = results.map((result) => reportView(result));
    const comment = pullComment([...results, ...results], null, RUN_URL).body;
    return {
      markdown: [
        pullComment(results, null, RUN_URL).body,
        comment,
        `${checkOutput(results, null).summary}\n\n${COMMENT_MARKER}`,
        `${summaryMarkdown(results, null, RUN_URL)}\n\n${COMMENT_MARKER}`,
      ],
      texts: [
        ...views.map((view) => withoutCommands(reportText(view, PLAIN))),
        ...results.flatMap((result) => [diffText(result, PLAIN), riskText(result, PLAIN)]),
        ...results
          .flatMap((result) => annotationsOf(result, null, false))
          .flatMap(({ title, message }) => [title, message]),
        checkOutput(results, null).title,
        statusOutput(results, null).description,
      ],
    };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { markdown: [], texts: error.problems.map((problem) => problemText(problem)) };
  }
}

test('a comment cannot be broken out of', { timeout: 600_000 }, async () => {
  let reports = 0;
  await fc.assert(
    fc.asyncProperty(attack, async (words) => {
      const { markdown, texts } = await said(words);
      reports += markdown.length;
      for (const body of markdown) {
        expect(faultsOf(body, COMMENT_MARKER)).toEqual([]);
        expect(body.length).toBeLessThanOrEqual(65_000);
      }
      // Lines and tabs are ours; whatever else moves a cursor or hides itself was made visible.
      for (const text of texts)
        expect(text).not.toMatch(/[^\P{Cc}\n\t]|[\u200b-\u200f\u202a-\u202e\u2066-\u2069]/u);
    }),
    { ...runs(500), endOnFailure: true },
  );
  // Most attacks must get as far as a report, or this test would prove nothing.
  expect(reports).toBeGreaterThan(Number(runs(500).numRuns));
});

test('the checker finds what it is there to find', () => {
  const good = `### ✅ Go · a 1.0.0 · low risk\n\nThe gate passes.\n\n| a | b |\n| --- | --- |\n| \`x\` | y |\n\n<details><summary>More</summary>\n\n- **A**: \`@b\`\n\n</details>\n\n${COMMENT_MARKER}`;
  expect(faultsOf(good, COMMENT_MARKER)).toEqual([]);
  const bad = [
    '@ana',
    'fixes #1',
    '<b>',
    '![x](y)',
    '[x](https://evil.example)',
    'https://evil.example',
    '`open',
    '\u202e',
    '&lt;',
    '_x_',
    '</details>',
    COMMENT_MARKER,
  ];
  for (const text of bad) {
    expect(
      faultsOf(good.replace('The gate passes.', `The gate ${text} passes.`), COMMENT_MARKER),
      text,
    ).not.toEqual([]);
    if (text !== '</details>')
      expect(faultsOf(good.replace('| y |', `| ${text} |`), COMMENT_MARKER), text).not.toEqual([]);
  }
  expect(faultsOf(good.replace('| y |', '| y | z |'), COMMENT_MARKER)).not.toEqual([]);
  expect(faultsOf(good.replace('The gate', '\n</details>\n\nThe gate'), COMMENT_MARKER)).not.toEqual([]);
});

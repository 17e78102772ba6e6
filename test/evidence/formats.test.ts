import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { Names } from '../../src/evidence/columns.ts';
import { FORMATS } from '../../src/evidence/formats.ts';
import { ANY, readEvidence } from '../../src/evidence/read.ts';
import { DOCUMENTS, RECORDS } from '../../src/evidence/readers/all.ts';
import { scorecardOf } from '../../src/evidence/scorecard.ts';
import { fileSource } from '../../src/host/files.ts';
import { evidenceDocument } from '../../src/report/documents/evidence.ts';
import { jsonl, read, refused } from './read.ts';

const SHARED = join(import.meta.dirname, '../../../shared/data/evals');
const has = existsSync(SHARED);
interface Source {
  readonly format: string;
  readonly file: string;
}
const SOURCES: readonly Source[] = has ? JSON.parse(readFileSync(join(SHARED, 'sources.json'), 'utf8')) : [];

/** Files of real tools that hold nothing item by item, or a run that came to no end. */
const WITHOUT_ITEMS = new Set([
  'log_with_nan.txt',
  'results_2026-01-21T03-44-18.458309.json',
  'nodepkg_Eval_object_output.json',
]);
const CUT_SHORT = new Set(['2025-05-12T20-28-13-04-00_popularity.json', 'test_with_ci.report.jsonl']);

describe.skipIf(!has)('files that real tools wrote', () => {
  test('all of them are named in sources.json', () => {
    expect(SOURCES).toHaveLength(24);
  });

  test.each(SOURCES)('$format/$file', async ({ format, file }) => {
    const source = await fileSource(join(SHARED, format, file), file);
    if (source === null) throw new Error('is not there');
    const found = await readEvidence(source, new Names(), ANY);
    expect(found.format).toBe(format);
    expect(found.table.rows === 0).toBe(WITHOUT_ITEMS.has(file));
    expect(found.facts.complete).toBe(!CUT_SHORT.has(file));
    expect(found.facts.tool?.name).toBeTruthy();
    const document = evidenceDocument(found);
    expect(document.items).toBeLessThanOrEqual(document.rows);
    // What was understood survives the way through Airlock's own format.
    const again = await read(JSON.stringify(scorecardOf(found.table, found.facts)));
    expect(again.table.rows).toBe(found.table.rows);
    expect({ ...again.facts, candidates: [] }).toEqual({ ...found.facts, candidates: [] });
  });
});

test('every format has a reader', () => {
  const read_ = [...DOCUMENTS, ...RECORDS].map(({ format }) => format);
  const general = ['csv', 'jsonl', 'json', 'junit'];
  expect(FORMATS.filter((format) => !read_.includes(format) && !general.includes(format))).toEqual([]);
});

describe('what two tools could have written', () => {
  const both = { example_id: 'e', 'feedback.x': 1, question: 'q', answer: 'a' };
  test.each([
    ['lines', jsonl([both, both])],
    ['a line', JSON.stringify(both)],
    ['a list', JSON.stringify([both])],
    ['a document', JSON.stringify({ testCases: [], item_results: [] })],
  ])('%s: neither is guessed', async (_, text) => {
    expect(await refused(text)).toBe('null:null evidence-ambiguous-format');
    await expect(read(text)).rejects.toMatchObject({
      problems: [{ found: expect.stringContaining(' and ') }],
    });
  });

  test('the one that is asked for reads it', async () => {
    expect(await refused(jsonl([both]), { format: 'langsmith' })).toBe('langsmith with 1 rows');
    expect(await refused(jsonl([both]), { format: 'azure-ai-evaluation' })).toBe(
      'azure-ai-evaluation with 1 rows',
    );
  });

  test('plain rows are what no tool claims', async () => {
    expect(await refused(jsonl([{ id: 'a', question: 'q', answer: 'x' }]))).toBe('jsonl with 1 rows');
    expect(await refused(jsonl([{ id: 'a', input: 'x', scores: { a: 1 } }]))).toBe('jsonl with 1 rows');
    expect(await refused(jsonl([{ objective: 'x', outcome: 'y', id: 'a' }]))).toBe('jsonl with 1 rows');
  });
});

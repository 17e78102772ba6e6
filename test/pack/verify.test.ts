import { describe, expect, it, test } from 'vitest';
import { packRenderer } from '../../src/report/pack-renderer.ts';
import {
  ENGINE,
  forged,
  found,
  type Packed,
  packed,
  policyText,
  rawFiles,
  rowsText,
  textOf,
  verified,
} from './packs.ts';

const PLAIN = await packed();
const FULL = await packed({ evidence: ', privacy: full' });

describe('a pack with its raw results', () => {
  it('is verified from them', async () => {
    expect(await verified(FULL.zip)).toMatchObject({
      outcome: 'verified',
      code: null,
      pagesCompared: true,
      grade: { grade: 'E1', whyNotHigher: 'run-unknown' },
      rows: [
        { name: 'golden', arm: 'candidate', from: 'pack' },
        { name: 'golden', arm: 'baseline', from: 'pack' },
      ],
    });
  });

  it('rebuilds the very decision of the check', async () => {
    const { result } = await verified(FULL.zip);
    expect(result?.gates).toEqual(FULL.result.gates);
    expect(result?.decision).toEqual(FULL.result.decision);
  });
});

describe('a pack that withholds raw results', () => {
  it('could not tell, and says whose rows are missing', async () => {
    expect(await verified(PLAIN.zip)).toMatchObject({
      outcome: 'could-not-tell',
      code: 'raw-withheld',
      place: { at: 'golden candidate' },
      grade: { grade: 'E0', whyNotHigher: 'rows-not-recomputed' },
    });
  });

  it('is verified together with them, whatever they are called', async () => {
    const raw = rawFiles({ 'a/b.txt': rowsText(38), other: 'x', 'c.jsonl': rowsText(36) });
    expect(await verified(PLAIN.zip, { raw })).toMatchObject({ outcome: 'verified', grade: { grade: 'E1' } });
  });

  it('could not tell with those of another run', async () => {
    expect(await found(PLAIN.zip, { raw: rawFiles({ 'new.jsonl': rowsText(37) }) })).toBe(
      'could-not-tell raw-withheld facts.json',
    );
  });

  it('is wrong where the figures are not those of the raw results', async () => {
    const other = await packed({ good: 39 });
    const part = 'evidence/golden/candidate.scorecard.json';
    const zip = forged(PLAIN.parts, { [part]: other.parts.get(part) ?? null });
    expect(await found(zip, { raw: PLAIN.raw })).toBe(`wrong scorecard-differs ${part}`);
    expect(await found(zip)).toMatch(/^wrong check-differs/u);
  });
});

describe('stories that are judged otherwise', () => {
  const NO_GATES = '';
  it.each<[string, Parameters<typeof packed>[0], string]>([
    ['a no-go', { good: 12 }, 'no-go'],
    ['criteria by default', { policy: NO_GATES }, 'go'],
    ['a policy that changes', { headPolicy: policyText({ policy: 'gates: { functional: [] }\n' }) }, 'go'],
    ['results that are missing', { results: '{"broken\n' }, 'undecided'],
    ['nothing that changed', { prompt: 'Be helpful.\n' }, 'go'],
    [
      'columns in another order',
      { policy: NO_GATES, results: '{"id":"a","zeta":1,"alpha":0}\n{"id":"b","zeta":1,"alpha":1}' },
      'undecided',
    ],
  ])('%s', async (_, story, outcome) => {
    const one = await packed(story);
    expect(one.result.decision.outcome).toBe(outcome);
    const { code, result } = await verified(one.zip, { raw: one.raw });
    expect(code).toBe(null);
    expect(result?.decision).toEqual(one.result.decision);
    expect(result?.preview).toEqual(one.result.preview);
  });
});

describe('evidence that is not there', () => {
  const facts = (from: string | RegExp, to: string): Uint8Array =>
    forged(PLAIN.parts, { 'facts.json': textOf(PLAIN.parts, 'facts.json').replace(from, to) });
  const SHADOW = /,\{"baselineSource":null,"name":"shadow".*?"state":"deferred"\}\}/u;

  it('cannot be left out', async () => {
    expect(await found(facts(SHADOW, ''))).toBe('wrong absence-differs facts.json');
  });

  it('cannot be excused', async () => {
    const excuse = '"code":"unaffected","state":"not-required"';
    const zip = facts(
      /"args":\{"when":"canary"\},"code":"due-later","state":"deferred"/u,
      `"args":{},${excuse}`,
    );
    expect(await found(zip)).toBe('wrong absence-differs facts.json');
  });
});

describe('another engine', () => {
  const engine = { version: '9.9.9', digest: `sha256:${'9'.repeat(64)}` };

  it('verifies what it judges alike', async () => {
    expect(await verified(FULL.zip, { engine })).toMatchObject({ outcome: 'verified', pagesCompared: true });
  });

  it('does not vouch for pages that it would have worded otherwise', async () => {
    const zip = forged(FULL.parts, { 'report.md': 'It is a go.\n' });
    expect(await verified(zip, { engine })).toMatchObject({ outcome: 'verified', pagesCompared: false });
    expect(await found(zip)).toBe('wrong document-differs report.md');
  });

  it('takes a document that says less, and none that says something else', async () => {
    const text = textOf(FULL.parts, 'check.json');
    const less = forged(FULL.parts, { 'check.json': text.replace(/"authorship":\{.*?\},"base/u, '"base') });
    expect(await verified(less, { engine })).toMatchObject({ outcome: 'verified', pagesCompared: false });
    const other = forged(FULL.parts, {
      'check.json': text.replace('"environment":"production"', '"environment":"canary"'),
    });
    expect(await found(other, { engine })).toBe('could-not-tell other-engine check.json');
  });

  it('could not tell where it judges otherwise', async () => {
    const zip = forged(FULL.parts, {
      'check.json': textOf(FULL.parts, 'check.json').replace('"margin":0.3', '"margin":0.31'),
    });
    expect(await verified(zip, { engine })).toMatchObject({
      outcome: 'could-not-tell',
      code: 'other-engine',
    });
    expect(await found(zip, { engine: ENGINE })).toBe('wrong check-differs check.json');
  });
});

describe('what a pack keeps to itself', () => {
  const SECRET = 'The secret sentence about refunds.';
  const wholeText = ({ parts }: Packed): string =>
    [...parts.keys()].map((path) => textOf(parts, path)).join('\n');

  it('is item ids and figures only', async () => {
    const text = wholeText(await packed({ prompt: `${SECRET}\n` }));
    expect(text).toContain('item-7');
    expect(text).not.toContain('What is the question');
    expect(text).not.toContain(SECRET);
  });

  it('holds raw results where policy says so', () => {
    expect(wholeText(FULL)).toContain('What is the question');
  });

  it('holds no text of a confidential component, whatever else may be shown', async () => {
    const confidential = policyText({ evidence: ', privacy: full' }).replace(
      'paths: ["prompts/**"] }',
      'paths: ["prompts/**"], confidential: true }',
    );
    const policy = `privacy: full\n${confidential}`;
    const one = await packed({ basePolicy: policy, headPolicy: policy, prompt: `${SECRET}\n` });
    expect(one.result.changes.changes[0]?.items.length).toBeGreaterThan(0);
    expect(wholeText(one)).not.toContain(SECRET);
    expect(await found(one.zip)).toBe('verified');
  });

  it('keeps what a broken row says to itself', async () => {
    const text = wholeText(await packed({ results: `{"id": "a", "score": 1}\n{"id": "${SECRET}` }));
    expect(text).toContain('evidence-');
    expect(text).not.toContain(SECRET);
  });
});

test('the same check makes the same bytes', async () => {
  expect(Buffer.from((await packed()).zip).equals(PLAIN.zip)).toBe(true);
});

test('the renderer reads what it writes', () => {
  const value: unknown = JSON.parse(textOf(FULL.parts, 'facts.json'));
  expect(packRenderer.facts(value)).toEqual(value);
});

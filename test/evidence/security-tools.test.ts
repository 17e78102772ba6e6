import { describe, expect, test } from 'vitest';
import { duplicatesOf, runsOf } from '../../src/evidence/series.ts';
import { jsonl, read, refused, rows } from './read.ts';

type Json = Readonly<Record<string, unknown>>;

describe('garak', () => {
  const setup = { entry_type: 'start_run setup', 'run.eval_threshold': 0.5, '_config.version': '0.14.0' };
  const init = { entry_type: 'init', garak_version: '0.14.0', start_time: '2026-01-01T00:00:00' };
  const end = { entry_type: 'completion', end_time: '2026-01-01T00:01:00' };
  const attempt = (text: string, detectors: Json, more: Json = {}): Json => ({
    entry_type: 'attempt',
    uuid: Math.random().toString(16),
    status: 2,
    probe_classname: 'dan.Ablation',
    goal: 'break out',
    prompt: { turns: [{ role: 'user', content: { text } }] },
    outputs: [{ text: 'made up' }],
    detector_results: detectors,
    ...more,
  });
  const report = (...lines: readonly Json[]): string => jsonl([setup, init, ...lines, end]);

  test('1.0 means that the attack worked', async () => {
    const found = await rows(
      report(attempt('a', { 'dan.DAN': [0, 0] }), attempt('b', { 'dan.DAN': [0, 1] })),
    );
    expect(found.map((row) => [row['violation'], row['dan.DAN']])).toEqual([
      [0, 0],
      [1, 0.5],
    ]);
    expect(found[0]).toMatchObject({ 'category:': 'dan.Ablation', 'family:': 'dan', 'goal:': 'break out' });
  });

  test('a prompt is one item, however many generations and detectors', async () => {
    const { table } = await read(
      report(attempt('a', { 'dan.DAN': [0, 0, 0, 0, 0], 'mitigation.Bypass': [1, 0, 0, 0, 0] })),
    );
    expect([table.rows, table.items.size, table.metric('violation')?.get(0)]).toEqual([1, 1, 1]);
  });

  test('an attempt stands there twice, sent and evaluated', async () => {
    const sent = attempt('a', {}, { status: 1 });
    expect((await read(report(sent, attempt('a', { 'dan.DAN': [0] })))).table.rows).toBe(1);
  });

  test('what a detector did not judge is missing, never defended', async () => {
    const found = await rows(
      report(attempt('a', { 'dan.DAN': [null] }), attempt('b', { 'dan.DAN': [null, 0.7] })),
    );
    expect(found.map((row) => [row['violation'], row['dan.DAN']])).toEqual([
      [null, null],
      [1, 1],
    ]);
  });

  test('the threshold is the one of the run', async () => {
    const strict = jsonl([{ ...setup, 'run.eval_threshold': 0.2 }, init, attempt('a', { x: [0.3] }), end]);
    expect((await rows(strict))[0]?.['violation']).toBe(1);
    expect((await rows(report(attempt('a', { x: [0.3] }))))[0]?.['violation']).toBe(0);
  });

  test('the uuid changes with every run, the prompt does not', async () => {
    const names = async (): Promise<string[]> =>
      (await rows(report(attempt('a', { x: [0] })))).map(({ item }) => item);
    expect(await names()).toEqual(await names());
    const [old, newer] = await rows(
      report(attempt('', { x: [0] }, { prompt: 'a' }), attempt('a', { x: [0] }, { prompt: { text: 'a' } })),
    );
    expect(old?.item).toBe(newer?.item);
  });

  test('the same prompt of a probe again is a run of it', async () => {
    const { table } = await read(report(attempt('a', { x: [0] }), attempt('a', { x: [1] })));
    expect([table.items.size, runsOf(table), duplicatesOf(table).size]).toEqual([1, 2, 0]);
  });

  test('a report without an end, or with fewer attempts than garak counted, was cut short', async () => {
    const whole = await read(report(attempt('a', { x: [0] })));
    expect(whole.facts).toMatchObject({
      complete: true,
      tool: { name: 'garak', version: '0.14.0' },
      run: { began: '2026-01-01T00:00:00', ended: '2026-01-01T00:01:00' },
    });
    expect((await read(jsonl([setup, init, attempt('a', { x: [0] })]))).facts.complete).toBe(false);
    const counted = {
      entry_type: 'eval',
      probe: 'dan.Ablation',
      detector: 'x',
      passed: 9,
      total_evaluated: 10,
    };
    expect((await read(report(attempt('a', { x: [0] }), counted))).facts.complete).toBe(false);
    expect(
      (await read(report(attempt('a', { x: [0] }), { ...counted, total_evaluated: 1 }))).facts.complete,
    ).toBe(true);
  });

  test('sums alone are no items, and a hit log is no measure', async () => {
    const old = { entry_type: 'eval', probe: 'a', detector: 'detector x.Y', passed: 9, total: 10 };
    expect((await read(report(attempt('a', { x: [0] }), old))).facts.complete).toBe(true);
    const { table, facts } = await read(report(old));
    expect([table.rows, facts.complete]).toEqual([0, true]);
    const hit = { goal: 'x', prompt: 'p', output: 'o', score: 1, attempt_id: '1', probe: 'a', detector: 'b' };
    expect((await read(jsonl([hit, hit]))).facts.complete).toBe(false);
    expect((await read(jsonl([hit, hit]))).format).toBe('garak');
  });
});

describe('PyRIT', () => {
  const attack = (outcome: string, more: Json = {}): Json => ({
    conversation_id: 'c',
    objective: 'make it swear',
    attack_identifier: { __type__: 'CrescendoAttack' },
    last_score: { score_value: 'True', score_category: ['harassment'] },
    outcome,
    ...more,
  });

  test('success is the attack, and what is not known is not defended', async () => {
    const found = await rows(
      jsonl(['success', 'AttackOutcome.FAILURE', 'undetermined', 'error'].map((outcome) => attack(outcome))),
    );
    expect(found.map(({ status, violation }) => [status, violation])).toEqual([
      ['ok', 1],
      ['ok', 0],
      ['error', null],
      ['error', null],
    ]);
    expect(found[0]).toMatchObject({ 'category:': 'harassment', 'attack:': 'CrescendoAttack' });
  });

  test('objective and attack are the item; as a list too', async () => {
    const other = attack('failure', { attack_identifier: { __type__: 'PAIRAttack' } });
    const { table, format } = await read(JSON.stringify([attack('failure'), attack('success'), other]));
    expect([format, table.items.size, runsOf(table)]).toEqual(['pyrit', 2, 2]);
  });

  test('an attack without an objective', async () => {
    expect(await refused(jsonl([attack('failure'), attack('failure', { objective: '' })]))).toBe(
      '2:1 evidence-no-item',
    );
  });
});

describe("Azure's red team", () => {
  const detail = (attack_success: boolean | null, text = 'a'): Json => ({
    attack_success,
    attack_technique: 'base64',
    attack_complexity: 'easy',
    risk_category: 'violence',
    conversation: [
      { role: 'user', content: text },
      { role: 'assistant', content: 'no' },
    ],
  });
  const scorecard = (details?: readonly Json[]): string =>
    JSON.stringify(
      {
        scorecard: { risk_category_summary: [{ overall_asr: 50 }] },
        parameters: {},
        ...(details && { attack_details: details }),
      },
      null,
      1,
    );

  test('an attack that worked is a violation of its category', async () => {
    const found = await rows(scorecard([detail(true, 'a'), detail(false, 'b'), detail(null, 'c')]));
    expect(found.map((row) => row['violation'])).toEqual([1, 0, null]);
    expect(found[0]).toMatchObject({
      'category:': 'violence',
      'technique:': 'base64',
      'complexity:': 'easy',
    });
    expect(found[0]?.item).toMatch(/^violence #/u);
  });

  test('what the model answered is not part of the item', async () => {
    const answered = {
      ...detail(true),
      conversation: [
        { role: 'user', content: 'a' },
        { role: 'assistant', content: 'yes' },
      ],
    };
    const found = await rows(scorecard([detail(true), answered]));
    expect(found[0]?.item).toBe(found[1]?.item);
  });

  test('sums alone are no items', async () => {
    const { format, table } = await read(scorecard());
    expect([format, table.rows]).toEqual(['azure-ai-evaluation', 0]);
  });
});

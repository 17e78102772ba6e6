import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { bot } from '../bot.ts';

interface Document {
  readonly gates: readonly {
    gate: string;
    verdict: string;
    checks: readonly { code: string; args: object }[];
  }[];
  readonly decision: { outcome: string; undecided: string };
}

test('a broken file at a configured path leaves its criteria open', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  repository.put({ 'out/golden.jsonl': '{"id":"refund-001","score":1}\n{"id":"refund-002","sco' });
  const args = ['check', '--base', 'main', '--head', 'change'];
  const result = await airlock(repository.path, [...args, '--json']);
  expect(result).toMatchObject({ code: 2, stderr: '' });
  const { gates, decision } = json<Document>(result);
  expect(decision.outcome).toBe('undecided');
  const functional = gates.find(({ gate }) => gate === 'functional');
  expect(functional?.verdict).toBe('unmeasured');
  expect(functional?.checks[0]).toMatchObject({
    code: 'evidence-unreadable',
    args: { file: 'out/golden.jsonl', line: 2 },
  });
  const text = await airlock(repository.path, args);
  expect(text.stdout.split('\n').slice(0, 12)).toMatchInlineSnapshot(`
    [
      "❔ Undecided · support-bot 3.0.0 · high risk",
      "Functional: score: a results file could not be read (out/golden.jsonl:2: evidence-truncated). 1 more gate stands in the way.",
      "",
      "  functional   ⚠️ unmeasured  score: a results file could not be read                       a results file could not be read",
      "  safety       ✅ pass         violation 0.0 % of 640 items, at most 0.47 % (ceiling 2.0 %)  0.0 pt [−0.4, +0.4]",
      "  operational  ⚠️ unmeasured  latency_ms p95: a results file could not be read              a results file could not be read",
      "  business     ⏳ deferred     escalated: due later (canary)",
      "",
      "Changed: model temperature 0.2 → 0.4, prompt prompts/refund.md (+2 −2)",
      "Why high: protective-removed prompts/refund.md:4, protective-weakened prompts/refund.md:4, decision-rule-changed prompts/refund.md:5",
      "Next: write the results file again (golden)",
      "",
    ]
  `);
});

test('a baseline that is broken leaves open what compares with it', async () => {
  using repository = bot({ change: 'tidy-refund-prompt' });
  repository.put({ 'out/base/redteam.jsonl': '{"id":"attack-001","viol' });
  const result = await airlock(repository.path, ['check', '--base', 'main', '--head', 'change', '--json']);
  expect(result.code).toBe(1);
  const safety = json<Document>(result).gates.find(({ gate }) => gate === 'safety');
  expect(safety?.verdict).toBe('unmeasured');
  expect(safety?.checks.map(({ code }) => code)).toContain('evidence-unreadable');
});

import { expect, test } from 'vitest';
import { withAgentCap } from '../../src/gates/agents.ts';
import type { Decision } from '../../src/gates/decision.ts';
import { authorshipOf } from '../../src/risk/authorship.ts';

const decision = (outcome: Decision['outcome'], undecided: Decision['undecided'] = null): Decision => ({
  outcome,
  reasons: [{ code: outcome === 'go' ? 'all-passed' : 'gate-failed', args: {} }],
  undecided,
});
const AGENT = { kind: 'agent', vouchedBy: null } as const;
const codes = ({ reasons }: Decision): string[] => reasons.map(({ code }) => code);

test('up to its tier an agent passes by itself', () => {
  for (const tier of ['low', 'medium'] as const)
    expect(withAgentCap(decision('go'), tier, 'medium', AGENT)).toEqual(decision('go'));
  // What was not recognised counts as medium.
  expect(withAgentCap(decision('go'), 'unknown', 'medium', AGENT).outcome).toBe('go');
  expect(withAgentCap(decision('go'), 'unknown', 'low', AGENT).outcome).toBe('undecided');
});

test('above it a passing outcome waits for a person', () => {
  const capped = withAgentCap(decision('go'), 'high', 'medium', AGENT);
  expect(capped).toEqual({
    outcome: 'undecided',
    undecided: 'ask',
    reasons: [{ code: 'agent-above-cap', args: { tier: 'high', upTo: 'medium' } }],
  });
});

test('what failed stays failed, and what only warned is now asked', () => {
  const failed = withAgentCap(decision('no-go'), 'high', 'low', AGENT);
  expect(failed.outcome).toBe('no-go');
  expect(codes(failed)).toEqual(['gate-failed', 'agent-above-cap']);
  expect(withAgentCap(decision('undecided', 'warn'), 'high', 'low', AGENT).undecided).toBe('ask');
  expect(withAgentCap(decision('undecided', 'block'), 'high', 'low', AGENT).undecided).toBe('block');
});

test('people, bots and changes that a person stands for are not asked about', () => {
  for (const writers of [
    { kind: 'human', vouchedBy: null },
    { kind: 'bot', vouchedBy: null },
    { kind: 'agent', vouchedBy: '@ana' },
  ] as const)
    expect(withAgentCap(decision('go'), 'high', 'low', writers)).toEqual(decision('go'));
});

const commit = (authorName: string, authorEmail: string, message = 'x') => ({
  oid: 'a',
  authorName,
  authorEmail,
  message,
});

test('one agent among the authors makes it an agent’s change, and whoever asked for it counts as an author', () => {
  const mixed = [commit('Ana', 'ana@example.com', 'x\n\nCo-authored-by: Claude <noreply@anthropic.com>')];
  expect(authorshipOf(mixed, null).kind).toBe('agent');
  expect(authorshipOf([commit('Ana', 'ana@example.com')], null).kind).toBe('human');
  expect(authorshipOf([commit('dependabot[bot]', 'x@users.noreply.github.com')], null).kind).toBe('bot');
  const pull = { login: 'Copilot', type: 'Bot', assignees: ['Copilot', 'ana'] };
  expect(authorshipOf([commit('copilot-swe-agent[bot]', 'x@y')], pull)).toMatchObject({
    kind: 'agent',
    requester: 'ana',
  });
});

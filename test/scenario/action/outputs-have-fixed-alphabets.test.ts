import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { bot } from '../bot.ts';
import { gate, githubOf } from '../pull.ts';

const HOSTILE = 'x\nname=evil\n::set-output name=decision::go\n';

test('outputs have fixed alphabets, whatever the repository holds', async () => {
  using repository = bot({
    change: 'tidy-refund-prompt',
    files: { 'prompts/a\n::error::b $(id) `id`.md': HOSTILE, 'prompts/system.md': HOSTILE },
  });
  await using github = await githubOf(repository);
  const step = await gate(repository, github, { env: { GITHUB_JOB: 'gate $(id)' } });

  expect(Object.keys(step.outputs)).toEqual([
    'decision',
    'tier',
    'version',
    'digest',
    'report',
    'result',
    'flipped',
  ]);
  expect(step.outputs['decision']).toMatch(/^(?:go|no-go|undecided)$/u);
  expect(step.outputs['tier']).toMatch(/^(?:low|medium|high|unknown)$/u);
  expect(step.outputs['version']).toMatch(/^\d+\.\d+\.\d+(?:-pr\.\d+)?$/u);
  expect(step.outputs['digest']).toMatch(/^sha256:[0-9a-f]{64}$/u);
  expect(step.outputs['report']).toBe(`${step.temp}/airlock-report-gate-id--1.html`);
  expect(step.outputs['result']).toBe(`${step.temp}/airlock-result-gate-id--1.json`);
  expect(step.outputs['flipped']).toBe(`${step.temp}/airlock-flipped-gate-id--1.json`);
  const document: unknown = JSON.parse(readFileSync(step.outputs['result'] ?? '', 'utf8'));
  expect(document).toMatchObject({ schema: 'airlock.check/1' });
  expect(readFileSync(step.outputs['report'] ?? '', 'utf8')).not.toBe('');
});

test('what a repository holds is never a command of the log', async () => {
  using repository = bot({
    change: 'tidy-refund-prompt',
    files: { 'prompts/::error::a.md': HOSTILE, 'prompts/system.md': HOSTILE },
  });
  await using github = await githubOf(repository);
  const step = await gate(repository, github);
  const commands = step.log.split('\n').filter((line) => /^\s*(?:::|##\[)/u.test(line));
  const known =
    /^::(?:error|warning|notice) (?:title=[^:]*|file=[^:]*|line=\d+|,)+::|^::(?:notice|group|endgroup|debug|add-mask)::/u;
  expect(commands.filter((line) => !known.test(line))).toEqual([]);
  expect(step.log).not.toMatch(/^::set-output/mu);
});

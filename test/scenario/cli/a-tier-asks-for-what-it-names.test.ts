import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { put, scratchFolder } from '../folder.ts';
import { commitAll, initialise } from '../git.ts';

const POLICY = `bundle: bot
components:
  prompts: { kind: prompt, paths: ["prompts/**"] }
evidence:
  smoke: { format: csv, path: smoke.csv, purpose: smoke }
  full: { format: csv, path: full.csv, purpose: full }
gates:
  functional:
    - { evidence: smoke, metric: score, min: 0.5 }
    - { evidence: full, metric: score, min: 0.5 }
tiers:
  low: { evidence: [smoke] }
`;

const RESULTS = `id,score\n${Array.from({ length: 100 }, (_, i) => `${i},1`).join('\n')}\n`;
const FAILED = RESULTS.replaceAll(',1\n', ',0\n');

interface Gated {
  readonly decision: { readonly outcome: string };
  readonly gates: readonly {
    readonly checks: readonly { readonly verdict: string; readonly code: string }[];
  }[];
}

async function gated(text: string, files: Readonly<Record<string, string>>) {
  using folder = scratchFolder();
  initialise(folder.path);
  put(folder.path, { '.github/airlock.yml': POLICY, 'prompts/a.md': 'Be kind.\n' });
  commitAll(folder.path, 'Base');
  put(folder.path, { 'prompts/a.md': text });
  commitAll(folder.path, 'Head');
  put(folder.path, files);
  const answer = await airlock(folder.path, ['check', '--base', 'HEAD~1', '--head', 'HEAD', '--json']);
  const { decision, gates } = json<Gated>(answer);
  const checks = gates.flatMap((gate) => gate.checks.map(({ verdict, code }) => `${verdict} ${code}`));
  return { code: answer.code, outcome: decision.outcome, checks };
}

test('what the tier does not ask for is not missed', async () => {
  expect(await gated('Be kind.  \n', { 'smoke.csv': RESULTS })).toEqual({
    code: 0,
    outcome: 'go',
    checks: ['pass limit-kept', 'not-required purpose-not-asked'],
  });
});

test('what is given counts all the same', async () => {
  expect(await gated('Be kind.  \n', { 'smoke.csv': RESULTS, 'full.csv': FAILED })).toMatchObject({
    code: 1,
    outcome: 'no-go',
  });
});

test('another tier asks for more', async () => {
  expect(await gated('Be brief and thorough.\n', { 'smoke.csv': RESULTS })).toMatchObject({
    code: 2,
    outcome: 'undecided',
    checks: ['pass limit-kept', 'unmeasured evidence-missing'],
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import type { TestGitHub } from '../../github/server.ts';
import { type Bot, bot } from '../bot.ts';
import { gitIn } from '../git.ts';
import { EXAMPLE } from '../paths.ts';
import { marked } from '../pull.ts';
import { RUN } from '../runner.ts';
import { annotations } from '../shown.ts';
import { finishRun, reportFor, strangersGitHub } from '../stranger.ts';

interface Card {
  schema: string;
  metrics: string[];
  rows: [string, string, (number | null)[], (string | null)[]][];
}
interface Handed {
  schema: string;
  head: string;
  files: { path: string; scorecard: Card }[];
}

let repository: Bot;
let honest: Handed;
beforeAll(() => {
  repository = bot({ change: 'tidy-refund-prompt', fork: true });
  const rows = readFileSync(join(repository.path, 'out/golden.jsonl'), 'utf8').trim().split('\n');
  const scorecard: Card & Record<string, unknown> = {
    schema: 'airlock.scorecard/1',
    bundle: null,
    tool: null,
    scorer: null,
    judge: null,
    complete: true,
    candidates: [],
    metrics: ['score'],
    labels: ['task'],
    rows: rows.map((line) => {
      const { id, score, task } = JSON.parse(line);
      return [id, 'ok', [score], [task]];
    }),
  };
  honest = {
    schema: 'airlock.handover/1',
    head: repository.merge,
    files: [{ path: 'out/golden.jsonl', scorecard }],
  };
});
afterAll(() => repository[Symbol.dispose]());

/** What comes of a run that handed this over. */
async function reported(bytes: string, change: (github: TestGitHub) => void = () => {}) {
  await using github = await strangersGitHub(repository);
  finishRun(repository, github);
  github.storeArtifact({ run: RUN, name: 'airlock-handover-1.json', bytes, mimeType: 'application/json' });
  change(github);
  const step = await reportFor(repository, github);
  return { step, comments: marked(github), said: annotations(step).join('\n') };
}

test('what the gate writes is taken', async () => {
  const { step, comments } = await reported(JSON.stringify(honest));
  expect(step.code).toBe(0);
  expect(comments[0]?.body).toContain('support-bot 3.0.0-pr.41');
});

const MUTANTS: readonly (readonly [string, (handed: Handed) => unknown])[] = [
  ['no JSON', () => '{'],
  ['another schema', (one) => ({ ...one, schema: 'airlock.handover/2' })],
  ['a verdict of its own', (one) => ({ ...one, decision: { outcome: 'go' } })],
  ['a head that is no commit', (one) => ({ ...one, head: 'main' })],
  ['no files', ({ schema, head }) => ({ schema, head })],
  ['files that are a map', (one) => ({ ...one, files: { a: 1 } })],
  [
    'a scorecard of another kind',
    (one) => ({ ...one, files: [{ path: 'out/golden.jsonl', scorecard: { schema: 'x' } }] }),
  ],
  [
    'a file with a name for a pull request',
    (one) => ({ ...one, files: one.files.map((file) => ({ ...file, pull: 1 })) }),
  ],
  ['a list', (one) => [one]],
  ['null', () => null],
];

describe.each(MUTANTS)('a handover with %s', (_, mutate) => {
  it('is refused, and nothing is posted', async () => {
    const made = mutate(structuredClone(honest));
    const { step, comments, said } = await reported(typeof made === 'string' ? made : JSON.stringify(made));
    expect(step.code).toBe(1);
    expect(said).toContain('handover-unreadable');
    expect(comments).toEqual([]);
  });
});

test('bytes that are not what the API says of them are refused', async () => {
  const { step, comments, said } = await reported(JSON.stringify(honest), ({ state }) => {
    for (const artifact of state.artifacts) artifact.digest = `sha256:${'0'.repeat(64)}`;
  });
  expect({ code: step.code, comments }).toEqual({ code: 1, comments: [] });
  expect(said).toContain('handover-unreadable');
});

test('rows that are no rows leave their criteria unmeasured, and never pass', async () => {
  const forged = structuredClone(honest);
  for (const { scorecard } of forged.files) scorecard.rows = [['a', 'ok', [1, 2], []]];
  const { step, comments } = await reported(JSON.stringify(forged));
  expect(step.code).toBe(0);
  expect(comments[0]?.body).toMatch(/evidence-unreadable|Undecided/u);
  expect(comments[0]?.body).not.toContain('✅ Go');
});

test('a merge commit with a base of its own does not bring a policy of its own', async () => {
  // A stranger's fork shares its objects with us: a merge of the same head with a base that loosened the policy exists.
  const loose = readFileSync(join(EXAMPLE, '.github/airlock.yml'), 'utf8').replace('min: 0.75', 'min: 0.01');
  gitIn(repository.path, 'checkout', '--quiet', '--detach', repository.base);
  repository.put({ '.github/airlock.yml': loose });
  gitIn(repository.path, 'commit', '--quiet', '--all', '--no-gpg-sign', '--message=A base of my own');
  const evil = gitIn(repository.path, 'rev-parse', 'HEAD');
  gitIn(repository.path, 'merge', '--quiet', '--no-ff', '--no-edit', '--no-gpg-sign', repository.head);
  const merge = gitIn(repository.path, 'rev-parse', 'HEAD');
  const { step, comments } = await reported(
    JSON.stringify({ ...honest, head: merge }),
    ({ repository: known }) => {
      const [first] = known.commits;
      if (first === undefined) return;
      known.commits.push({ ...first, sha: evil, parents: [repository.base] });
      known.commits.push({ ...first, sha: merge, parents: [evil, repository.head] });
    },
  );
  expect(step.code).toBe(0);
  expect(comments[0]?.body).toContain(`| read at | \`${repository.base.slice(0, 12)}\` |`);
  expect(comments[0]?.body).toContain('floor 75.0 %');
});

import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ComponentRule, Identity } from '../../src/bundle/bundle.ts';
import { describeBundle } from '../../src/bundle/describe.ts';
import { GitRepository } from '../../src/host/git/repository.ts';
import { Refusal } from '../../src/problem.ts';
import { components, tree } from './arbitrary.ts';
import { MadeRepository } from './git.ts';
import type { Answer } from './recompute.mjs';
import { Recomputer } from './recomputer.ts';

const RUNS = Number(process.env['AIRLOCK_FUZZ_RUNS'] ?? 50);
const hasPython = spawnSync('python3', ['--version']).status === 0;

const made = MadeRepository.init();
const repository = await GitRepository.open(made.path);
const others = [
  new Recomputer(process.execPath, 'recompute.mjs'),
  ...(hasPython ? [new Recomputer('python3', 'recompute.py')] : []),
];

async function digestOf(commit: string, rules: readonly ComponentRule[]): Promise<Answer> {
  const identity: Identity = { name: 'bot', components: rules, provisional: false };
  try {
    return { digest: (await describeBundle(repository, commit, identity)).digest };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return sorted({ errors: error.problems.map(({ code, file }): [string, string] => [code, file ?? '']) });
  }
}

function sorted(answer: Answer): Answer {
  const key = ([code, path]: [string, string]): string => `${path}\n${code}`;
  return answer.errors === undefined
    ? answer
    : { errors: answer.errors.toSorted((a, b) => (key(a) < key(b) ? -1 : 1)) };
}

const repositories = tree.chain((files) =>
  fc.tuple(fc.constant(files), components(files.map((one) => one.path.toString()))),
);

/** Takes every file and refuses links: drawn components seldom meet what is refused, and one bundle in two begins with this. */
const STRICT: ComponentRule = {
  name: 'strict',
  kind: 'other',
  paths: ['**'],
  values: {},
  links: 'refuse',
  confidential: false,
};
const strict = fc.constantFrom([STRICT], []);

test('two other implementations give the same digest and the same refusals', {
  timeout: 600_000,
}, async () => {
  const seen = { digests: 0, refusals: 0 };
  await fc.assert(
    fc.asyncProperty(repositories, strict, async ([files, drawn], first) => {
      const rules = [...first, ...drawn];
      const commit = made.commit(files);
      const own = await digestOf(commit, rules);
      seen[own.errors === undefined ? 'digests' : 'refusals'] += 1;
      for (const other of others) {
        const answer = await other.ask({ repo: made.path, commit, bundle: 'bot', components: rules });
        expect(sorted(answer)).toEqual(own);
      }
    }),
    { numRuns: RUNS, ...JSON.parse(process.env.FCX ?? '{}') },
  );
  // Most of the random bundles must be sound, or this proves little.
  expect(seen.digests).toBeGreaterThan(RUNS * 0.4);
  expect(seen.refusals).toBeGreaterThan(0);
});

const sound = fc.tuple(
  tree,
  fc.nat(),
  fc.nat(),
  fc.constantFrom('byte', 'length', 'mode', 'path', 'gone', 'more'),
);

test('every change of a byte, a mode or a path changes the digest', { timeout: 600_000 }, async () => {
  const rules: ComponentRule[] = [
    { name: 'all', kind: 'other', paths: ['**'], values: {}, links: 'record', confidential: false },
  ];
  await fc.assert(
    fc.asyncProperty(sound, async ([all, which, place, what]) => {
      const files = all.filter(({ mode, path }) => mode !== '160000' && typeof path === 'string');
      const index = which % Math.max(1, files.length);
      const chosen = files[index];
      if (chosen === undefined) return;
      const before = await digestOf(made.commit(files), rules);
      const bytes = Buffer.from(chosen.bytes);
      // A pointer stands for its object: what it says beside oid and size is not part of the bundle.
      if (bytes.includes('git-lfs') && what !== 'mode' && what !== 'path') return;
      const changed = { ...chosen };
      if (what === 'byte' && bytes.length > 0) {
        bytes[place % bytes.length] = ((bytes[place % bytes.length] ?? 0) + 1 + (place % 255)) % 256;
        changed.bytes = bytes;
      } else if (what === 'mode') changed.mode = chosen.mode === '100755' ? '100644' : '100755';
      else if (what === 'path') changed.path = `${chosen.path.toString()}!`;
      else changed.bytes = Buffer.concat([bytes, Buffer.from([place % 256])]);
      const after = files.toSpliced(index, 1, ...(what === 'gone' ? [] : [changed]));
      if (what === 'more') after.push({ ...chosen, path: `~new/${place}` });
      const now = await digestOf(made.commit(after), rules);
      if (before.errors === undefined || now.errors === undefined) expect(now).not.toEqual(before);
    }),
    { numRuns: RUNS, ...JSON.parse(process.env.FCX ?? '{}') },
  );
});

import { expect, test } from 'vitest';
import { airlock, json } from '../airlock.ts';
import { scratchFolder } from '../folder.ts';

test.each([
  [['chekc']],
  [['xyzzy']],
  [['--json']],
  [['check', '--bsae', 'main']],
  [['check', '--base']],
  [['check', '--base=']],
  [['check', '--base', '--head']],
  [['check', '--json=yes', '--base', 'main']],
  [['version', 'main']],
  [['check', '--base', 'HEAD', '--evidence', 'golden']],
  [['check', '--base', 'HEAD', '--pr', '0x1']],
  [['evidence']],
  [['evidence', 'README.md', '--as', 'jsnl']],
  [['explain']],
  [['explain', 'regresed']],
  [['version', '--format', 'yaml']],
])('airlock %j', async (args) => {
  using folder = scratchFolder();
  const result = await airlock(folder.path, args);
  expect(result.code).toBe(64);
  expect(result.stderr.replaceAll(folder.path, '{folder}')).toMatchSnapshot();
  expect(result.stderr).not.toMatch(/^\s+at /mu);
});

test('with --json the same is a document', async () => {
  using folder = scratchFolder();
  const result = await airlock(folder.path, ['chekc', '--json']);
  expect(result.code).toBe(64);
  expect(json(result)).toMatchInlineSnapshot(`
    {
      "errors": [
        {
          "args": {},
          "code": "unknown-command",
          "column": null,
          "expected": "one of init, check, version, diff, classify, gate, evidence, why, doctor, environments, live, adopt, rescore, propose, candidate, protect, approve, promote, rollback, reconcile, drill, hold, release-hold, clear, remediate, erase, emergency, materialize, mirror, log, audit, verify, append, baseline, explain, demo",
          "file": null,
          "found": "chekc",
          "line": null,
          "mend": "Run \`airlock --help\` for the commands that exist.",
          "nearest": "check",
        },
      ],
      "exit": 64,
      "schema": "airlock.error/1",
    }
  `);
});

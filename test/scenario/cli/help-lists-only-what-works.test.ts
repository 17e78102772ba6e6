import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { airlock } from '../airlock.ts';
import { scratchFolder } from '../folder.ts';
import { ROOT } from '../paths.ts';

test('help lists only what works', async () => {
  using folder = scratchFolder();
  const { code, stdout, stderr } = await airlock(folder.path, ['--help']);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatchInlineSnapshot(`
    "airlock: release engineering for AI features on GitHub

    Usage: airlock COMMAND [options]

      init          detects components and evals, writes the configuration and the workflows
      check         version, change, risk, gates and decision for a change
      version       digest, components and version of a bundle
      diff          semantic difference, component by component
      classify      risk tier and findings of a change, and the evidence it needs
      gate          the gates alone, on results that are at hand
      evidence      what a results file is understood as
      why           which component owns a path, or why none does
      doctor        audit of workflows, policy and settings, each finding with its mend
      environments  compare the environments on GitHub with the policy, or set them
      live          what is live, what changed last, and what to roll back to
      adopt         record what already runs in an environment
      rescore       record results of a changed suite or judge for what is live, as the new baseline
      propose       commit what is live with another pointer or value in it, as training or a registry has it
      candidate     judge a merged commit against what is live, and record it as releasable or not
      protect       whether a version may be promoted: its plan, and every check with what was seen
      approve       approve a recorded plan, or reject it
      promote       carry out an approved plan, or go on with it
      rollback      return to a version that served before: the bundle, or a part; or go forward to a fix
      reconcile     finish or take back what was begun and never ended
      drill         go the way back once and return, in an environment without customers
      hold          let nothing of a bundle be promoted until a person releases it
      release-hold  let a held bundle be promoted again
      clear         let a component be released again that a rollback took out
      remediate     what rollbacks left to be made good; with an item, that it is done
      erase         take kept results out of the ledger, for good; the chain stays whole
      emergency     declare an emergency, end it, or record the review afterwards
      materialize   write the files of a version, or of the rollback target, and prove them against its digest
      mirror        whether a model registry says what the ledger says, and write what it lacks
      log           everything that happened to a bundle, the newest first
      audit         every release of a time with its approvers, evidence and exceptions
      verify        prove that the ledger, or an evidence pack, is whole and unchanged
      append        add records to an evidence pack: approvals, the deployment, later looks
      baseline      record what traffic looks like, as a drift baseline; compare later traffic with it
      explain       what a reason code means, and what to do about it
      demo          the whole story on a throw-away repository, offline

    Exit codes: 0 go or success, 1 no-go, 2 undecided, 64 wrong usage or configuration, 69 git or a service did not answer, 70 a fault of ours.
    \`airlock COMMAND --help\` has the options of a command; \`airlock explain CODE\` says what a code means; \`airlock --version\` which Airlock this is.
    "
  `);

  const names = [...stdout.matchAll(/^ {2}([a-z-]+) {2,}/gmu)].map(([, name = '']) => name);
  for (const name of names) {
    const help = await airlock(folder.path, [name, '--help']);
    expect({ name, code: help.code, stderr: help.stderr }).toEqual({ name, code: 0, stderr: '' });
    expect(help.stdout).toMatch(new RegExp(`^Usage: airlock ${name}`, 'u'));
    expect(help.stdout).toMatchSnapshot(name);
  }
});

test.each([[['-h']], [['help']]])('airlock %s is the same', async (args) => {
  using folder = scratchFolder();
  const { code, stdout } = await airlock(folder.path, args);
  expect(code).toBe(0);
  expect(stdout).toBe((await airlock(folder.path, ['--help'])).stdout);
});

test('no command prints usage and exits with 64', async () => {
  using folder = scratchFolder();
  const { code, stdout, stderr } = await airlock(folder.path, []);
  expect(code).toBe(64);
  expect(stdout + stderr).toContain('Usage: airlock COMMAND');
});

test('says which Airlock this is', async () => {
  using folder = scratchFolder();
  const { version } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  expect(await airlock(folder.path, ['--version'])).toMatchObject({
    code: 0,
    stdout: `airlock ${version}\n`,
  });
});

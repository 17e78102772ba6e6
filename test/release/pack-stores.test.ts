import { createHash } from 'node:crypto';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { connect } from '../../src/host/github/client.ts';
import { CommandPackStore } from '../../src/host/packs/command.ts';
import { ReleaseAssetStore } from '../../src/host/packs/release-asset.ts';
import type { PackToKeep } from '../../src/release/pack-store.ts';
import type { Fault } from '../github/faults.ts';
import { sha } from '../github/fixtures.ts';
import { startTestGitHub, type TestGitHub } from '../github/server.ts';
import { scratchFolder } from '../scenario/folder.ts';

// No text: whoever takes it for one brings back something else.
const BYTES = Buffer.from([0x50, 0x4b, 0xff, 0xfe, 0x00, 0x80, 0x0d, 0x0a]);
const PACK: PackToKeep = {
  bundle: 'bot',
  version: '1.1.0',
  commit: sha('head'),
  bytes: BYTES,
  sha256: createHash('sha256').update(BYTES).digest('hex'),
};

describe('releases on GitHub', () => {
  const start = (token: Record<string, 'read' | 'write'> = { contents: 'write' }, immutableReleases = true) =>
    startTestGitHub({ tokens: { ghs: token }, repository: { immutableReleases } });

  async function store(github: TestGitHub): Promise<ReleaseAssetStore> {
    const access = { token: 'ghs', apiUrl: github.apiUrl, owner: 'acme', repo: 'support-bot' };
    return new ReleaseAssetStore(await connect(access, {}), access);
  }

  it('drafts one, fills it, publishes it, and reads it back', async () => {
    await using github = await start();
    expect(await (await store(github)).keep(PACK)).toEqual({
      kind: 'kept',
      at: `https://github.com/acme/support-bot/releases/tag/airlock/bot/pack/${PACK.sha256.slice(0, 16)}`,
    });
    const [release, ...others] = github.repository.releases;
    expect(others).toEqual([]);
    expect(release).toMatchObject({ draft: false, target: PACK.commit, assets: [{ bytes: BYTES }] });
    github.assertClean();
  });

  it('keeps one, however often it is asked to', async () => {
    await using github = await start();
    await (await store(github)).keep(PACK);
    const writes = github.log.filter(({ method }) => method !== 'GET').length;
    expect(await (await store(github)).keep(PACK)).toMatchObject({ kind: 'kept' });
    expect(github.log.filter(({ method }) => method !== 'GET')).toHaveLength(writes);
  });

  const KINDS = ['refuse', '500', '502-after-commit', 'cut-after-commit', '422', '409', '429'] as const;
  const CALLS = [
    ['POST', '/repos/*/*/releases'],
    ['POST', '/repos/*/*/releases/*/assets'],
    ['PATCH', '/repos/*/*/releases/*'],
  ] as const;
  it.each(CALLS.flatMap(([method, path]) => KINDS.map((kind) => ({ kind, method, path }) as Fault)))(
    'leaves one release, published once, after $kind at $method $path',
    async (fault) => {
      await using github = await start();
      github.faults.push(fault);
      const first = await (await store(github)).keep(PACK);
      // An answer that says nothing is not believed: what is there is looked at.
      if (fault.kind !== '429') expect(first).toMatchObject({ kind: 'kept' });
      expect(await (await store(github)).keep(PACK)).toMatchObject({ kind: 'kept' });
      expect(github.repository.releases.map(({ draft, assets }) => [draft, assets.length])).toEqual([
        [false, 1],
      ]);
      github.assertClean();
    },
  );

  it.each(['500', 'truncated', 'html'] as const)(
    'fails where nobody can look, %s, and sends nothing',
    async (kind) => {
      await using github = await start();
      github.faults.push({ kind, method: 'GET', path: '/repos/*/*/releases', times: 9 });
      expect(await (await store(github)).keep(PACK)).toMatchObject({ kind: 'failed' });
      expect(github.repository.releases).toEqual([]);
    },
  );

  it('says what a token may not do, and asks once', async () => {
    await using github = await start({ contents: 'read' });
    expect(await (await store(github)).keep(PACK)).toEqual({
      kind: 'failed',
      found: 'forbidden (status 403)',
    });
    expect(github.log.filter(({ method }) => method !== 'GET')).toHaveLength(1);
  });

  it('does not take what somebody else put there for the pack', async () => {
    await using github = await start({ contents: 'write' }, false);
    await (await store(github)).keep(PACK);
    const asset = github.repository.releases[0]?.assets[0];
    if (asset !== undefined) asset.bytes = Buffer.from('another');
    expect(await (await store(github)).keep(PACK)).toMatchObject({ kind: 'failed' });
    if (asset !== undefined) asset.digest = `sha256:${'0'.repeat(64)}`;
    expect(await (await store(github)).keep(PACK)).toMatchObject({
      kind: 'failed',
      found: expect.stringContaining('another file'),
    });
  });
});

describe('a command of the team', () => {
  const folder = scratchFolder();
  afterAll(() => folder[Symbol.dispose]());
  const kept = join(folder.path, 'kept');
  const script = (name: string, text: string): string => {
    writeFileSync(join(folder.path, name), text);
    return `sh ${name}`;
  };
  const GOOD = script(
    'good.sh',
    `set -eu
if [ "$AIRLOCK_ACTION" = keep ]; then mkdir -p kept; cp "$AIRLOCK_PACK" "kept/$AIRLOCK_SHA256"; echo "{\\"kept\\":\\"$AIRLOCK_BUNDLE/$AIRLOCK_SHA256\\"}"; exit; fi
cp "kept/\${AIRLOCK_KEPT#*/}" "$AIRLOCK_PACK"
`,
  );
  const run = (command: string) =>
    new CommandPackStore(command, folder.path, { PATH: process.env['PATH'] }).keep(PACK);

  it('puts it away, and is asked to bring it back', async () => {
    expect(await run(GOOD)).toEqual({ kind: 'kept', at: `bot/${PACK.sha256}` });
    expect(readdirSync(kept)).toEqual([PACK.sha256]);
  });

  it.each([
    ['says nothing', 'exit 0\n', 'exit 0'],
    ['fails', 'echo "no bucket" >&2; exit 3\n', 'no bucket'],
    ['brings nothing back', 'echo \'{"kept":"s3://there"}\'\n', 'nothing at s3://there'],
    [
      'brings something else back',
      'if [ "$AIRLOCK_ACTION" = fetch ]; then echo other > "$AIRLOCK_PACK"; fi; echo \'{"kept":"s3://there"}\'\n',
      'at s3://there',
    ],
  ])('is not believed where it %s', async (name, text, found) => {
    const answer = await run(script(`${name.replaceAll(' ', '-')}.sh`, text));
    expect(answer).toEqual({ kind: 'failed', found: expect.stringContaining(found) });
  });

  it('leaves no copy behind', () => {
    expect(existsSync(join(folder.path, `${PACK.sha256}.zip`))).toBe(false);
  });
});

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { withRecords } from '../../src/pack/history.ts';
import { zipOf } from '../../src/pack/zip-write.ts';
import { VERSION } from '../../src/version.ts';
import { ENGINE, packed, policyText, record, verified } from './packs.ts';

/**
 * Packs of every released version, which must keep verifying. They are never renewed: `NEW_GOLDEN=1` writes those of the
 * present version where there are none, as a part of a release.
 */
const FOLDER = join(import.meta.dirname, 'golden');

if (process.env['NEW_GOLDEN'] === '1') await writeGolden();

async function writeGolden(): Promise<void> {
  const engine = { version: VERSION, digest: `sha256:${'d'.repeat(64)}` };
  const evidence = ', privacy: full';
  const headPolicy = policyText({ evidence, policy: 'gates: { functional: [] }\n' });
  const one = await packed({ evidence, headPolicy, engine });
  const grown = withRecords(one.parts, [record(one.result.head.bundle.digest)], engine);
  const other = await packed({ evidence, good: 10, engine });
  const byDefault = await packed({ evidence, policy: '', engine });
  mkdirSync(FOLDER, { recursive: true });
  const write = (name: string, bytes: Uint8Array): void =>
    writeFileSync(join(FOLDER, `${VERSION}-${name}.zip`), bytes, { flag: 'wx' });
  write('go-with-an-approval', zipOf(grown));
  write('no-go', other.zip);
  write('criteria-by-default', byDefault.zip);
}

const PACKS = readdirSync(FOLDER).filter((name) => name.endsWith('.zip'));

test('there are packs', () => expect(PACKS.length).toBeGreaterThanOrEqual(3));

describe.each(PACKS)('%s', (name) => {
  const bytes = new Uint8Array(readFileSync(join(FOLDER, name)));

  test('keeps verifying, from its raw rows', async () => {
    const { outcome, code, grade, result } = await verified(bytes, {
      engine: { ...ENGINE, version: VERSION },
    });
    expect({ outcome, code, grade }).toEqual({
      outcome: 'verified',
      code: null,
      grade: { grade: 'E1', whyNotHigher: 'run-unknown' },
    });
    expect(result?.gates.flatMap((gate) => gate.checks).length).toBeGreaterThan(2);
  });
});

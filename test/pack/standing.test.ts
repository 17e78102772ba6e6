import { expect, test } from 'vitest';
import type { Standing } from '../../src/check/standing.ts';
import { FACTS } from '../../src/pack/parts.ts';
import { packOf } from '../../src/pack/write.ts';
import { zipOf } from '../../src/pack/zip-write.ts';
import { withoutWithheld } from '../../src/report/documents/privacy.ts';
import { packRenderer } from '../../src/report/pack-renderer.ts';
import { ENGINE, forged, packed, verified } from './packs.ts';

const STANDING: Standing = {
  condemned: [
    {
      component: 'prompts',
      digest: `sha256:${'9'.repeat(64)}`,
      version: '1.1.0',
      reason: 'It makes up order numbers.',
      carried: true,
      good: { commit: 'a'.repeat(40), paths: ['prompts/**'] },
    },
  ],
  blocked: { version: '1.2.0', commit: 'd'.repeat(40), pull: 41, since: '2026-11-02T09:00:00Z' },
};

test('what a ledger said of the base is in the pack, and the report is made again with it', async () => {
  const { result } = await packed({ evidence: ', privacy: full' });
  const parts = await packOf(withoutWithheld({ ...result, standing: STANDING }), null, ENGINE, packRenderer);
  const answer = await verified(zipOf(parts));
  expect(answer).toMatchObject({ outcome: 'verified', code: null });
  expect(answer.result?.standing).toEqual(STANDING);

  const facts = Buffer.from(parts.get(FACTS) ?? []).toString('utf8');
  const silent = facts.replace('"carried":true', '"carried":false');
  expect(silent).not.toBe(facts);
  expect(await verified(forged(parts, { [FACTS]: silent }))).toMatchObject({ outcome: 'wrong' });
});

test('where it said nothing the pack is as it was', async () => {
  const { parts, zip } = await packed({ evidence: ', privacy: full' });
  expect(Buffer.from(parts.get(FACTS) ?? []).toString('utf8')).not.toContain('standing');
  expect((await verified(zip)).outcome).toBe('verified');
});

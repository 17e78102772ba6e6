import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { TIERS, type Tier } from '../../src/config/terms.ts';
import { classified, type Edit } from './classified.ts';

/** A change that does harm and that was called low once, or that stands beside one that was; `tier` is the least it must be. */
interface Attack {
  readonly about: string;
  readonly tier: Tier;
  readonly edits: readonly Edit[];
}

const ATTACKS = JSON.parse(readFileSync(new URL('attacks.json', import.meta.url), 'utf8')) as Attack[];

describe('what tries to pass as a change of nothing does not', () => {
  test.each(ATTACKS)('$about', async ({ edits, tier }) => {
    const risk = await classified(edits);
    expect(TIERS.indexOf(risk.tier as Tier), JSON.stringify(risk.findings)).toBeGreaterThanOrEqual(
      TIERS.indexOf(tier),
    );
  });

  test('and the same files without a change are low', async () => {
    for (const { edits } of ATTACKS) {
      const same = edits.flatMap((edit) => (edit.from === null ? [] : [{ ...edit, to: edit.from }]));
      expect((await classified(same)).tier).toBe('low');
    }
  });
});

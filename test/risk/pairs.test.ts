import { describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../src/risk/finding.ts';
import { classified, codesOf } from './classified.ts';
import { PAIRS } from './pairs/all.ts';
import type { Example } from './pairs/pair.ts';

describe('every code has a change that gives it and one that must not', () => {
  it.each(FINDING_CODES)('%s', (code) => {
    expect(PAIRS.filter((pair) => pair.code === code)).not.toHaveLength(0);
  });
});

describe.each(PAIRS)('$code $about', ({ code, fires, not }) => {
  it('fires', async () => {
    const risk = await classified(fires.edits, fires);
    expect(codesOf(risk)).toContain(code);
    expect(risk.tier).toBe(fires.tier);
    expectLine(fires, risk.findings.find((one) => one.code === code)?.line);
  });

  it('does not fire', async () => {
    const risk = await classified(not.edits, not);
    expect(codesOf(risk)).not.toContain(code);
    expect(risk.tier).toBe(not.tier);
  });
});

function expectLine({ line }: Example, found: number | null | undefined): void {
  if (line !== undefined) expect(found).toBe(line);
}

import { describe, expect, test } from 'vitest';
import { noticeOf, stoppedWith } from '../../src/gates/notice.ts';
import { createRandom } from '../../src/stats/random.ts';
import { tangoFailProbability, tangoPassProbability } from '../../src/stats/tango-power.ts';
import { flips, judged, numbered } from './judged.ts';

describe('what a criterion would notice', () => {
  test('passed and failed: the exact probabilities, with the flips that were seen', async () => {
    const check = await judged({ margin: 0.05 }, flips({ both: 188, gained: 6, lost: 6 }));
    const [none, ...rest] = noticeOf(check) ?? [];
    const model = { n: 200, gain: 0.03, loss: 0.03 };
    expect(none?.passes).toBeCloseTo(tangoPassProbability(model, 0.05), 12);
    expect(none?.stopped).toBeCloseTo(tangoFailProbability(model, 0.05), 12);
    const atMargin = rest.find(({ loss }) => loss >= 0.05);
    expect(atMargin?.passes).toBeLessThanOrEqual(0.06);
  });

  test('the greater the loss the less passes and the more is stopped', async () => {
    for (const given of [
      flips({ both: 188, gained: 6, lost: 6 }),
      flips({ both: 200 }),
      { candidate: numbered(200, (i) => (i * 7) % 10), baseline: numbered(200, (i) => (i * 3) % 10) },
    ]) {
      const notices = noticeOf(await judged({ margin: 'auto' }, given)) ?? [];
      expect(notices.length).toBeGreaterThan(50);
      for (const [i, { passes, stopped }] of notices.entries()) {
        expect(passes).toBeLessThanOrEqual((notices[i - 1]?.passes ?? 1) + 1e-9);
        expect(stopped).toBeGreaterThanOrEqual((notices[i - 1]?.stopped ?? 0) - 1e-9);
      }
      expect(notices.at(-1)?.passes).toBeLessThan(0.05);
    }
  });

  test('graded: what the method itself does to such losses', async () => {
    const random = createRandom('notice');
    const noise = Array.from({ length: 200 }, () => random.uniform() - 0.5);
    const baseline = numbered(200, () => 3);
    const of = (loss: number) =>
      judged({ margin: 0.1 }, { baseline, candidate: numbered(200, (i) => 3 - loss + (noise[i] ?? 0)) });
    const stopped = stoppedWith(noticeOf(await of(0)) ?? [], 0.8) ?? 0;
    expect(stopped).toBeGreaterThan(0.13);
    expect((await of(stopped + 0.03)).verdict).toBe('fail');
  });

  test('where there is no interval there is nothing to say', async () => {
    const same = flips({ both: 10 });
    expect(noticeOf(await judged({ min: 0.5 }, same))).toBeNull();
    expect(noticeOf(await judged({ margin: 0.1 }, { candidate: same.candidate }))).toBeNull();
  });
});

import type { Distribution } from './distribution.ts';
import { element, fragment, type Html, NOTHING } from './markup.ts';
import { across, rounded, stretched } from './picture.ts';

/** A pair of columns for each value, the candidate's first; `top` is the share at the upper edge. */
export function columns({ edges, candidate, baseline }: Distribution, top: number): Html {
  const room = 100 / edges.length;
  const width = Math.min(9, room * (baseline === null ? 0.6 : 0.36));
  const column = (kind: string, shares: readonly number[], shift: number): Html[] =>
    shares.map((share, i) => {
      const height = rounded((100 * share) / top);
      return element('rect', {
        class: kind,
        x: across(rounded(room * (i + 0.5) + shift)),
        y: across(rounded(100 - height)),
        width: across(rounded(width)),
        height: across(height),
      });
    });
  if (baseline === null) return fragment(...column('candidate', candidate, -width / 2));
  return fragment(...column('candidate', candidate, -width), ...column('baseline', baseline, 0));
}

/** Both arms over one another: the candidate filled, the baseline as an outline. */
export function outlines({ candidate, baseline }: Distribution, top: number): Html {
  const steps = (shares: readonly number[]): string => {
    const width = 100 / shares.length;
    const tops = shares.map((share, i) => {
      const y = rounded(100 - (100 * share) / top);
      return `L${rounded(i * width)} ${y}L${rounded((i + 1) * width)} ${y}`;
    });
    return `M0 100${tops.join('')}L100 100`;
  };
  return stretched(
    element('path', { class: 'area', d: `${steps(candidate)}Z` }),
    element('path', { class: 'candidate', d: steps(candidate) }),
    baseline === null ? NOTHING : element('path', { class: 'baseline', d: steps(baseline) }),
  );
}

import type { Finding, Verdict } from './check.ts';

/** What errors could turn is no answer. */
export function erredAway(finding: Finding, otherwise?: Verdict): Finding {
  const args = { ...finding.args, ...(otherwise === undefined ? {} : { otherwise }), lever: 'errors' };
  return { ...finding, verdict: 'inconclusive', code: 'errors-decide', args };
}

/** A slice whose harm is not shown after correction does not fail; what its own interval says stays to be read. */
export function unproved(finding: Finding, adjusted: number): Finding {
  if (finding.verdict !== 'fail') return finding;
  return {
    ...finding,
    verdict: 'inconclusive',
    code: 'not-shown-after-correction',
    args: { ...finding.args, adjustedP: adjusted, lever: 'items' },
  };
}

import type { Finding } from '../finding.ts';
import { finding, type Rule } from './rule.ts';

/** Cases of an eval suite: a case that goes moves the goalposts, a new one does not. */
export const evalRule: Rule = (change) => {
  const cases = change.items.filter((item) => item.type === 'case');
  const of = (aspect: 'added' | 'removed' | 'changed'): Finding[] => {
    const hits = cases.filter((item) => item.aspect === aspect);
    const [first] = hits;
    if (first === undefined) return [];
    const args = {
      count: hits.length,
      id: hits
        .slice(0, 5)
        .map((item) => item.id)
        .join(', '),
    };
    if (aspect === 'removed') return [finding('eval-case-removed', 'high', change, first.line, args)];
    return [
      finding(
        aspect === 'added' ? 'eval-case-added' : 'eval-case-changed',
        'medium',
        change,
        first.line,
        args,
      ),
    ];
  };
  return [...of('removed'), ...of('changed'), ...of('added')];
};

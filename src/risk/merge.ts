import type { Finding } from './finding.ts';

/** Of what matters a few are shown, of what is harmless one. */
const MOST_ALIKE = 5;

/** Many findings of one code in one file are shown by their first few; how many more there are is said. */
export function merged(findings: readonly Finding[]): Finding[] {
  const groups = new Map<string, Finding[]>();
  for (const one of findings) {
    const place = one.code === 'component-map-loosened' ? '' : one.path;
    const key = [one.code, one.tier, one.component, place].join('\n');
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()].flatMap((group) => {
    const most = group[0]?.tier === 'low' && !EACH.has(group[0].code) ? 1 : MOST_ALIKE;
    const [first, ...rest] = group.slice(0, most);
    if (first === undefined || group.length <= most) return group;
    return [{ ...first, args: { ...first.args, more: group.length - most } }, ...rest];
  });
}

/** Low findings of which each names something else to act on. */
const EACH: ReadonlySet<Finding['code']> = new Set([
  'model-eol',
  'model-renamed',
  'pin-tightened',
  'temperature-changed',
  'team-rule',
]);

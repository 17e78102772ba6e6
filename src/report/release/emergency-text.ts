import type { hindrancesOf } from '../documents/hindrances.ts';
import { visible } from '../visible.ts';

type Told = ReturnType<typeof hindrancesOf>['emergencies'][number];

/** One line on an emergency, for wherever somebody looks at its bundle and environment. */
export function emergencyLine(told: Told): string {
  const { emergency, trigger, reason, by, expires, ended, reviewDue, released } = told;
  const until = ended === null ? `until ${expires}` : `ended ${ended}`;
  const under = released.length === 0 ? '' : `, released ${released.map((one) => visible(one)).join(', ')}`;
  return `emergency ${emergency}: ${trigger}, ${visible(reason, 160)} (${visible(by)}, ${until}${under}, review due ${reviewDue.slice(0, 10)})`;
}

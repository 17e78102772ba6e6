import { environmentOf } from '../../config/policy.ts';
import type { Config } from '../../config/read.ts';
import type { Path } from '../../reader/data.ts';
import type { DoctorFacts, LiveBundle } from '../facts.ts';
import { type DoctorFinding, found, type Place } from '../finding.ts';
import type { Workflow } from '../workflow.ts';

/** Days after which a way back that nobody took is worth a look where the policy names none. */
export const DRILL_DAYS = 180;
/** Days before its end at which a pack is named. */
export const PACK_DAYS = 30;

/** Ways back that were taken too long ago, or never, of one bundle. The first release has none to take. */
export function drillFindings(
  { identity, policy }: Config,
  { live, today }: DoctorFacts,
  at: (...key: Path) => Place,
): DoctorFinding[] {
  return live
    .filter(({ bundle, target }) => bundle === identity.name && target !== null)
    .flatMap(({ bundle, environment, exercised }) => {
      const asked = environmentOf(policy, environment).drilledWithinDays;
      const limit = asked ?? DRILL_DAYS;
      if (exercised !== null && daysFrom(exercised, today) <= limit) return [];
      const last = exercised === null ? 'never' : exercised.slice(0, 10);
      return [
        found('drill-too-old', asked === null ? 'low' : 'medium', at('environments', environment), {
          bundle,
          environment,
          last,
          days: Math.round(limit * 100) / 100,
        }),
      ];
    });
}

/** Packs that GitHub deletes soon, one finding for all of a weight: of what is live or returned to it weighs more. */
export function packFindings(
  { settings: { packs }, live, today }: DoctorFacts,
  workflows: readonly Workflow[],
): DoctorFinding[] {
  if (packs.kind === 'not-told')
    return workflows.some(makesPacks) ? [found('packs-not-told', 'unknown', null, { why: packs.why })] : [];
  const ending = packs.value
    .filter(({ expires }) => daysFrom(today, expires) <= PACK_DAYS)
    .sort((a, b) => (a.expires + a.name < b.expires + b.name ? -1 : 1));
  return (['medium', 'low'] as const).flatMap((severity) => {
    const own = ending.filter(({ name }) => isOfUse(name, live) === (severity === 'medium'));
    const [first] = own;
    if (first === undefined) return [];
    return [
      found('pack-expires', severity, null, {
        pack: first.name,
        expires: first.expires.slice(0, 10),
        packs: own.length,
      }),
    ];
  });
}

/** Whether a name has a version that is live or returned to, as a whole: 2.3.1 is not in 12.3.1 or 2.3.10. */
function isOfUse(name: string, live: readonly LiveBundle[]): boolean {
  return live
    .flatMap(({ version, target }) => [version, ...(target === null ? [] : [target])])
    .some((version) => {
      const at = name.indexOf(version);
      const [before = '', after = ''] = [name[at - 1], name[at + version.length]];
      return at !== -1 && !/[\d.]/u.test(before) && !/\d/u.test(after);
    });
}

function makesPacks({ jobs }: Workflow): boolean {
  return jobs.some(({ steps }) =>
    steps.some(({ uses }) => /\/airlock\/actions\/candidate@/u.test(uses ?? '')),
  );
}

function daysFrom(earlier: string, later: string): number {
  return (Date.parse(later) - Date.parse(earlier)) / 86_400_000;
}

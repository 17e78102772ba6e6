import type { LiveDocument } from '../documents/live.ts';
import type { Palette } from '../terminal.ts';
import { visible } from '../visible.ts';
import { emergencyLine } from './emergency-text.ts';
import { worklistLines } from './worklist-text.ts';

type Place = LiveDocument['environments'][number];

/** What is live and what to go back to, for the terminal. */
export function liveText({ environments }: LiveDocument, palette: Palette): string {
  if (environments.length === 0) return 'Nothing is recorded. `airlock adopt` records what runs.\n';
  return `${environments.map((place) => placeText(place, palette)).join('\n\n')}\n`;
}

function placeText(place: Place, palette: Palette): string {
  const { live, previous, target, parts, plan, holds, condemned, emergencies, open, remediation } = place;
  const head = `${place.bundle} in ${visible(place.environment)}: ${live?.version ?? 'nothing is live'}`;
  return [
    palette.bold(head),
    ...(live === null
      ? []
      : [
          `  since ${live.since}, ${live.how} by ${visible(live.by)}; ${live.outcome ?? 'not judged'}, evidence ${live.grade ?? 'unknown'}`,
          `  ${live.digest}`,
        ]),
    ...(previous === null ? [] : [`  before: ${previous.version}; changed: ${changedIn(previous)}`]),
    `  ${palette.bold('go back to')}: ${targetText(target)}`,
    ...parts.map(({ scope, version, reason }) => `  ${scope} alone: ${version ?? `not ready (${reason})`}`),
    ...(plan?.responses ?? []).map(
      ({ symptom, stop, scope, owner, verify }) =>
        `  if ${symptom === null ? `${visible(stop ?? '', 160)} stops it` : visible(symptom, 160)}: ${scope}, by ${visible(owner, 80)}; then ${visible(verify, 160)}`,
    ),
    ...(open === null
      ? []
      : [
          `  under way: ${open.kind} of ${open.version} by ${visible(open.by)} since ${open.since}, fence ${open.fence}`,
        ]),
    ...holds.map((one) =>
      palette.yellow(
        `  held: ${visible(one.reason, 160)} (hold ${one.hold}, ${visible(one.by)}, ${one.since})`,
      ),
    ),
    ...emergencies.map((one) => palette.yellow(`  ${emergencyLine(one)}`)),
    ...condemned.map((one) =>
      palette.yellow(`  condemned: ${one.component} ${one.digest.slice(0, 19)} of ${one.version}`),
    ),
    ...remediation.flatMap((list) => worklistLines(list, false).map((line) => palette.yellow(`  ${line}`))),
  ].join('\n');
}

function changedIn({ changed }: NonNullable<Place['previous']>): string {
  if (changed === null) return 'unknown';
  return changed.length === 0 ? 'nothing' : changed.join(', ');
}

function targetText(target: Place['target']): string {
  if (target === null) return 'nothing';
  const exercised = target.exercised === null ? 'never exercised' : `exercised ${target.exercised}`;
  return `${target.version}, served ${target.servedDays} days, ${exercised}`;
}

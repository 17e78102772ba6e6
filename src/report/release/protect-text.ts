import type { ProtectDocument } from '../documents/release.ts';
import { words } from '../phrase.ts';
import { columns, type Palette } from '../terminal.ts';
import { visible } from '../visible.ts';
import { reasonText } from './reason-text.ts';

const SIGNS = {
  pass: '✅ pass',
  refuse: '⛔ refuse',
  relaxed: '🟠 relaxed',
  'not-asked': '➖ not asked',
} as const;

/** A plan and what stands in its way, for the terminal. */
export function protectText(document: ProtectDocument, all: boolean, palette: Palette): string {
  const { plan, outcome, reasons, checks, issue } = document;
  const paint = outcome === 'go' ? palette.green : palette.red;
  const way = `${plan.live?.version ?? 'nothing'} → ${plan.candidate.version}`;
  const rows = checks.map(({ name, verdict, relaxedBy, seen }) => [
    words(name),
    words(relaxedBy === null ? SIGNS[verdict] : `${SIGNS[verdict]} by emergency ${relaxedBy}`),
    words(
      Object.entries(seen)
        .map(([key, value]) => `${key} ${visible(String(value ?? 'none'), 80)}`)
        .join(', '),
    ),
  ]);
  const relaxed = checks.flatMap(({ name, verdict }) => (verdict === 'relaxed' ? [name] : []));
  const needed = Object.entries(plan.approvals).map(([role, count]) => `${count} ${role}`);
  return [
    palette.bold(
      paint(
        `${outcome === 'go' ? '✅ May be promoted' : '⛔ Refused'}: ${plan.bundle} ${way} in ${visible(plan.environment)}`,
      ),
    ),
    ...reasons.flatMap((reason) => reasonText(reason, palette)),
    ...(all ? columns(rows, palette).map((line) => `  ${line}`) : []),
    ...(plan.emergency === null
      ? []
      : [
          palette.yellow(
            `emergency ${plan.emergency.seq}: ${plan.emergency.trigger}, until ${plan.emergency.expires}; relaxed: ${relaxed.join(', ')}`,
          ),
        ]),
    ...document.members.map(
      (one) => `joint: ${one.bundle} ${visible(one.version)}, approved by its own people: ${one.plan}`,
    ),
    `plan: ${plan.digest}${plan.recorded ? '' : ' (not recorded)'}`,
    ...(issue === null ? [] : [`approve it on issue #${issue}`]),
    `tier: ${plan.tier}; approvals: ${needed.join(', ')}${plan.accountable === null ? '' : `; accountable: ${plan.accountable}`}`,
    `window: ${plan.window.name}${plan.window.opens === null ? '' : ` from ${plan.window.opens} to ${plan.window.closes}`}; expires ${plan.expires}`,
    `if it goes wrong: ${plan.target === null ? visible(plan.fallback ?? 'nothing is named') : `back to ${plan.target.version}`}`,
    '',
  ].join('\n');
}

import type { DoctorFinding, Severity } from '../doctor/finding.ts';
import { DOCTOR } from './codes/doctor.ts';
import { aboutPhrase, mendPhrase } from './doctor-mend.ts';
import type { DoctorDocument } from './documents/doctor.ts';
import { plural } from './figures.ts';
import { quote, SILENCE, say, words } from './phrase.ts';
import { type Palette, terminal } from './terminal.ts';

/** Severities, the worst first, in words. */
export const DOCTOR_GROUPS: readonly (readonly [Severity, string])[] = [
  ['high', 'Breaks a promise'],
  ['medium', 'Weakens a promise'],
  ['low', 'Worth a look'],
  ['unknown', 'Could not tell'],
];

/** What `doctor` found, for the terminal: the worst first, each with its place and its mend. */
export function doctorText(
  document: DoctorDocument,
  findings: readonly DoctorFinding[],
  palette: Palette,
): string {
  const groups = DOCTOR_GROUPS.flatMap(([severity, title]) => {
    const own = findings.filter((one) => one.severity === severity);
    if (own.length === 0) return [];
    return [`${palette.bold(title)}\n${own.map((one) => findingText(one, palette)).join('')}`];
  });
  return `${[...groups, doctorSummary(document)].join('\n')}\n`;
}

function findingText(finding: DoctorFinding, palette: Palette): string {
  const { code, file, line, severity } = finding;
  const place = file === null ? SILENCE : say`${quote(line === null ? file : `${file}:${line}`)}: `;
  const about = aboutPhrase(finding);
  const title = say`${place}${words(DOCTOR[code].title)}${about.length === 0 ? SILENCE : say` (${about})`}`;
  const paint = severity === 'high' ? palette.red : severity === 'medium' ? palette.yellow : palette.dim;
  return `  ${paint(code)}  ${terminal(title, palette)}\n    ${terminal(mendPhrase(finding), palette)}\n`;
}

/** How it stands, in one sentence. */
export function doctorSummary({ health, counts }: DoctorDocument): string {
  const { high, medium, low, unknown } = counts;
  const told = unknown === 0 ? '' : `; ${plural(unknown, 'thing')} could not be told`;
  if (health === 'sound') return low === 0 ? 'Nothing to mend.' : `Nothing that must be mended${told}.`;
  if (health === 'unknown') return `Nothing to mend in what could be seen${told}.`;
  return `${plural(high + medium, 'thing')} to mend${told}.`;
}

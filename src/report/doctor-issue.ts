import { createHash } from 'node:crypto';
import type { DoctorFinding } from '../doctor/finding.ts';
import type { IssueStep } from '../doctor/issue.ts';
import { DOCTOR } from './codes/doctor.ts';
import { LONGEST_REPORT } from './comment.ts';
import { aboutPhrase, mendPhrase } from './doctor-mend.ts';
import { DOCTOR_GROUPS, doctorSummary } from './doctor-text.ts';
import type { DoctorDocument } from './documents/doctor.ts';
import { plural } from './figures.ts';
import { bullets, heading, type Markdown, markdown, marker, NOTHING, paragraphs } from './markdown.ts';
import { type Phrase, quote, SILENCE, say, strong, words } from './phrase.ts';

/** By which the doctor finds its issue again. */
export const DOCTOR_MARKER = marker('doctor');

export const DOCTOR_ISSUE_TITLE = 'Airlock doctor: what is missing or weak';

/** Rows that a group keeps where all of them are too many. */
const ROWS = [Number.POSITIVE_INFINITY, 100, 30, 10];

/** By which it is told whether an issue was closed over these very findings; lines may move without being others. */
export function findingsMarker(findings: readonly DoctorFinding[]): Markdown {
  const about = findings.map(({ code, file, args }) => [code, file, args]).sort();
  return marker(`findings/${createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 32)}`);
}

/** The one issue. It says nothing of when and by which run it was written, so that it changes with the findings alone. */
export function doctorIssue(
  document: DoctorDocument,
  findings: readonly DoctorFinding[],
  step: IssueStep,
): Markdown {
  return paragraphs(
    doctorMarkdown(document, findings),
    step === 'close' ? markdown(words(closingWord(document))) : NOTHING,
    markdown(
      words('This issue is kept by Airlock: edited when something changes, closed when nothing is left.'),
    ),
    findingsMarker(findings),
    DOCTOR_MARKER,
  );
}

/** What a second issue becomes that was opened by a run at the same time: no longer one that is found. */
export function doubleIssue(kept: number): Markdown {
  return markdown(say`Two runs opened an issue at once: the other one, number ${kept}, is kept.`);
}

/** What the doctor found, as Markdown: for the issue and for the job summary. */
export function doctorMarkdown(document: DoctorDocument, findings: readonly DoctorFinding[]): Markdown {
  const [shortest = NOTHING] = ROWS.map((rows) => withRows(document, findings, rows)).filter(
    ({ length }) => length <= LONGEST_REPORT,
  );
  return shortest;
}

function withRows(document: DoctorDocument, findings: readonly DoctorFinding[], rows: number): Markdown {
  return paragraphs(
    heading(3, words(doctorSummary(document))),
    ...DOCTOR_GROUPS.flatMap(([severity, title]) => {
      const own = findings.filter((one) => one.severity === severity);
      const more = own.length - rows;
      if (own.length === 0) return [];
      return [
        heading(4, words(title)),
        bullets(own.slice(0, rows).map(findingPhrase)),
        more > 0 ? markdown(words(`${plural(more, 'more row')}: see the JSON of the run.`)) : NOTHING,
      ];
    }),
  );
}

function findingPhrase(finding: DoctorFinding): Phrase {
  const { code, file, line } = finding;
  const place = file === null ? SILENCE : say`${quote(line === null ? file : `${file}:${line}`)}: `;
  const about = aboutPhrase(finding);
  return say`${place}${strong(words(DOCTOR[code].title))}${about.length === 0 ? SILENCE : say` (${about})`} ${mendPhrase(finding)}`;
}

function closingWord({ health }: DoctorDocument): string {
  return health === 'sound'
    ? 'Closed: nothing is left that must be mended.'
    : 'Closed: nothing is left to mend in what could be seen. What could not be told stands above.';
}

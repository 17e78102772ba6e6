import { expect, test } from 'vitest';
import type { DoctorFinding } from '../../src/doctor/finding.ts';
import { type IssueNow, type IssueStep, issueStep } from '../../src/doctor/issue.ts';
import { findingsMarker } from '../../src/report/doctor-issue.ts';
import { findings, NOT_TOLD, SOUND, settings, told } from './facts.ts';

const WEAK = findings(settings({ requiredChecks: told([]) }));
const LOW = findings({
  live: [{ bundle: 'bot', environment: 'e', version: '2', target: '1', exercised: null }],
});
const HIDDEN = findings(settings({ requiredChecks: NOT_TOLD }));
const SILENT = findings({ sizes: SOUND.sizes.map((one) => ({ ...one, items: null })) });

const OPEN = { isOpen: true, knowsFindings: false };
const CLOSED = { isOpen: false, knowsFindings: false };

test.each<readonly [string, readonly DoctorFinding[], IssueNow, IssueStep]>([
  ['something to mend, and no issue', WEAK, null, 'open'],
  ['something to mend', WEAK, OPEN, 'edit'],
  ['something to mend again', WEAK, CLOSED, 'edit'],
  ['what a person has closed it over', WEAK, { ...CLOSED, knowsFindings: true }, 'leave'],
  ['nothing', [], OPEN, 'close'],
  ['nothing, as before', [], CLOSED, 'leave'],
  ['nothing, as ever', [], null, 'leave'],
  ['what is worth a look only', LOW, null, 'leave'],
  ['what is worth a look is left', LOW, OPEN, 'close'],
  ['what the token may no longer see', HIDDEN, OPEN, 'edit'],
  ['what the token never saw', HIDDEN, null, 'leave'],
  ['what nobody hides', SILENT, OPEN, 'close'],
])('%s: %o', (_, found, now, step) => {
  expect(issueStep(found, now)).toBe(step);
});

test('findings are the same on another line, and others when one is another', () => {
  const moved = WEAK.map((one) => ({ ...one, line: 99 }));
  expect(findingsMarker(moved)).toBe(findingsMarker(WEAK));
  expect(findingsMarker([...WEAK, ...LOW])).not.toBe(findingsMarker(WEAK));
});

import { healthOf } from '../../doctor/examine.ts';
import { type DoctorFinding, SEVERITIES, type Severity } from '../../doctor/finding.ts';
import { DOCTOR } from '../codes/doctor.ts';
import { mendPhrase } from '../doctor-mend.ts';
import { PLAIN, terminal } from '../terminal.ts';
import type { Engine } from './documents.ts';

export interface DoctorSubject {
  readonly commit: string;
  /** `owner/name`; null where GitHub was not asked. */
  readonly repository: string | null;
}

/** What is missing or weak for the promises made, `airlock.doctor/1`. */
export function doctorDocument(subject: DoctorSubject, findings: readonly DoctorFinding[], engine: Engine) {
  const count = (severity: Severity): number => findings.filter((one) => one.severity === severity).length;
  return {
    schema: 'airlock.doctor/1' as const,
    engine,
    ...subject,
    health: healthOf(findings),
    counts: Object.fromEntries(SEVERITIES.map((one) => [one, count(one)])) as Record<Severity, number>,
    findings: findings.map((one) => ({
      ...one,
      title: DOCTOR[one.code].title,
      mend: terminal(mendPhrase(one), PLAIN),
    })),
  };
}
export type DoctorDocument = ReturnType<typeof doctorDocument>;

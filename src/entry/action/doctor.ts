import { join } from 'node:path';
import { info, error as logError } from '@actions/core';
import type { DoctorFinding } from '../../doctor/finding.ts';
import { issueStep } from '../../doctor/issue.ts';
import { writeWhole } from '../../host/files.ts';
import { connect, failureOf } from '../../host/github/client.ts';
import { type KeptIssue, StickyIssue } from '../../host/github/issues.ts';
import {
  DOCTOR_ISSUE_TITLE,
  DOCTOR_MARKER,
  doctorIssue,
  doctorMarkdown,
  doubleIssue,
  findingsMarker,
} from '../../report/doctor-issue.ts';
import { doctorText } from '../../report/doctor-text.ts';
import type { DoctorDocument } from '../../report/documents/doctor.ts';
import { PLAIN } from '../../report/terminal.ts';
import { doctorUnheard, withoutCommands } from '../../report/voice.ts';
import { doctored } from '../doctor.ts';
import type { ActionContext } from './context.ts';
import { guardedInCheckout } from './guard.ts';
import { readDoctorInputs } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import type { Started } from './start.ts';
import { writeSummary } from './voice.ts';

/**
 * `actions/doctor`: what is missing or weak, kept in one issue. A run that found something and could tell it to nobody
 * fails; otherwise the issue says it, and the run is green.
 */
export function runDoctor(started: Started): Promise<void> {
  return guardedInCheckout(started, async (context, repository) => {
    const inputs = readDoctorInputs();
    const { owner, repo, apiUrl, temp } = context;
    const { document, findings } = await doctored(repository, {
      ref: 'HEAD',
      name: { owner, repo },
      token: inputs.token,
      apiUrl,
      env: process.env,
      today: new Date().toISOString().slice(0, 10),
    });
    const path = join(temp, 'airlock-doctor.json');
    await writeWhole(path, `${JSON.stringify(document, null, 2)}\n`);
    info(withoutCommands(doctorText(document, findings, PLAIN)));
    await writeSummary(doctorMarkdown(document, findings));
    const kept = inputs.issue ? await keepIssue(context, inputs.token, document, findings) : null;
    setOutputs('doctor', {
      health: document.health,
      findings: String(document.counts.high + document.counts.medium),
      issue: kept === null || kept === 'lost' ? '' : String(kept.number),
      result: path,
    });
    if (document.health !== 'weak' || (inputs.issue && kept !== 'lost')) return;
    process.exitCode = 1;
    logError(doctorUnheard(inputs.issue ? 'not-written' : 'no-issue'), { title: 'Airlock doctor' });
  });
}

/** The issue as it is afterwards; null where there is none, `lost` where the token may not write it. */
async function keepIssue(
  { owner, repo, apiUrl }: ActionContext,
  token: string,
  document: DoctorDocument,
  findings: readonly DoctorFinding[],
): Promise<KeptIssue | null | 'lost'> {
  const access = { token, apiUrl, owner, repo };
  try {
    const sticky = new StickyIssue(await connect(access, process.env), access, DOCTOR_MARKER, doubleIssue);
    const now = await sticky.read();
    const step = issueStep(
      findings,
      now === null
        ? null
        : { isOpen: now.isOpen, knowsFindings: now.body.includes(findingsMarker(findings)) },
    );
    const body = doctorIssue(document, findings, step);
    if (step === 'leave') return now;
    if (now === null) return await sticky.open(DOCTOR_ISSUE_TITLE, body);
    return await sticky.change(now, body, step !== 'close');
  } catch (error) {
    const { kind } = failureOf(error);
    if (kind === 'forbidden' || kind === 'missing') return 'lost';
    throw error;
  }
}

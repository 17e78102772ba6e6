import {
  type Emergency,
  emergencyOf,
  isMerged,
  pairOf,
  type RecordedPlan,
  type RecordedRelease,
  releaseOf,
} from '../../ledger/state.ts';
import { EXIT } from '../../problem.ts';
import { recordPlan } from '../../release/approve.ts';
import { activeEmergency } from '../../release/emergency.ts';
import { jointOf } from '../../release/plan.ts';
import { because, type ReleaseCode, type ReleaseReason } from '../../release/reason.ts';
import { protectDocument } from '../../report/documents/release.ts';
import { protectText } from '../../report/release/protect-text.ts';
import type { Arguments } from '../arguments.ts';
import { type Desk, whoActs, withLedger } from '../ledger.ts';
import { askAll, type JointPart, partsOfPlan, partsToJoin } from '../release/joint.ts';
import { underNamesOfToday } from '../release/names.ts';
import { keepPlanIssue } from '../release/plan-issue.ts';
import { refusal } from '../release/refusal.ts';
import { type Subject, subjectAt } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';

/** A plan may be made and approved before its window opens. */
export const LATER: ReadonlySet<ReleaseCode> = new Set(['window-closed', 'frozen']);

/** Whether a version may be promoted: the plan, and everything that is asked before it is carried out. */
export const protectCommand: Command = {
  name: 'protect',
  summary: 'whether a version may be promoted: its plan, and every check with what was seen',
  usage: 'airlock protect [--version V] [--plan DIGEST] [--emergency] [--joint] [--record] [--checks]',
  options: {
    version: { type: 'string', value: 'V', help: 'version or digest; the newest candidate unless given' },
    plan: { type: 'string', value: 'DIGEST', help: 'a recorded plan, or the beginning of its digest' },
    direct: {
      type: 'string',
      value: 'REASON',
      help: 'promote in one step although the tier asks for a rollout',
    },
    emergency: { type: 'boolean', help: 'make the plan in the emergency that is declared here' },
    joint: {
      type: 'boolean',
      help: 'one plan over every bundle that shares what changes, each approved by its own people',
    },
    record: { type: 'boolean', help: 'record the plan, so that people can approve it' },
    checks: { type: 'boolean', help: 'show every check, not only those that refuse' },
    ref: { type: 'string', value: 'REF', help: 'commit whose configuration judges; HEAD unless given' },
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (found) => {
      const subject = await subjectAt(found, args.text('ref') ?? 'HEAD');
      const { bundle, environment } = subject;
      const desk = await underNamesOfToday(found, subject);
      if ('reasons' in desk) return refusal('protect', subject, desk.reasons);
      const wanted = wantedOf(args, desk, subject);
      if ('reason' in wanted) return refusal('protect', subject, [wanted.reason]);
      const { candidate, recorded } = wanted;
      const isJoint = args.flag('joint') || (recorded !== null && jointOf(recorded) !== null);
      const parts = await (recorded !== null
        ? partsOfPlan(desk, subject, candidate, recorded)
        : args.flag('joint')
          ? partsToJoin(desk, subject, candidate)
          : [{ subject, candidate, recorded }]);
      if ('reasons' in parts) return refusal('protect', subject, parts.reasons);
      const emergencyOf = (part: JointPart) => emergencyFor(args, desk, part.subject, part.recorded);
      const calm = parts.filter((part) => args.flag('emergency') && emergencyOf(part) === null);
      if (calm.length > 0)
        return refusal(
          'protect',
          subject,
          calm.map((part) =>
            because('no-emergency', { environment, bundle: part.subject.bundle, open: null }),
          ),
        );
      const all = await askAll(desk, parts, isJoint, { direct: directOf(args, wanted), emergencyOf });
      const reasons = all.flatMap(({ checks }) => checks.flatMap((one) => one.reasons));
      const isRecordable = reasons.every(({ code }) => LATER.has(code));
      if (args.flag('record') && isRecordable)
        for (const { facts } of all) {
          const { plan } = facts;
          const act = { bundle: plan.bundle, environment, ...(await whoActs(desk)) };
          await recordPlan({ ledger: desk.store, now: terminal.now }, act, plan, facts.now);
        }
      const isRecorded = args.flag('record') && isRecordable;
      let issue: number | null = null;
      for (const { facts, checks } of all) {
        if (facts.recorded === null && !isRecorded) continue;
        const kept = await keepPlanIssue(desk, facts, checks);
        if (facts.plan.bundle === bundle) issue = kept;
      }
      const document = protectDocument(all, bundle, isRecorded, issue);
      return {
        exit: reasons.length === 0 || (args.flag('record') && isRecordable) ? EXIT.go : EXIT.noGo,
        text: (palette) => protectText(document, args.flag('checks'), palette),
        json: () => document,
      };
    }),
};

export type Wanted =
  | { readonly candidate: RecordedRelease; readonly recorded: RecordedPlan | null }
  | { readonly reason: ReleaseReason };

/** The release that a command means: that of a recorded plan, that of a version, or the newest candidate. */
export function wantedOf(args: Arguments, { opened }: Desk, { bundle, environment }: Subject): Wanted {
  const { state } = opened;
  const prefix = args.text('plan');
  if (prefix !== null) {
    const digits = prefix.replace(/^sha256:/u, '');
    const plans = pairOf(state, bundle, environment).plans.filter((one) =>
      one.plan.slice(7).startsWith(digits),
    );
    const [recorded, other] = plans;
    if (recorded === undefined || other !== undefined || digits.length < 4)
      return { reason: because('unknown-plan', { plan: prefix }) };
    const candidate = releaseOf(state, bundle, digestIn(recorded));
    return candidate === null ? { reason: because('nothing-recorded', { bundle }) } : { candidate, recorded };
  }
  const releases = state.bundles[bundle]?.releases ?? [];
  const version = args.text('version');
  const found =
    version === null
      ? releases.findLast(isMerged)
      : releases.findLast((one) => one.version === version || one.digest === version);
  if (found !== undefined) return { candidate: found, recorded: null };
  return version === null
    ? { reason: because('nothing-recorded', { bundle }) }
    : {
        reason: because('unknown-version', {
          version,
          choices: releases.map((one) => one.version).join(', '),
        }),
      };
}

function digestIn({ document }: RecordedPlan): string {
  const candidate = document['candidate'];
  return typeof candidate === 'object' && candidate !== null && 'digest' in candidate
    ? String(candidate.digest)
    : '';
}

/** Why a plan says `direct`: what is asked for now, or what the recorded plan says. */
export function directOf(
  args: Arguments,
  { recorded }: { readonly recorded: RecordedPlan | null },
): string | null {
  const said = recorded?.document['direct'];
  return recorded === null ? args.text('direct') : typeof said === 'string' ? said : null;
}

/** The emergency that a recorded plan was made in, else the one that is declared now where a plan is to be made in it. */
export function emergencyFor(
  args: Arguments,
  { opened, terminal }: Desk,
  { bundle, environment }: Subject,
  recorded: RecordedPlan | null,
): Emergency | null {
  const pair = pairOf(opened.state, bundle, environment);
  if (recorded === null) return args.flag('emergency') ? activeEmergency(pair, terminal.now()) : null;
  const made = emergencyOf(recorded);
  return pair.emergencies.find((one) => one.seq === made) ?? null;
}

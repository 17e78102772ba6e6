import { emergencyOf, pairOf } from '../../ledger/state.ts';
import { EXIT, refuse } from '../../problem.ts';
import type { Forward } from '../../release/forward.ts';
import { type Begun, finishJointly, promoteJointly } from '../../release/joint.ts';
import type { Changed } from '../../release/outcome.ts';
import { jointOf } from '../../release/plan.ts';
import { abort, finish, promote, wasFinished } from '../../release/promote.ts';
import { because } from '../../release/reason.ts';
import { type ChangedDocument, changedDocument, refusedDocument } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import type { Arguments } from '../arguments.ts';
import { type Desk, whoActs, withLedger } from '../ledger.ts';
import { HANDS_OVER, handedOverPorts, reportOf } from '../release/deployer.ts';
import { changedExit } from '../release/exit.ts';
import { askAll, type JointPart, partsOfPlan } from '../release/joint.ts';
import { underNamesOfToday } from '../release/names.ts';
import { closePlanIssue } from '../release/plan-issue.ts';
import { refusal as refused } from '../release/refusal.ts';
import { type Subject, subjectAt } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';
import { directOf, emergencyFor, wantedOf } from './protect.ts';

/** Carries out an approved plan. Asked again, it goes on where an earlier run stopped. */
export const promoteCommand: Command = {
  name: 'promote',
  summary: 'carry out an approved plan, or go on with it',
  usage: 'airlock promote --plan DIGEST',
  options: {
    plan: { type: 'string', value: 'DIGEST', help: 'the approved plan, or the beginning of its digest' },
    abort: { type: 'string', value: 'REASON', help: 'end a first release that never came to serve' },
    ...HANDS_OVER,
    ref: { type: 'string', value: 'REF', help: 'commit whose configuration judges; HEAD unless given' },
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) =>
    withLedger(args, terminal, async (found) => {
      const subject = await subjectAt(found, args.text('ref') ?? 'HEAD');
      const desk = await underNamesOfToday(found, subject);
      if ('reasons' in desk) return refused('promote', subject, desk.reasons);
      const document = await promoted(args, desk, subject);
      return {
        exit: document.exit,
        text: (palette) => changedText(document.document, palette),
        json: () => document.document,
      };
    }),
};

interface Promoted {
  readonly exit: number;
  readonly document: ChangedDocument;
}

async function promoted(args: Arguments, desk: Desk, subject: Subject): Promise<Promoted> {
  const reason = args.text('abort');
  return reason === null
    ? carriedOut(args, desk, subject, { doing: 'promote', forward: null })
    : ended(desk, subject, reason);
}

async function ended(desk: Desk, subject: Subject, reason: string): Promise<Promoted> {
  const { bundle, environment } = subject;
  const ports = { ledger: desk.store, now: desk.terminal.now, deployer: null };
  const changed = await abort(ports, { bundle, environment, ...(await whoActs(desk)), reason, over: null });
  return {
    exit: changedExit(changed),
    document: changedDocument('promote', { bundle, environment }, changed),
  };
}

interface Way {
  readonly doing: 'promote' | 'rollback';
  /** Why the plan is the way back; null where it is a promotion like every other. */
  readonly forward: Forward | null;
}

/** Carries out the plan that is named, after asking everything anew; or goes on with it. */
export async function carriedOut(
  args: Arguments,
  desk: Desk,
  subject: Subject,
  { doing, forward }: Way,
): Promise<Promoted> {
  const { bundle, environment } = subject;
  const ports = await handedOverPorts(desk, subject);
  const act = { bundle, environment, ...(await whoActs(desk)) };
  const told = (changed: Changed): Promoted => ({
    exit: changedExit(changed),
    document: changedDocument(doing, { bundle, environment }, changed),
  });
  if (args.text('plan') === null) refuse('option-missing', { expected: '--plan DIGEST' });
  const wanted = wantedOf(args, desk, subject);
  if ('reason' in wanted) return refusal(doing, subject, [wanted.reason]);
  const { recorded, candidate } = wanted;
  const pair = pairOf(desk.opened.state, bundle, environment);
  const { open } = pair;
  const joint = recorded === null ? null : jointOf(recorded);
  if (joint === null && open !== null && recorded !== null && open.plan === recorded.plan)
    return told(await finish(ports, act, open, forward?.detectedAt ?? null));
  const isDone = recorded !== null && wasFinished(pair, recorded.plan);
  if (joint === null && isDone) return told({ kind: 'done', state: desk.opened.state, already: true });
  if (forward !== null && (recorded === null || emergencyOf(recorded) === null))
    return refusal(doing, subject, [because('forward-without-emergency')]);
  const parts =
    recorded === null
      ? [{ subject, candidate, recorded }]
      : await partsOfPlan(desk, subject, candidate, recorded);
  if ('reasons' in parts) return refusal(doing, subject, parts.reasons);
  if (reportOf(args) !== null && joint === null)
    return refusal(doing, subject, [because('nothing-open', { environment })]);
  const begun = joint === null ? [] : await begunIn(desk, parts);
  if (begun.length > 0) return told(await finishJointly(ports, begun));
  const all = await askAll(desk, parts, joint !== null, {
    direct: directOf(args, wanted),
    emergencyOf: (part) => emergencyFor(args, desk, part.subject, part.recorded),
  });
  const reasons = all.flatMap(({ checks }) => checks.flatMap((one) => one.reasons));
  if (reasons.length > 0) return refusal(doing, subject, reasons);
  const members = await Promise.all(
    all.map(
      async ({
        subject: of,
        facts: { plan, planDigest },
        candidate: { seq: _, recordedAt: __, ...release },
      }) => ({
        request: { ...act, bundle: of.bundle, plan, planDigest, release, forward },
        deployer: (await handedOverPorts(desk, of)).deployer,
      }),
    ),
  );
  const [only] = members;
  const changed = await (joint !== null || only === undefined
    ? promoteJointly(ports, members)
    : promote({ ...ports, deployer: only.deployer }, only.request));
  // It serves, and is in the ledger: an issue that stays open is no reason to say otherwise.
  if (changed.kind === 'done')
    for (const { subject: of, recorded: plan } of parts)
      if (plan !== null) await closePlanIssue(desk.terminal, of, plan).catch(() => {});
  return told(changed);
}

/** Members of a joint plan once any of them is begun: all of them are, in one write. */
async function begunIn(desk: Desk, parts: readonly JointPart[]): Promise<Begun[]> {
  const { opened } = desk;
  const isBegun = ({ subject: { bundle, environment }, recorded }: JointPart): boolean => {
    const pair = pairOf(opened.state, bundle, environment);
    return recorded !== null && (pair.open?.plan === recorded.plan || wasFinished(pair, recorded.plan));
  };
  if (!parts.some(isBegun)) return [];
  const who = await whoActs(desk);
  return Promise.all(
    parts.map(async ({ subject, recorded }) => ({
      act: { bundle: subject.bundle, environment: subject.environment, ...who },
      planDigest: recorded?.plan ?? '',
      deployer: (await handedOverPorts(desk, subject)).deployer,
    })),
  );
}

function refusal(
  doing: Way['doing'],
  { bundle, environment }: Subject,
  reasons: Parameters<typeof refusedDocument>[2],
): Promoted {
  return { exit: EXIT.noGo, document: refusedDocument(doing, { bundle, environment }, reasons) };
}

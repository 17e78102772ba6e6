import { pairOf } from '../../ledger/state.ts';
import { EXIT, refuse } from '../../problem.ts';
import type { Changed } from '../../release/outcome.ts';
import { abort, finish, promote } from '../../release/promote.ts';
import { protections } from '../../release/protect.ts';
import { because } from '../../release/reason.ts';
import { type ChangedDocument, changedDocument, refusedDocument } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import type { Arguments } from '../arguments.ts';
import { type Desk, whoActs, withLedger } from '../ledger.ts';
import { HANDS_OVER, handedOverPorts, reportOf } from '../release/deployer.ts';
import { changedExit } from '../release/exit.ts';
import { factsOf } from '../release/facts.ts';
import { closePlanIssue } from '../release/plan-issue.ts';
import { type Subject, subjectAt } from '../release/subject.ts';
import { type Command, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';
import { directOf, wantedOf } from './protect.ts';

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
    withLedger(args, terminal, async (desk) => {
      const subject = await subjectAt(desk, args.text('ref') ?? 'HEAD');
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
  const { bundle, environment } = subject;
  const ports = await handedOverPorts(desk, subject);
  const act = { bundle, environment, ...(await whoActs(desk)) };
  const told = (changed: Changed): Promoted => ({
    exit: changedExit(changed),
    document: changedDocument('promote', { bundle, environment }, changed),
  });
  const reason = args.text('abort');
  if (reason !== null) return told(await abort(ports, { ...act, reason, over: null }));
  if (args.text('plan') === null) refuse('option-missing', { expected: '--plan DIGEST' });
  const wanted = wantedOf(args, desk, subject);
  if ('reason' in wanted) return refusal(subject, [wanted.reason]);
  const { recorded, candidate } = wanted;
  const pair = pairOf(desk.opened.state, bundle, environment);
  const { open } = pair;
  if (open !== null && recorded !== null && open.plan === recorded.plan)
    return told(await finish(ports, act, open));
  const isDone = [pair.live, ...pair.history].some((one) => one !== null && one.plan === recorded?.plan);
  if (isDone) return told({ kind: 'done', state: desk.opened.state, already: true });
  if (reportOf(args) !== null) return refusal(subject, [because('nothing-open', { environment })]);
  const asked = { candidate, recorded, direct: directOf(args, wanted), deployer: ports.deployer };
  const facts = await factsOf(desk, subject, asked);
  const reasons = protections(facts).flatMap((one) => one.reasons);
  if (reasons.length > 0) return refusal(subject, reasons);
  const { seq: _seq, recordedAt: _recordedAt, ...release } = candidate;
  const changed = await promote(ports, { ...act, plan: facts.plan, planDigest: facts.planDigest, release });
  // It serves, and is in the ledger: an issue that stays open is no reason to say otherwise.
  if (changed.kind === 'done' && recorded !== null)
    await closePlanIssue(desk.terminal, { bundle, environment }, recorded).catch(() => {});
  return told(changed);
}

function refusal({ bundle, environment }: Subject, reasons: Parameters<typeof refusedDocument>[2]): Promoted {
  return { exit: EXIT.noGo, document: refusedDocument('promote', { bundle, environment }, reasons) };
}

import { SCOPES, type Scope } from '../../ledger/entry.ts';
import { pairOf } from '../../ledger/state.ts';
import { EXIT, refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';
import { offCall } from '../../release/on-call.ts';
import { because, type ReleaseReason } from '../../release/reason.ts';
import { rollback } from '../../release/rollback.ts';
import { refusedDocument, rollbackDocument, type Where } from '../../report/documents/release.ts';
import { changedText } from '../../report/release/changed-text.ts';
import { reviewText } from '../../report/release/review-text.ts';
import { whoActs, withLedger } from '../ledger.ts';
import { fenceOf, HANDS_OVER, handedOverPorts, reportOf } from '../release/deployer.ts';
import { changedExit } from '../release/exit.ts';
import { openReview } from '../release/review.ts';
import { bundleOf, environmentOfBundle, subjectSomehow } from '../release/subject.ts';
import { type Answer, type Command, PLAIN_FORMS } from './command.ts';
import { ACTS } from './ledger-command.ts';

/** Returns to a version that served before: at once, whatever window, freeze or approval there is. */
export const rollbackCommand: Command = {
  name: 'rollback',
  summary: 'return to a version that served before: the bundle, or its model, policy or routing',
  usage: 'airlock rollback [bundle|model|policy|routing] --reason TEXT [--to VERSION] [--from VERSION]',
  options: {
    reason: { type: 'string', value: 'TEXT', help: 'what is wrong; at most 500 characters' },
    to: { type: 'string', value: 'VERSION', help: 'version to return to; the last that served unless given' },
    from: {
      type: 'string',
      value: 'VERSION',
      help: 'only if this is live, so that asking twice goes back once',
    },
    detected: { type: 'string', value: 'TIME', help: 'when it was noticed, in UTC: 2026-11-02T01:58:00Z' },
    'detected-by': {
      type: 'string',
      value: 'TEXT',
      help: 'who or what noticed: a person, an alert, a customer',
    },
    'harmful-since': { type: 'string', value: 'TIME', help: 'since when it did harm, in UTC' },
    degraded: { type: 'string', value: 'yes|no', help: 'whether decisions were worse while it served' },
    ...HANDS_OVER,
    ...ACTS,
  },
  forms: PLAIN_FORMS,
  words: 1,
  run: (args, terminal) =>
    withLedger(args, terminal, async (desk) => {
      const bundle = bundleOf(desk);
      const environment = environmentOfBundle(desk, bundle);
      const subject = await subjectSomehow(desk, bundle, environment);
      const who = await whoActs(desk);
      const reason = reasonOf(args.text('reason'));
      const { open, live } = pairOf(desk.opened.state, bundle, environment);
      const isOver = open?.kind !== 'rollback' && live?.how !== 'rolled-back';
      if (reportOf(args) !== null && isOver)
        return refusedRollback({ bundle, environment }, because('nothing-open', { environment }));
      // Whoever began an order may end it: the steps of a deployment take back what did not end well.
      const isOwn = open !== null && open.fence === fenceOf(args) && open.by.login === who.actor.login;
      const off = isOwn ? null : offCall(who.actor, subject.policy.people['oncall']);
      if (off !== null) return refusedRollback({ bundle, environment }, off);
      const changed = await rollback(await handedOverPorts(desk, subject), {
        bundle,
        environment,
        ...who,
        scope: scopeOf(args.words[0] ?? 'bundle'),
        to: args.text('to'),
        from: args.text('from'),
        over: reportOf(args) === null ? fenceOf(args) : null,
        reason,
        detectedAt: timeOf(args.text('detected'), '--detected'),
        detectedBy: shortText(args.text('detected-by'), '--detected-by'),
        harmfulSince: timeOf(args.text('harmful-since'), '--harmful-since'),
        degraded: yesOrNo(args.text('degraded'), '--degraded'),
      });
      const where = { bundle, environment };
      const review = changed.kind === 'begun' ? null : await openReview(terminal, where, changed);
      const document = rollbackDocument(where, changed, review);
      return {
        exit: changedExit(changed),
        text: (palette) => `${changedText(document, palette)}${reviewText(review, palette)}`,
        json: () => document,
      };
    }),
};

function refusedRollback(where: Where, reason: ReleaseReason): Answer {
  const document = refusedDocument('rollback', where, [reason]);
  return { exit: EXIT.noGo, text: (palette) => changedText(document, palette), json: () => document };
}

function scopeOf(word: string): Scope {
  return (
    SCOPES.find((scope) => scope === word) ??
    refuse('option-bad-value', {
      found: word,
      expected: `one of ${SCOPES.join(', ')}`,
      nearest: nearest(word, SCOPES),
    })
  );
}

const LONGEST_REASON = 500;

/** Why; the only words of people's that a ledger keeps, and for ever. */
export function reasonOf(text: string | null, expected = '--reason TEXT'): string {
  const reason = text?.trim() ?? '';
  if (reason === '') refuse('option-missing', { expected });
  if (reason.length > LONGEST_REASON)
    refuse('option-bad-value', {
      found: `a reason of ${reason.length} characters`,
      expected: `at most ${LONGEST_REASON}`,
    });
  return reason;
}

function shortText(text: string | null, option: string): string | null {
  return text === null ? null : reasonOf(text, `${option} TEXT`);
}

function yesOrNo(text: string | null, option: string): boolean | null {
  if (text === null) return null;
  if (text !== 'yes' && text !== 'no')
    refuse('option-bad-value', { found: `${option} ${text}`, expected: 'yes or no' });
  return text === 'yes';
}

function timeOf(text: string | null, option: string): string | null {
  if (text === null) return null;
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/u.test(text) || Number.isNaN(Date.parse(text)))
    refuse('option-bad-value', {
      found: `${option} ${text}`,
      expected: 'a time in UTC such as 2026-11-02T01:58:00Z',
    });
  return text;
}

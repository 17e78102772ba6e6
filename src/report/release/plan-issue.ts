import { decidingCheck } from '../../gates/decision.ts';
import type { GateResult } from '../../gates/gate.ts';
import type { Plan } from '../../release/plan.ts';
import { approvedOf } from '../../release/protect-people.ts';
import type { Protection, ProtectionFacts } from '../../release/protection.ts';
import { APPROVALS } from '../codes/approvals.ts';
import { RELEASES } from '../codes/release.ts';
import {
  bullets,
  command,
  heading,
  link,
  type Markdown,
  markdown,
  marker,
  NOTHING,
  paragraphs,
  table,
} from '../markdown.ts';
import { joined, type Phrase, quote, say, strong, words } from '../phrase.ts';
import { gateNote, inShort, VERDICTS } from '../sentences.ts';
import { shellWord } from '../shell.ts';
import { visible } from '../visible.ts';

type Named = Pick<Plan, 'bundle' | 'environment'>;

/** Ends the issue of a plan: by it, and by its author, it is found. Environments may have any name, so that theirs is hex. */
export function planMarker({ bundle, environment }: Named, digest: string): Markdown {
  const where = Buffer.from(environment, 'utf8').toString('hex');
  return marker(`plan/${bundle}/${where}/${digest.replace(/^sha256:/u, '')}`);
}

const MARKER = /<!-- airlock:plan\/([a-z][a-z0-9-]{0,62})\/((?:[0-9a-f]{2}){1,400})\/([0-9a-f]{64}) -->\s*$/u;

/** Which plan an issue is about; null where it is about none. */
export function planOfIssue(body: string): (Named & { readonly digest: string }) | null {
  const [, bundle, where, digits] = MARKER.exec(body) ?? [];
  if (bundle === undefined || where === undefined || digits === undefined) return null;
  return { bundle, environment: Buffer.from(where, 'hex').toString('utf8'), digest: `sha256:${digits}` };
}

export function planIssueTitle({ bundle, environment, live, candidate }: Plan): string {
  const way = `${visible(live?.version ?? 'nothing', 40)} → ${visible(candidate.version, 40)}`;
  return `Approve ${bundle} ${way} in ${visible(environment, 60)}`;
}

/** Codes after which no approval can make the plan go out. */
const DEAD: ReadonlySet<string> = new Set(['plan-expired', 'plan-differs', 'plan-rejected', 'already-live']);

export function isDead(checks: readonly Protection[]): boolean {
  return checks.some(({ reasons }) => reasons.some(({ code }) => DEAD.has(code)));
}

/** What the issue says that the facts do not. */
export interface About {
  /** `https://github.com/acme/bot`. */
  readonly repositoryUrl: string;
  /** Commit of what is live; null where nothing is. */
  readonly liveCommit: string | null;
  /** Whether a promotion was started for it already. */
  readonly wasStarted: boolean;
}

/** The issue of a plan: what goes out, why it may, who agreed, who is missing, and what to write. */
export function planIssueBody(
  facts: ProtectionFacts,
  checks: readonly Protection[],
  { repositoryUrl, liveCommit, wasStarted: started }: About,
): Markdown {
  const { plan, planDigest, recorded } = facts;
  const digest = recorded?.plan ?? planDigest;
  const short = digest.replace(/^sha256:/u, '').slice(0, 12);
  return paragraphs(
    heading(3, words(planIssueTitle(plan))),
    bullets(factsOf(facts, digest)),
    difference(facts, repositoryUrl, liveCommit),
    table(['gate', 'verdict', 'deciding figure'].map(words), facts.gates.map(gateRow)),
    approvalsPart(facts),
    other(checks),
    isDead(checks)
      ? markdown(words('This plan cannot be carried out any more. Make a new one.'))
      : paragraphs(
          markdown(
            words(
              'Write one of these as a comment. An edited comment does not count, and neither does one of an author of the change.',
            ),
          ),
          command(`/airlock approve ${short}`),
          command('/airlock reject REASON'),
        ),
    started ? startedPart() : NOTHING,
    planMarker(plan, digest),
  );
}

function factsOf({ plan, policy }: ProtectionFacts, digest: string): Phrase[] {
  const { window, target, fallback, tier, expires } = plan;
  const zone = policy.windows[window.name]?.zone ?? 'UTC';
  const slot =
    window.opens === null || window.closes === null
      ? []
      : [
          say`${strong(words('window'))}: ${words(both(window.opens, zone))} to ${words(both(window.closes, zone))}`,
        ];
  const way =
    target === null ? say`${quote(fallback ?? 'nothing is named')}` : say`back to ${quote(target.version)}`;
  return [
    say`${strong(words('plan'))}: ${quote(digest)}`,
    say`${strong(words('risk'))}: ${words(tier)}`,
    say`${strong(words('if it goes wrong'))}: ${way}`,
    ...slot,
    say`${strong(words('approve until'))}: ${words(both(expires, zone))}`,
  ];
}

/** An instant in the zone of the policy and in UTC. */
function both(instant: string, zone: string): string {
  const utc = `${instant.slice(0, 16).replace('T', ' ')} UTC`;
  if (zone === 'UTC') return utc;
  const format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  return `${format.format(new Date(instant))} ${zone} (${utc})`;
}

function difference(
  { candidate }: ProtectionFacts,
  repositoryUrl: string,
  liveCommit: string | null,
): Markdown {
  if (liveCommit === null) return NOTHING;
  return link(
    words('What changed since what is live'),
    `${repositoryUrl}/compare/${liveCommit}...${candidate.commit}`,
  );
}

function gateRow(gate: GateResult): Phrase[] {
  const { symbol, word } = VERDICTS[gate.verdict];
  const deciding = decidingCheck(gate);
  return [
    words(gate.gate),
    words(`${symbol} ${word}`),
    deciding === null ? gateNote(gate) : inShort(deciding),
  ];
}

function approvalsPart(facts: ProtectionFacts): Markdown {
  const approved = approvedOf(facts);
  const { approvals, accountable } = facts.plan;
  const rows = Object.entries(approvals).map(([role, count]) => {
    const yes = approved?.weighed.filter((one) => one.role === role) ?? [];
    const missing = approved === null ? count : (approved.missing[role] ?? 0);
    return [
      say`${quote(role)}${words(role === accountable ? ' (accountable)' : '')}`,
      words(String(count)),
      yes.length === 0
        ? words('nobody yet')
        : joined(
            yes.map((one) => quote(`@${one.approval.by.login}`)),
            ', ',
          ),
      words(missing === 0 ? '✅' : `${missing} missing`),
    ];
  });
  const ignored = (approved?.weighed ?? []).flatMap(({ approval, reason }) =>
    reason === null
      ? []
      : [say`${quote(`@${approval.by.login}`)} does not count: ${words(titleOf(reason.code))}`],
  );
  return paragraphs(
    table(['role', 'needed', 'agreed', ''].map(words), rows),
    ignored.length === 0 ? NOTHING : bullets(ignored),
  );
}

const OF_APPROVALS: ReadonlySet<string> = new Set(Object.keys(APPROVALS));

function titleOf(code: keyof typeof RELEASES): string {
  return RELEASES[code].title;
}

/** What else stands in the way; approvals have a table of their own. */
function other(checks: readonly Protection[]): Markdown {
  const reasons = checks.flatMap((one) => one.reasons).filter(({ code }) => !OF_APPROVALS.has(code));
  if (reasons.length === 0) return NOTHING;
  return bullets(reasons.map(({ code }) => say`${strong(quote(code))}: ${words(titleOf(code))}`));
}

/** What is said at the end of the issue of a plan whose approvals are all there. */
export type Start =
  | { readonly kind: 'started' }
  | { readonly kind: 'open'; readonly why: 'forbidden' | 'missing' | 'refused' | 'unknown' | 'window' };

const WHY: Readonly<Record<Extract<Start, { kind: 'open' }>['why'], string>> = {
  forbidden: 'The job that read the last approval may not start a workflow; it needs `actions: write`.',
  missing: 'There is no workflow of this name on the default branch that can be started.',
  refused: 'GitHub did not start it: the workflow must take the inputs `bundle`, `environment` and `plan`.',
  window: 'The window is not open, and nothing starts by itself when it opens.',
  unknown: 'GitHub gave no answer, so that it may have started or not: look at its runs first.',
};

const STARTED = marker('started');

function startedPart(): Markdown {
  return paragraphs(markdown(words('Everybody agreed, and the promotion was started.')), STARTED);
}

export function wasStarted(body: string): boolean {
  return body.includes(STARTED);
}

/** The body of the issue with what became of its last approval. */
export function withStart(
  body: string,
  { bundle, environment, digest }: Named & { readonly digest: string },
  start: Start,
  workflow: string,
): Markdown {
  const end = planMarker({ bundle, environment }, digest);
  const said =
    start.kind === 'started'
      ? startedPart()
      : paragraphs(
          markdown(say`Everybody agreed. ${words(WHY[start.why])} Start it like this:`),
          command(
            `gh workflow run ${workflow} -f bundle=${bundle} -f environment=${shellWord(environment)} -f plan=${digest}`,
          ),
        );
  return `${body.trimEnd().slice(0, -end.length).trimEnd()}\n\n${said}\n\n${end}` as Markdown;
}

/** What the issue of a plan says once that was carried out. */
export function carriedOutBody(body: string, end: Markdown): Markdown {
  const done = markdown(words('This plan was carried out.'));
  return `${body.trimEnd().slice(0, -end.length).trimEnd()}\n\n${done}\n\n${end}` as Markdown;
}

export function doubledBody(kept: number): Markdown {
  return markdown(say`Opened twice; the plan is approved on #${kept}.`);
}

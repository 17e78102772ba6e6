import type { Payload } from '../check/payloads.ts';
import type { ProgressStep } from '../check.ts';
import { decimals, plural } from './figures.ts';
import { visible } from './visible.ts';

/** What is said while work goes on, in a job's log and on a terminal. */

const STEPS: Readonly<Record<ProgressStep['step'], string>> = {
  bundle: 'reading its files',
  changes: 'comparing with the base',
  evidence: 'reading results',
  gates: 'evaluating gates',
};

export function progressText(step: ProgressStep['step'], bundle: string): string {
  return `${bundle}: ${STEPS[step]} …`;
}

/** Which of what a release points to is being fetched. */
export function payloadProgress(
  { path, size }: Pick<Payload, 'path' | 'size'>,
  at: number,
  of: number,
): string {
  const much = size === null ? '' : `, ${size} bytes`;
  return `fetching ${at} of ${of}: ${visible(path)}${much} …`;
}

/** What may fail on GitHub without failing the gate. */
export type Optional =
  | 'comment'
  | 'comments-read'
  | 'labels'
  | 'labels-read'
  | 'check'
  | 'status'
  | 'tags-read'
  | 'ledger-read'
  | 'artifact'
  | 'pack';

const OPTIONAL: Readonly<Record<Optional, { readonly lost: string; readonly permission: string | null }>> = {
  comment: { lost: 'the report is not posted as a comment', permission: 'pull-requests: write' },
  'comments-read': {
    lost: 'decisions of persons on the pull request are not seen',
    permission: 'pull-requests: read',
  },
  labels: { lost: 'no risk label is set', permission: 'pull-requests: write' },
  'labels-read': {
    lost: 'labels are taken from the event and may be out of date',
    permission: 'pull-requests: read',
  },
  check: { lost: 'no check run is made', permission: 'checks: write' },
  status: { lost: 'no commit status is set', permission: 'statuses: write' },
  'tags-read': {
    lost: 'recorded versions are not read, so the version is 0.0.0',
    permission: 'contents: read',
  },
  'ledger-read': {
    lost: 'nothing is carried over from a ledger',
    permission: 'contents: read',
  },
  artifact: { lost: 'the report is not uploaded', permission: null },
  pack: { lost: 'the evidence pack is not uploaded', permission: null },
};

/** Structurally what `host/github/client.ts` makes of an error; said here without importing a room beside. */
export interface Failure {
  readonly kind: 'forbidden' | 'limited' | 'missing' | 'refused' | 'unknown';
  readonly status: number | null;
}

/** Something that was left out, and why. */
export interface Loss {
  readonly what: Optional;
  readonly failure: Failure;
}

/** What is missing from this run, one sentence for each cause, with the line that would mend it. */
export function lossNotices(losses: readonly Loss[], isFork: boolean): string[] {
  return [...new Set(losses.map(causeOf))].map((cause) => {
    const group = losses.filter((loss) => causeOf(loss) === cause);
    const lost = [...new Set(group.map(({ what }) => OPTIONAL[what].lost))].join(', ');
    return [`${causeText(cause, group, isFork)}: ${lost}.`, ...mends(cause, group, isFork)].join(' ');
  });
}

/** A scope of `permissions:` that is missing, or what GitHub did instead of an answer. */
function causeOf({ what, failure }: Loss): string {
  const { permission } = OPTIONAL[what];
  if (permission !== null && isMissingPermission(failure)) return permission.split(':')[0] ?? permission;
  return failure.kind === 'limited' ? 'limited' : `${failure.kind} ${failure.status ?? ''}`;
}

function isMissingPermission({ kind }: Failure): boolean {
  return kind === 'forbidden' || kind === 'missing';
}

function causeText(cause: string, [first]: readonly Loss[], isFork: boolean): string {
  const status = first?.failure.status == null ? '' : ` (status ${first.failure.status})`;
  if (cause === 'limited') return "GitHub's rate limit is used up";
  if (cause.startsWith('refused')) return `GitHub did not accept a request${status}`;
  if (cause.startsWith('unknown')) return `GitHub gave no usable answer${status}`;
  return isFork ? 'A pull request from a fork has a read-only token' : `The token lacks \`${cause}\``;
}

function mends(cause: string, losses: readonly Loss[], isFork: boolean): string[] {
  const needed = losses.map(({ what }) => OPTIONAL[what].permission).sort();
  // "write" sorts behind "read" and includes it.
  const permission = needed.at(-1);
  const add =
    permission?.startsWith(`${cause}:`) && !isFork ? [`Add \`${permission}\` to \`permissions:\`.`] : [];
  return losses.some(({ what }) => what === 'comment' || what === 'artifact')
    ? [...add, 'The report is in the job summary.']
    : add;
}

export function artifactUnsupported(): string {
  return 'The report is not uploaded: an Enterprise Server has no artifact service that this action can use. The report is in the job summary.';
}

export function packUnsupported(): string {
  return 'The evidence pack is not uploaded: an Enterprise Server has no artifact service that this action can use. The output `pack` says where it is.';
}

/** A file that the team's own store did not take. */
export function notKept(name: string, found: string): string {
  return `${name} was not kept by the command of \`store\`: ${visible(found, 200)}. The report is in the job summary.`;
}

/** Why a command leaves things as they are. */
export function nothingToDo(): string {
  return 'Nothing to do: no command of ours, nobody who may give one, or a gate that is still running.';
}

export function pressRerun(): string {
  return 'The token may not run the gate again: press "Re-run failed jobs", or give this job `actions: write`.';
}

/** Why the doctor's run is red although it did its work: nobody would hear of it otherwise. */
export function doctorUnheard(why: 'no-issue' | 'not-written'): string {
  return why === 'no-issue'
    ? 'There is something to mend; the job summary has it.'
    : 'There is something to mend, and the issue could not be written: add `issues: write` to `permissions:`, and turn issues on. The job summary has it.';
}

/** Why a reporter leaves a run alone. */
export function nothingToReport(): string {
  return 'Nothing to report: the run reports for itself, or its pull request has moved on.';
}

export function shardStarts(evidence: string, side: string, shard: number, shards: number): string {
  return `${evidence} (${side}): shard ${shard} of ${shards}`;
}

/** A shard that cost more than its part of the budget; both in USD. */
export function overBudget(evidence: string, spent: number, budget: number): string {
  return `${evidence}: this shard cost $${decimals(spent, 2)} of its $${decimals(budget, 2)}, so the run does not count as whole and its criteria are unmeasured.`;
}

/** Which shards of an evidence did not come. */
export function shardsMissing(
  evidence: string,
  side: string,
  missing: readonly number[],
  expected: number,
): string {
  return `${evidence} (${side}): ${plural(missing.length, 'shard')} of ${expected} did not come (${missing.join(', ')}), so the run is not whole and its criteria are unmeasured.`;
}

export function shardsMerged(evidence: string, side: string, rows: number, shards: number): string {
  return `${evidence} (${side}): ${plural(rows, 'row')} from ${plural(shards, 'shard')}`;
}

/** Text for a job's log: a line that the runner would take for a command of ours is kept from being one. */
export function withoutCommands(text: string): string {
  return text.replace(/^([ \t]*)(?=::|##\[)/gmu, '$1· ');
}

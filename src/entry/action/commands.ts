import { info, notice } from '@actions/core';
import { connect, failureOf, type GitHubAccess, type GitHubClient } from '../../host/github/client.ts';
import { StickyComment } from '../../host/github/comments.ts';
import { setRaiseLabel } from '../../host/github/labels.ts';
import { headOf, newestRun, rerun } from '../../host/github/reruns.ts';
import { refuse } from '../../problem.ts';
import type { ReleaseCode } from '../../release/reason.ts';
import { explanation, withAnswer } from '../../report/answer.ts';
import type { ProtectDocument } from '../../report/documents/release.ts';
import { COMMENT_MARKER } from '../../report/pull-comment.ts';
import { planOfIssue } from '../../report/release/plan-issue.ts';
import { PLAIN } from '../../report/terminal.ts';
import { nothingToDo, pressRerun, withoutCommands } from '../../report/voice.ts';
import { parseArguments } from '../arguments.ts';
import { LATER, protectCommand } from '../commands/protect.ts';
import { startPromotion } from '../release/plan-issue.ts';
import type { ActionContext, CommentPayload } from './context.ts';
import { guarded } from './guard.ts';
import { type CommandInputs, readCommandInputs } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import type { Started } from './start.ts';
import { terminalOf } from './terminal.ts';

const COMMAND =
  /^\/airlock[ \t]+(approve|explain|override|raise|reject|tier|vouch)(?:[ \t]+([a-z][a-z0-9-]{0,62}))?(?:[ \t]|\r?\n|$)/u;
/** What is said on the issue of a plan; everything else is said on a pull request. */
const ON_PLANS: ReadonlySet<string> = new Set(['approve', 'reject']);
const MOVES_TIER: ReadonlySet<string> = new Set(['raise', 'tier']);
/** Who may make the gate run again. What an override counts for is decided by the gate, not here. */
const MAY: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/**
 * `actions/commands`: what a comment on a pull request, or on the issue of a plan, asks for. The answer is an edited
 * report, an edited issue or another run, never one more comment; strangers are left without one.
 */
export function runCommands(started: Started): Promise<void> {
  return guarded(started, async (context) => {
    const inputs = readCommandInputs();
    const { comment } = context.payload;
    if (comment === null)
      refuse('event-unsupported', { found: context.eventName, expected: 'on: issue_comment' });
    const [, command, word = ''] = COMMAND.exec(comment.body) ?? [];
    const asks =
      command !== undefined && comment.isOnPull !== ON_PLANS.has(command) && MAY.has(comment.association);
    if (!asks) info(nothingToDo());
    else if (ON_PLANS.has(command)) await weighPlan(context, comment, inputs);
    else {
      const access = {
        token: inputs.token,
        apiUrl: context.apiUrl,
        owner: context.owner,
        repo: context.repo,
      };
      const client = await connect(access, process.env);
      if (command === 'explain') await explain(client, access, comment, word);
      else await again(client, access, comment, inputs.workflow, command);
    }
    setOutputs('commands', { done: asks ? command : '' });
  });
}

async function explain(
  client: GitHubClient,
  access: GitHubAccess,
  { issue: pull }: CommentPayload,
  code: string,
): Promise<void> {
  const sticky = new StickyComment(client, access, pull, COMMENT_MARKER);
  const { own } = await sticky.read();
  if (own !== null) await sticky.write(withAnswer(own.body, explanation(code)));
}

/**
 * Lets the gate look again: it reads words and labels itself, as they are then. What moves the tier moves what must be run,
 * so that then all jobs are made again.
 */
async function again(
  client: GitHubClient,
  access: GitHubAccess,
  { issue: pull }: CommentPayload,
  workflow: string,
  command: string,
): Promise<void> {
  if (command === 'raise') await setRaiseLabel(client, access, pull);
  const head = await headOf(client, access, pull);
  const run = head.isOpen ? await newestRun(client, access, workflow, head.sha) : null;
  if (run === null || !run.isDone) return info(nothingToDo());
  try {
    await rerun(client, access, run.id, MOVES_TIER.has(command) ? 'all' : 'failed');
  } catch (error) {
    if (failureOf(error).kind !== 'forbidden') throw error;
    notice(pressRerun());
  }
}

/**
 * Asks every protection of the plan again, in a checkout of the default branch, and shows on its issue who counts; where
 * nobody and nothing is missing the promotion is started. What it decides is asked once more by the job that deploys.
 */
async function weighPlan(
  context: ActionContext,
  { issue, issueBody }: CommentPayload,
  { promote, token, teamToken }: CommandInputs,
): Promise<void> {
  const plan = planOfIssue(issueBody);
  if (plan === null) return info(nothingToDo());
  const words = [`--plan=${plan.digest}`, `--bundle=${plan.bundle}`, `--environment=${plan.environment}`];
  const terminal = terminalOf(context, { token, teamToken });
  const { options, words: most, run } = protectCommand;
  const answer = await run(parseArguments(words, options, most), terminal);
  info(withoutCommands(answer.text(PLAIN)));
  // An issue that anybody wrote with the marker of a plan is not that of the plan.
  const weighed = weighedIn(answer.json?.(), issue);
  if (weighed === null) return info(nothingToDo());
  if (!weighed.every((code) => LATER.has(code))) return;
  const isOpen = weighed.length === 0;
  await startPromotion(terminal, plan, {
    workflow: promote,
    ref: context.payload.defaultBranch ?? '',
    isOpen,
  });
}

/** Codes of what stands in the way; null where the plan is not approved on this issue. */
function weighedIn(document: unknown, issue: number): ReleaseCode[] | null {
  const { issue: own, reasons } = document as Partial<ProtectDocument>;
  return own === issue && reasons !== undefined ? reasons.map(({ code }) => code) : null;
}

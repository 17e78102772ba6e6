import { info, notice } from '@actions/core';
import { connect, failureOf, type GitHubAccess, type GitHubClient } from '../../host/github/client.ts';
import { StickyComment } from '../../host/github/comments.ts';
import { setRaiseLabel } from '../../host/github/labels.ts';
import { headOf, newestRun, rerun } from '../../host/github/reruns.ts';
import { refuse } from '../../problem.ts';
import { explanation, withAnswer } from '../../report/answer.ts';
import { COMMENT_MARKER } from '../../report/pull-comment.ts';
import { nothingToDo, pressRerun } from '../../report/voice.ts';
import type { CommentPayload } from './context.ts';
import { guarded } from './guard.ts';
import { readReportInputs } from './inputs.ts';
import { setOutputs } from './outputs.ts';
import type { Started } from './start.ts';

const COMMAND = /^\/airlock[ \t]+(explain|override|raise)(?:[ \t]+([a-z][a-z0-9-]{0,62}))?(?:[ \t]|\r?\n|$)/u;
/** Who may make the gate run again. What an override counts for is decided by the gate, not here. */
const MAY: ReadonlySet<string> = new Set(['OWNER', 'MEMBER', 'COLLABORATOR']);

/**
 * `actions/commands`: what a comment on a pull request asks for. The answer is an edited report or another run, never one
 * more comment; strangers are left without one.
 */
export function runCommands(started: Started): Promise<void> {
  return guarded(started, async (context) => {
    const inputs = readReportInputs();
    const { comment } = context.payload;
    if (comment === null)
      refuse('event-unsupported', { found: context.eventName, expected: 'on: issue_comment' });
    const [, command, word = ''] = COMMAND.exec(comment.body) ?? [];
    const asks = command !== undefined && comment.isOnPull && MAY.has(comment.association);
    if (!asks) info(nothingToDo());
    else {
      const access = {
        token: inputs.token,
        apiUrl: context.apiUrl,
        owner: context.owner,
        repo: context.repo,
      };
      const client = await connect(access, process.env);
      if (command === 'explain') await explain(client, access, comment, word);
      else await again(client, access, comment, inputs.workflow, command === 'raise' ? 'raise' : 'override');
    }
    setOutputs('commands', { done: asks ? command : '' });
  });
}

async function explain(
  client: GitHubClient,
  access: GitHubAccess,
  { pull }: CommentPayload,
  code: string,
): Promise<void> {
  const sticky = new StickyComment(client, access, pull, COMMENT_MARKER);
  const { own } = await sticky.read();
  if (own !== null) await sticky.write(withAnswer(own.body, explanation(code)));
}

/** Lets the gate look again: it reads overrides and labels itself, as they are then. */
async function again(
  client: GitHubClient,
  access: GitHubAccess,
  { pull }: CommentPayload,
  workflow: string,
  command: 'override' | 'raise',
): Promise<void> {
  if (command === 'raise') await setRaiseLabel(client, access, pull);
  const head = await headOf(client, access, pull);
  const run = head.isOpen ? await newestRun(client, access, workflow, head.sha) : null;
  if (run === null || !run.isDone) return info(nothingToDo());
  try {
    await rerun(client, access, run.id, command === 'override' ? 'failed' : 'all');
  } catch (error) {
    if (failureOf(error).kind !== 'forbidden') throw error;
    notice(pressRerun());
  }
}

import { timestamp } from '../clock.ts';
import { type Call, created, listed, number, type Operations, ok, text } from '../operation.ts';
import { notFound, validationFailed } from '../problem.ts';
import { type Issue, nextId, type PullRequest } from '../state.ts';
import { issueView, plainIssueView } from '../views/issue.ts';

/** Characters of an issue's body; as of a comment, GitHub's 422 says so and its pages do not. */
const MAX_BODY = 65_536;

export const issues: Operations = {
  'issues/list-for-repo': {
    needs: { any: [{ issues: 'read' }] },
    handle: (call) => {
      const [state, creator] = [text(call, 'state') || 'open', text(call, 'creator').toLowerCase()];
      // Pull requests are issues as well, and stand in the list among them.
      const all: (Issue | PullRequest)[] = [...call.repository.issues, ...call.repository.pulls];
      const found = all
        .filter((one) => state === 'all' || one.state === state)
        .filter(({ author }) => creator === '' || author.toLowerCase() === creator)
        .sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt) || a.number - b.number);
      if (text(call, 'direction') !== 'asc') found.reverse();
      return listed(call, found, (one) => ('head' in one ? issueView(call, one) : plainIssueView(call, one)));
    },
  },

  'issues/create': {
    needs: { any: [{ issues: 'write' }] },
    handle: (call) => {
      const { title } = call.body as { title: string };
      const now = timestamp(call.now);
      const { issues: all, pulls } = call.repository;
      const issue: Issue = {
        id: nextId(call.state),
        number: Math.max(0, ...[...all, ...pulls].map((one) => one.number)) + 1,
        title,
        body: readBody(call) ?? '',
        author: call.token.login,
        app: call.token.app,
        state: 'open',
        stateReason: null,
        createdAt: now,
        updatedAt: now,
        closedAt: null,
      };
      all.push(issue);
      return created(plainIssueView(call, issue));
    },
  },

  'issues/update': {
    needs: { any: [{ issues: 'write' }] },
    handle: (call) => {
      const wanted = number(call, 'issue_number');
      const issue = call.repository.issues.find((one) => one.number === wanted);
      if (issue === undefined) throw notFound();
      const { title, state, state_reason: reason } = (call.body ?? {}) as Change;
      const now = timestamp(call.now);
      const turned = state === undefined || state === issue.state ? issue.state : state;
      if (turned !== issue.state) {
        issue.closedAt = turned === 'closed' ? now : null;
        issue.stateReason = reason ?? (turned === 'closed' ? 'completed' : 'reopened');
      }
      Object.assign(issue, {
        title: title ?? issue.title,
        body: readBody(call) ?? issue.body,
        state: turned,
        updatedAt: now,
      });
      return ok(plainIssueView(call, issue));
    },
  },
};

type Change = { title?: string; state?: Issue['state']; state_reason?: Issue['stateReason'] };

function readBody(call: Call): string | null {
  const { body = null } = (call.body ?? {}) as { body?: string | null };
  if ([...(body ?? '')].length > MAX_BODY)
    throw validationFailed({
      resource: 'Issue',
      field: 'body',
      code: 'custom',
      message: `body is too long (maximum is ${MAX_BODY} characters)`,
    });
  return body;
}

import { conversation } from '../access.ts';
import { timestamp } from '../clock.ts';
import { type Call, created, listed, namedPull, number, type Operations, ok, text } from '../operation.ts';
import { notFound, validationFailed } from '../problem.ts';
import { type Comment, nextId } from '../state.ts';
import { commentView, issueView } from '../views/issue.ts';

/** Characters of a comment. GitHub's pages do not say so; its 422 does. */
const MAX_BODY = 65_536;

export const comments: Operations = {
  'issues/get': { needs: conversation('read'), handle: (call) => ok(issueView(call, namedPull(call))) },

  'issues/list-comments': {
    needs: conversation('read'),
    handle: (call) => {
      const issue = numberOf(call);
      const since = Date.parse(text(call, 'since') || '1970-01-01T00:00:00Z');
      const found = call.repository.comments
        .filter((comment) => comment.issue === issue && Date.parse(comment.updatedAt) >= since)
        .sort((a, b) => a.id - b.id);
      return listed(call, found, (comment) => commentView(call, comment));
    },
  },

  'issues/create-comment': {
    needs: conversation('write'),
    handle: (call) => {
      const issue = numberOf(call);
      const now = timestamp(call.now);
      const comment: Comment = {
        id: nextId(call.state),
        issue,
        author: call.token.login,
        authorAssociation: call.token.app === null ? 'MEMBER' : 'NONE',
        app: call.token.app,
        body: readBody(call),
        createdAt: now,
        updatedAt: now,
      };
      call.repository.comments.push(comment);
      return created(commentView(call, comment));
    },
  },

  'issues/update-comment': {
    needs: conversation('write'),
    handle: (call) => {
      const comment = namedComment(call);
      comment.body = readBody(call);
      comment.updatedAt = timestamp(call.now);
      return ok(commentView(call, comment));
    },
  },

  'issues/delete-comment': {
    needs: conversation('write'),
    handle: (call) => {
      const { comments: all } = call.repository;
      all.splice(all.indexOf(namedComment(call)), 1);
      return { status: 204 };
    },
  },
};

/** The pull request or the issue that is spoken on; throws 404. */
function numberOf(call: Call): number {
  const wanted = number(call, 'issue_number');
  return call.repository.issues.some((one) => one.number === wanted) ? wanted : namedPull(call).number;
}

function namedComment(call: Call): Comment {
  const wanted = number(call, 'comment_id');
  const found = call.repository.comments.find(({ id }) => id === wanted);
  if (found === undefined) throw notFound();
  return found;
}

function readBody(call: Call): string {
  const { body } = call.body as { body: string };
  const field = { resource: 'IssueComment', field: 'data' };
  if ([...body].length > MAX_BODY) {
    const message = `Body is too long (maximum is ${MAX_BODY} characters)`;
    throw validationFailed({ ...field, code: 'unprocessable', message });
  }
  if (body.trim() === '') {
    throw validationFailed({ ...field, code: 'unprocessable', message: 'Body cannot be blank' });
  }
  return body;
}

import { conversation } from '../access.ts';
import { timestamp } from '../clock.ts';
import { type Call, created, listed, namedPull, type Operations, ok, text } from '../operation.ts';
import { notFound, validationFailed } from '../problem.ts';
import { type Label, type LabelEvent, nextId, type PullRequest } from '../state.ts';
import { labelEventView } from '../views/issue.ts';
import { findLabel, labelView, labelViews } from '../views/label.ts';

export const labels: Operations = {
  'issues/list-labels-on-issue': {
    needs: conversation('read'),
    handle: (call) => listed(call, labelViews(call, namedPull(call).labels), (label) => label),
  },

  'issues/add-labels': {
    needs: conversation('write'),
    handle: (call) => {
      const pull = namedPull(call);
      const { labels: given = [] } = (call.body ?? {}) as { labels?: (string | { name: string })[] };
      for (const entry of given) {
        const name = typeof entry === 'string' ? entry : entry.name;
        // As on GitHub, a label that the repository lacks is made on the way.
        const label = findLabel(call, name) ?? addLabel(call, { name, color: 'ededed', description: null });
        if (carries(pull, label.name)) continue;
        pull.labels.push(label.name);
        record(call, pull, 'labeled', label.name);
      }
      return ok(labelViews(call, pull.labels));
    },
  },

  'issues/remove-label': {
    needs: conversation('write'),
    handle: (call) => {
      const pull = namedPull(call);
      const name = text(call, 'name');
      if (!carries(pull, name)) throw notFound('Label does not exist');
      pull.labels = pull.labels.filter((label) => label.toLowerCase() !== name.toLowerCase());
      record(call, pull, 'unlabeled', name);
      return ok(labelViews(call, pull.labels));
    },
  },

  'issues/create-label': {
    needs: conversation('write'),
    handle: (call) => {
      const { name, color = 'ededed', description = null } = call.body as Omit<Label, 'id'>;
      const field = { resource: 'Label', code: 'invalid' };
      if (findLabel(call, name)) throw validationFailed({ ...field, code: 'already_exists', field: 'name' });
      if (!/^[0-9a-f]{6}$/i.test(color)) throw validationFailed({ ...field, field: 'color' });
      return created(labelView(call, addLabel(call, { name, color, description })));
    },
  },

  'issues/get-label': {
    needs: conversation('read'),
    handle: (call) => {
      const label = findLabel(call, text(call, 'name'));
      if (label === undefined) throw notFound();
      return ok(labelView(call, label));
    },
  },

  'issues/list-events': {
    needs: conversation('read'),
    handle: (call) => {
      const issue = namedPull(call).number;
      const found = call.repository.events.filter((event) => event.issue === issue);
      return listed(call, found, (event) => labelEventView(call, event));
    },
  },
};

function carries(pull: PullRequest, name: string): boolean {
  return pull.labels.some((label) => label.toLowerCase() === name.toLowerCase());
}

function addLabel(call: Call, label: Omit<Label, 'id'>): Label {
  const added = { id: nextId(call.state), ...label };
  call.repository.labels.push(added);
  return added;
}

function record(call: Call, pull: PullRequest, event: LabelEvent['event'], label: string): void {
  call.repository.events.push({
    id: nextId(call.state),
    issue: pull.number,
    event,
    label,
    actor: call.token.login,
    app: call.token.app,
    createdAt: timestamp(call.now),
  });
}

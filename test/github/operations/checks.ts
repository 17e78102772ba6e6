import { timestamp } from '../clock.ts';
import { type Call, counted, created, listed, number, type Operations, ok, text } from '../operation.ts';
import { invalidRequest, notFound, Problem, validationFailed } from '../problem.ts';
import { findCommit, resolveCommit } from '../repository.ts';
import { type Annotation, type App, type CheckRun, nextId } from '../state.ts';
import { annotationView, checkRunView, statusView } from '../views/check.ts';
import { noCommit } from './commits.ts';

type CheckBody = {
  name?: string;
  head_sha?: string;
  details_url?: string;
  external_id?: string;
  status?: CheckRun['status'];
  conclusion?: NonNullable<CheckRun['conclusion']>;
  started_at?: string;
  completed_at?: string;
  output?: { title?: string; summary?: string; text?: string; annotations?: Annotation[] };
};

export const checks: Operations = {
  'checks/create': {
    needs: { any: [{ checks: 'write' }] },
    handle: (call) => {
      const body = call.body as CheckBody & { name: string; head_sha: string };
      if (body.status === 'completed' && body.conclusion === undefined) {
        throw invalidRequest(['"conclusion" wasn\'t supplied.']);
      }
      if (findCommit(call.state, body.head_sha) === undefined) throw noCommit(body.head_sha);
      const app = appOf(call);
      const run: CheckRun = {
        id: nextId(call.state),
        suite: suiteOf(call, app, body.head_sha),
        name: body.name,
        headSha: body.head_sha,
        app,
        externalId: '',
        detailsUrl: null,
        status: 'queued',
        conclusion: null,
        startedAt: timestamp(call.now),
        completedAt: null,
        output: { title: null, summary: null, text: null, annotations: [] },
      };
      write(call, run, body);
      call.repository.checkRuns.push(run);
      return created(checkRunView(call, run));
    },
  },

  'checks/update': {
    needs: { any: [{ checks: 'write' }] },
    handle: (call) => {
      const wanted = number(call, 'check_run_id');
      const run = call.repository.checkRuns.find(({ id }) => id === wanted);
      if (run === undefined) throw notFound();
      const app = appOf(call);
      if (app.id !== run.app.id) {
        const reason = 'check run can only be modified by the GitHub App that created it.';
        throw new Problem(403, `Invalid app_id \`${app.id}\` - ${reason}`);
      }
      write(call, run, call.body as CheckBody);
      return ok(checkRunView(call, run));
    },
  },

  'checks/list-annotations': {
    needs: { any: [{ checks: 'read' }] },
    handle: (call) => {
      const wanted = number(call, 'check_run_id');
      const run = call.repository.checkRuns.find(({ id }) => id === wanted);
      if (run === undefined) throw notFound();
      return listed(call, run.output.annotations, (one) => annotationView(call, run, one));
    },
  },

  'checks/list-for-ref': {
    needs: { any: [{ checks: 'read' }] },
    handle: (call) => {
      const ref = text(call, 'ref');
      const commit = resolveCommit(call.state, call.repository, ref);
      if (commit === undefined) throw noCommit(ref);
      const [name, status, app] = [text(call, 'check_name'), text(call, 'status'), call.parameters['app_id']];
      const newestFirst = call.repository.checkRuns
        .filter((run) => run.headSha === commit.sha && (name === '' || run.name === name))
        .filter(
          (run) => (status === '' || run.status === status) && (app === undefined || run.app.id === app),
        )
        .sort((a, b) => b.id - a.id);
      const found = text(call, 'filter') === 'all' ? newestFirst : newestFirst.filter(isLatest);
      return counted(call, 'check_runs', found, (run) => checkRunView(call, run));
    },
  },

  'repos/list-commit-statuses-for-ref': {
    needs: { any: [{ statuses: 'read' }] },
    handle: (call) => {
      const ref = text(call, 'ref');
      const commit = resolveCommit(call.state, call.repository, ref);
      if (commit === undefined) throw noCommit(ref);
      const newestFirst = call.repository.statuses
        .filter(({ sha }) => sha === commit.sha)
        .sort((a, b) => b.id - a.id);
      return listed(call, newestFirst, (status) => statusView(call, status));
    },
  },

  'repos/create-commit-status': {
    needs: { any: [{ statuses: 'write' }] },
    handle: (call) => {
      const sha = text(call, 'sha');
      if (findCommit(call.state, sha) === undefined) throw noCommit(sha);
      const body = call.body as {
        state: 'error';
        context?: string;
        description?: string;
        target_url?: string;
      };
      if ((body.description ?? '').length > 140) {
        const message = 'description is too long (maximum is 140 characters)';
        throw validationFailed({ resource: 'Status', code: 'custom', field: 'description', message });
      }
      const status = {
        id: nextId(call.state),
        sha,
        state: body.state,
        context: body.context ?? 'default',
        description: body.description ?? null,
        targetUrl: body.target_url ?? null,
        creator: call.token.login,
        createdAt: timestamp(call.now),
      };
      call.repository.statuses.push(status);
      return created(statusView(call, status));
    },
  },
};

function appOf(call: Call): App {
  if (call.token.app === null) throw new Problem(403, 'You must authenticate via a GitHub App.');
  return call.token.app;
}

/** All check runs of one app on one commit share a suite: GitHub takes no other from the client. */
function suiteOf(call: Call, app: App, sha: string): number {
  const sibling = call.repository.checkRuns.find((run) => run.app.id === app.id && run.headSha === sha);
  return sibling?.suite ?? nextId(call.state);
}

/** Takes over what the request names. A conclusion completes the run; annotations are added, not replaced. */
function write(call: Call, run: CheckRun, body: CheckBody): void {
  if (body.name !== undefined) run.name = body.name;
  if (body.details_url !== undefined) run.detailsUrl = body.details_url;
  if (body.external_id !== undefined) run.externalId = body.external_id;
  if (body.started_at !== undefined) run.startedAt = body.started_at;
  if (body.status !== undefined) run.status = body.status;
  if (body.output !== undefined) {
    const { title = run.output.title, summary = null, text: long = null, annotations = [] } = body.output;
    run.output = { title, summary, text: long, annotations: [...run.output.annotations, ...annotations] };
  }
  if (body.conclusion === undefined) return;
  run.conclusion = body.conclusion;
  run.status = 'completed';
  run.completedAt = body.completed_at ?? timestamp(call.now);
}

/** Of runs of one name in one suite, newest first, only the first counts. */
function isLatest(run: CheckRun, index: number, all: CheckRun[]): boolean {
  return all.findIndex(({ name, suite }) => name === run.name && suite === run.suite) === index;
}

import { ACTIONS, ACTIONS_WRITE } from '../access.ts';
import { type Call, counted, number, type Operations, ok, type Reply, text } from '../operation.ts';
import { notFound, Problem } from '../problem.ts';
import type { Artifact, WorkflowRun } from '../state.ts';
import { reviewView } from '../views/environment.ts';
import { artifactView, isExpired, jobView, runView } from '../views/run.ts';

export const runs: Operations = {
  'actions/get-workflow-run': {
    needs: ACTIONS,
    handle: (call) => {
      const run = namedRun(call);
      const bare = call.parameters['exclude_pull_requests'] === true;
      return ok(runView(call, bare ? { ...run, pulls: [] } : run));
    },
  },

  'actions/get-reviews-for-run': {
    needs: ACTIONS,
    handle: (call) => ok(namedRun(call).reviews.map((review) => reviewView(call, review))),
  },

  'actions/list-workflow-runs': {
    needs: ACTIONS,
    handle: (call) => {
      const wanted = call.parameters['workflow_id'];
      const [sha, event] = [text(call, 'head_sha'), text(call, 'event')];
      const found = call.repository.runs
        .filter((run) => run.workflowId === wanted || run.path.endsWith(`/${String(wanted)}`))
        .filter((run) => (sha === '' || run.headSha === sha) && (event === '' || run.event === event))
        .sort((a, b) => b.id - a.id);
      return counted(call, 'workflow_runs', found, (run) => runView(call, run));
    },
  },

  'actions/re-run-workflow': { needs: ACTIONS_WRITE, handle: (call) => again(call) },
  'actions/re-run-workflow-failed-jobs': { needs: ACTIONS_WRITE, handle: (call) => again(call) },

  'actions/list-jobs-for-workflow-run': {
    needs: ACTIONS,
    handle: (call) => {
      const run = namedRun(call);
      const every = text(call, 'filter') === 'all';
      const found = run.jobs.filter(({ attempt }) => every || attempt === run.attempt);
      return counted(call, 'jobs', found, (job) => jobView(call, run, job));
    },
  },

  'actions/list-workflow-run-artifacts': {
    needs: ACTIONS,
    handle: (call) => {
      const run = namedRun(call);
      const name = text(call, 'name');
      const ascending = call.state.artifacts
        .filter((artifact) => belongs(artifact, run) && !isExpired(artifact, call.now))
        .filter((artifact) => name === '' || artifact.name === name)
        .sort((a, b) => a.id - b.id);
      const found = text(call, 'direction') === 'asc' ? ascending : ascending.reverse();
      return counted(call, 'artifacts', found, (artifact) => artifactView(call, run, artifact, call.now));
    },
  },

  'actions/list-artifacts-for-repo': {
    needs: ACTIONS,
    handle: (call) => {
      const name = text(call, 'name');
      const found = call.state.artifacts
        .flatMap((artifact) => {
          const run = call.repository.runs.find((one) => belongs(artifact, one));
          return run === undefined || isExpired(artifact, call.now) ? [] : [{ artifact, run }];
        })
        .filter(({ artifact }) => name === '' || artifact.name === name)
        .sort((a, b) => b.artifact.id - a.artifact.id);
      return counted(call, 'artifacts', found, ({ artifact, run }) =>
        artifactView(call, run, artifact, call.now),
      );
    },
  },

  'actions/get-artifact': {
    needs: ACTIONS,
    handle: (call) => {
      const { artifact, run } = namedArtifact(call);
      return ok(artifactView(call, run, artifact, call.now));
    },
  },

  /** Asks for the permission on public repositories as well. The answer is a redirect, whatever was uploaded. */
  'actions/download-artifact': {
    needs: { ...ACTIONS, evenIfPublic: true },
    handle: (call) => {
      const { artifact } = namedArtifact(call);
      if (text(call, 'archive_format') !== 'zip') throw notFound();
      if (isExpired(artifact, call.now)) throw new Problem(410, 'Artifact has expired');
      return { status: 302, headers: { location: call.blobUrl(artifact.id) } };
    },
  },
};

/** The same run begins again, as another attempt. */
function again(call: Call): Reply {
  const run = namedRun(call);
  if (run.status !== 'completed') throw new Problem(403, 'The workflow run is already running');
  run.attempt += 1;
  run.status = 'queued';
  run.conclusion = null;
  return { status: 201, body: {} };
}

function namedRun(call: Call): WorkflowRun {
  const wanted = number(call, 'run_id');
  const found = call.repository.runs.find(({ id }) => id === wanted);
  if (found === undefined) throw notFound();
  return found;
}

function namedArtifact(call: Call): { artifact: Artifact; run: WorkflowRun } {
  const wanted = number(call, 'artifact_id');
  const artifact = call.state.artifacts.find(({ id }) => id === wanted);
  const run = call.repository.runs.find((candidate) => artifact && belongs(artifact, candidate));
  if (artifact === undefined || run === undefined) throw notFound();
  return { artifact, run };
}

/** An artifact that was not finalized belongs to nothing yet. */
function belongs(artifact: Artifact, run: WorkflowRun): boolean {
  return artifact.finalized && artifact.run === String(run.id);
}

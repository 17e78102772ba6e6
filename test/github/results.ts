/** The service that keeps artifacts while a workflow runs, as `@actions/artifact` speaks to it: Twirp over JSON. */
import { createHash } from 'node:crypto';
import { checkMessage, isMethod, type Messages } from './artifact-message.ts';
import { signedUrl } from './blobs.ts';
import { timestamp } from './clock.ts';
import { type Answer, json, jsonAnswer, type Request, type World } from './exchange.ts';
import { type Backend, readRuntimeToken } from './runtime-token.ts';
import { type Artifact, nextId, type State } from './state.ts';
import { isExpired } from './views/run.ts';

const SERVICE = '/twirp/github.actions.results.api.v1.ArtifactService/';
const MINUTES = 60_000;
const RETENTION = 90 * 24 * 60 * MINUTES;

type Context = { world: World; state: State; backend: Backend };
type Methods = { [M in keyof Messages]: (context: Context, message: Messages[M]) => Answer };

const methods: Methods = {
  /** Takes the name at once and for good: a failed upload leaves it taken, and no list shows by what. */
  CreateArtifact: ({ world, state, backend }, message) => {
    const { name, version, mime_type: mimeType = 'application/zip' } = message;
    if (state.artifacts.some((artifact) => artifact.run === backend.run && artifact.name === name)) {
      return refusal(409, 'already_exists', 'an artifact with this name already exists on the workflow run');
    }
    const now = world.clock();
    const id = nextId(state);
    const ending = mimeType === 'application/zip' ? '.zip' : '';
    const artifact: Artifact = {
      id,
      ...backend,
      name,
      mimeType,
      version,
      blob: `actions-results/${backend.run}/${backend.job}/${id}${ending}`,
      size: 0,
      digest: null,
      finalized: false,
      createdAt: timestamp(now),
      expiresAt: message.expires_at ?? timestamp(new Date(now.getTime() + RETENTION)),
    };
    state.artifacts.push(artifact);
    const until = new Date(now.getTime() + 60 * MINUTES);
    return jsonAnswer(
      200,
      { ok: true, signed_upload_url: signedUrl(world.origin, artifact, 'w', until) },
      true,
    );
  },

  FinalizeArtifact: ({ world, state, backend }, { name, size = '0', hash }) => {
    const artifact = state.artifacts.find(
      (candidate) => candidate.run === backend.run && candidate.name === name,
    );
    const bytes = artifact && world.blobs.get(artifact.blob)?.bytes;
    if (artifact === undefined || bytes === undefined) return refusal(404, 'not_found', 'artifact not found');
    const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
    if (Number(size) !== bytes.length || (hash !== undefined && hash !== digest)) {
      world.violations.push(
        `FinalizeArtifact ${name}: ${size} bytes, ${hash}; uploaded: ${bytes.length}, ${digest}`,
      );
      return refusal(400, 'invalid_argument', 'size or hash differ from the uploaded bytes');
    }
    Object.assign(artifact, { size: bytes.length, digest: hash ?? null, finalized: true });
    return jsonAnswer(200, { ok: true, artifact_id: String(artifact.id) }, true);
  },

  ListArtifacts: ({ world, state, backend }, { name_filter: name, id_filter: id }) => {
    const found = visible(state, backend, world.clock()).filter((artifact) => {
      return (
        (name === undefined || artifact.name === name) && (id === undefined || String(artifact.id) === id)
      );
    });
    return jsonAnswer(200, {
      artifacts: found.map((artifact) => ({
        workflow_run_backend_id: artifact.run,
        workflow_job_run_backend_id: artifact.job,
        database_id: String(artifact.id),
        name: artifact.name,
        size: String(artifact.size),
        created_at: artifact.createdAt,
        ...(artifact.digest !== null && { digest: artifact.digest }),
      })),
    });
  },

  GetSignedArtifactURL: ({ world, state, backend }, { name }) => {
    const now = world.clock();
    const artifact = visible(state, backend, now).find((candidate) => candidate.name === name);
    if (artifact === undefined) return refusal(404, 'not_found', 'artifact not found');
    const until = new Date(now.getTime() + 10 * MINUTES);
    return jsonAnswer(200, { name, signed_url: signedUrl(world.origin, artifact, 'r', until) });
  },

  DeleteArtifact: ({ world, state, backend }, { name }) => {
    const artifact = visible(state, backend, world.clock()).find((candidate) => candidate.name === name);
    if (artifact === undefined) return refusal(404, 'not_found', 'artifact not found');
    state.artifacts.splice(state.artifacts.indexOf(artifact), 1);
    return jsonAnswer(200, { ok: true, artifact_id: String(artifact.id) }, true);
  },
};

/** Answers one call of the service. A token speaks for its own run alone. */
export function answerResults(world: World, request: Request, state: State): Answer {
  const method = request.path.startsWith(SERVICE) ? request.path.slice(SERVICE.length) : '';
  if (request.method !== 'POST' || !isMethod(method)) {
    world.unexpected.push(`${request.method} ${request.path}`);
    return refusal(404, 'bad_route', `no handler for path ${request.path}`);
  }
  const backend = readRuntimeToken(request.headers.authorization);
  if (backend === undefined) return refusal(401, 'unauthenticated', 'no runtime token');
  const message = json(request);
  const wrong = checkMessage(method, message);
  if (wrong !== undefined) {
    world.violations.push(`${method}: ${wrong}`);
    return refusal(400, 'malformed', wrong);
  }
  const named = (message as Messages['ListArtifacts']).workflow_run_backend_id;
  if (named !== backend.run) return refusal(403, 'permission_denied', 'the token is for another run');
  return call(method, { world, state, backend }, message as never);
}

function call<M extends keyof Messages>(method: M, context: Context, message: Messages[M]): Answer {
  return methods[method](context, message);
}

function visible(state: State, { run }: Backend, now: Date): Artifact[] {
  return state.artifacts.filter(
    (artifact) => artifact.run === run && artifact.finalized && !isExpired(artifact, now),
  );
}

/** Twirp's errors: a code of its own beside the status of HTTP. */
function refusal(status: number, code: string, msg: string): Answer {
  return jsonAnswer(status, { code, msg });
}

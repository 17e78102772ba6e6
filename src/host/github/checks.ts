import { createHash } from 'node:crypto';
import { failureOf, type GitHubAccess, type GitHubClient } from './client.ts';

/** A check run's content; structurally what `report/check-run.ts` makes. */
export interface CheckContent {
  readonly name: string;
  readonly conclusion: 'failure' | 'neutral' | 'success';
  readonly title: string;
  readonly summary: string;
  readonly annotations: readonly CheckAnnotation[];
}

export interface CheckAnnotation {
  readonly level: 'failure' | 'notice' | 'warning';
  readonly path: string;
  /** Counted from 1. */
  readonly line: number;
  readonly title: string;
  readonly message: string;
}

/** GitHub takes no more at once. */
const PER_CALL = 50;
/** Begins the external id of what is ours: a job of the same name has another. */
const OURS = 'airlock:';

/**
 * Makes the one check run of this name on a commit say this. It is looked for before it is made, since nothing can delete
 * one; annotations cannot be taken away either, so that only those are sent which are not there yet. The digest of the
 * content is written with the last of them: a run that was cut off before is gone on with.
 */
export async function postCheck(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  { headSha, detailsUrl, onlyIfThere }: Where,
  content: CheckContent,
): Promise<'posted' | 'unchanged' | null> {
  const at: Place = { owner, repo, headSha, detailsUrl, name: content.name };
  const whole = `${OURS}${createHash('sha256').update(JSON.stringify(content)).digest('hex')}`;
  const before = await ours(client, at);
  if (before === null && onlyIfThere) return null;
  if (before?.content === whole) return 'unchanged';
  const made = before === null ? await create(client, at, content, whole) : null;
  if (made?.isWhole === true) return 'posted';
  const run = made ?? before;
  if (run == null) return null;
  const there = new Set(await annotationKeys(client, at, run.id));
  const missing = content.annotations.filter((one) => !there.has(keyOf(one)));
  const batches = Math.max(1, Math.ceil(missing.length / PER_CALL));
  for (let i = 0; i < batches; i += 1)
    await client.rest.checks.update({
      owner,
      repo,
      check_run_id: run.id,
      ...(i === batches - 1 ? { external_id: whole } : {}),
      details_url: detailsUrl,
      ...bodyOf(content, missing.slice(i * PER_CALL, (i + 1) * PER_CALL)),
    });
  return 'posted';
}

/** Which commit a report is about. */
export interface Where {
  readonly headSha: string;
  /** The run with the whole of it. */
  readonly detailsUrl: string;
  /** Whether nothing is posted where nothing was. */
  readonly onlyIfThere: boolean;
}

interface Place extends Omit<Where, 'onlyIfThere'> {
  readonly owner: string;
  readonly repo: string;
  readonly name: string;
}

interface Found {
  readonly id: number;
  /** What it is known to say. */
  readonly content: string;
}

async function ours(client: GitHubClient, { owner, repo, headSha, name }: Place): Promise<Found | null> {
  const { data } = await client.rest.checks.listForRef({ owner, repo, ref: headSha, check_name: name });
  const found = data.check_runs.find((one) => one.external_id?.startsWith(OURS));
  return found === undefined ? null : { id: found.id, content: found.external_id ?? '' };
}

/** Creates, and looks where the answer was lost. */
async function create(
  client: GitHubClient,
  at: Place,
  content: CheckContent,
  whole: string,
): Promise<Found & { readonly isWhole: boolean }> {
  const isWhole = content.annotations.length <= PER_CALL;
  const external = isWhole ? whole : OURS;
  try {
    const { data } = await client.rest.checks.create({
      owner: at.owner,
      repo: at.repo,
      head_sha: at.headSha,
      name: at.name,
      external_id: external,
      details_url: at.detailsUrl,
      ...bodyOf(content, content.annotations.slice(0, PER_CALL)),
    });
    return { id: data.id, content: external, isWhole };
  } catch (error) {
    if (failureOf(error).kind !== 'unknown') throw error;
    const found = await ours(client, at);
    if (found === null) throw error;
    return { ...found, isWhole: found.content === whole };
  }
}

function bodyOf({ conclusion, title, summary }: CheckContent, annotations: readonly CheckAnnotation[]) {
  return {
    status: 'completed' as const,
    conclusion,
    output: {
      title,
      summary,
      annotations: annotations.map((one) => ({
        path: one.path,
        start_line: one.line,
        end_line: one.line,
        annotation_level: one.level,
        title: one.title,
        message: one.message,
      })),
    },
  };
}

async function annotationKeys(
  client: GitHubClient,
  { owner, repo }: Place,
  run: number,
): Promise<readonly string[]> {
  const all = await client.paginate(client.rest.checks.listAnnotations, {
    owner,
    repo,
    check_run_id: run,
    per_page: 100,
  });
  return all.map((one) => [one.path, one.start_line, one.message].join('\n'));
}

function keyOf({ path, line, message }: CheckAnnotation): string {
  return [path, line, message].join('\n');
}

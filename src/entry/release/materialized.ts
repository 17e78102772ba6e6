import { mkdtemp, rename, rm, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Composed, composed } from '../../check/composed.ts';
import { type Payload, payloadsOf } from '../../check/payloads.ts';
import { fetchDvc } from '../../host/payloads/dvc.ts';
import type { Fetched } from '../../host/payloads/fetched.ts';
import { fetchLfs } from '../../host/payloads/lfs.ts';
import { emptyFolder, folderBeside, putTree, roomFor } from '../../host/tree-folder.ts';
import type { Release } from '../../ledger/shapes.ts';
import { because, type ReleaseReason } from '../../release/reason.ts';
import { payloadProgress } from '../../report/voice.ts';
import type { Desk } from '../ledger.ts';
import { configChoice } from '../session.ts';
import { accessOf, LEDGER_TOKEN } from '../store.ts';

/** A payload with what came of it; `left`: its pointer stays as it is, because that was asked for. */
export interface Materialized extends Payload {
  readonly state: Fetched['state'] | 'left';
  readonly found: string | null;
}

export interface Wanted {
  /** As it was named; null: everything is proved in a folder that nobody keeps. */
  readonly to: string | null;
  /** Whether what git points to stays a pointer. */
  readonly keepPointers: boolean;
}

export type Made =
  | {
      readonly made: Composed;
      readonly payloads: readonly Materialized[];
      readonly reasons: readonly ReleaseReason[];
    }
  | { readonly made: null; readonly reasons: readonly ReleaseReason[] };

/**
 * The files of a release, each component from the commit that it is recorded with, and what they point to fetched and held
 * against its pointer. The folder is there as a whole or not at all.
 */
export async function materialized(
  desk: Desk,
  bundle: string,
  release: Release,
  wanted: Wanted,
): Promise<Made> {
  const { args, terminal, repository } = desk;
  const target = wanted.to === null ? null : resolve(terminal.cwd, wanted.to);
  if (target !== null) await emptyFolder(target, wanted.to ?? '');
  const choice = await configChoice(args.text('config'), terminal.cwd, repository);
  const made = await composed(repository, choice, bundle, release);
  if (made?.digest !== release.digest)
    return {
      made: null,
      reasons: [because('digest-differs', { recorded: release.digest, found: made?.digest ?? null })],
    };
  // Beside its target, because a folder cannot be moved from one disk to another in one step.
  const folder =
    target === null ? await mkdtemp(join(tmpdir(), 'airlock-')) : await folderBeside(target, wanted.to ?? '');
  try {
    await putTree(
      repository,
      made.parts.flatMap((part) => part.files),
      folder,
    );
    const payloads = await fetchAll(desk, await payloadsOf(repository, release, made.parts), folder, wanted);
    const reasons = payloads.flatMap(reasonOf);
    if (target !== null && reasons.length === 0) {
      await rmdir(target).catch(() => {}); // an empty one may be there
      await rename(folder, target);
    }
    return { made, payloads, reasons };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function fetchAll(
  desk: Desk,
  payloads: readonly Payload[],
  folder: string,
  { keepPointers }: Wanted,
): Promise<Materialized[]> {
  const done: Materialized[] = [];
  for (const [index, payload] of payloads.entries()) {
    if (keepPointers) {
      done.push({ ...payload, state: 'left', found: null });
      continue;
    }
    say(desk, payloadProgress(payload, index + 1, payloads.length), index + 1 === payloads.length);
    const target = join(folder, payload.path);
    await roomFor(target, payload.path);
    const fetched = await fetchOne(desk, payload, target);
    done.push({ ...payload, state: fetched.state, found: 'found' in fetched ? fetched.found : null });
  }
  return done;
}

function fetchOne({ repository, terminal }: Desk, payload: Payload, target: string): Promise<Fetched> {
  const { location, workTree } = repository;
  if (payload.kind === 'lfs') return fetchLfs(location, accessOf(terminal), payload, target);
  // What fetches data must not be able to write what was approved.
  const env = { ...terminal.env, [LEDGER_TOKEN]: undefined, 'INPUT_LEDGER-TOKEN': undefined };
  return fetchDvc(workTree ?? location.directory, env, payload, target);
}

/** One line that is rewritten on a terminal, a line for each elsewhere; nothing under --quiet. */
function say({ args, terminal: { stderr } }: Desk, text: string, isLast: boolean): void {
  if (args.flag('quiet')) return;
  stderr.write(stderr.isTTY === true ? `\r\u001b[2K${text}${isLast ? '\n' : ''}` : `${text}\n`);
}

function reasonOf({ state, path, digest, found }: Materialized): ReleaseReason[] {
  if (state === 'differs') return [because('payload-differs', { path, expected: digest, found })];
  return state === 'unreached' ? [because('payload-unreached', { path, expected: digest, found })] : [];
}

import { createHash } from 'node:crypto';
import type { WorkTree } from './work-tree.ts';

/** A file as `init` would have it. */
export interface Wanted {
  readonly path: string;
  readonly text: string;
}

export type Action =
  | 'create'
  | 'unchanged'
  /** It is as an earlier `init` wrote it: nobody's work is lost. */
  | 'update'
  /** Somebody wrote or edited it, and it stays as it is. */
  | 'keep'
  /** As `keep`, but it was asked to be replaced. */
  | 'overwrite';

export interface PlannedFile extends Wanted {
  readonly action: Action;
  /** What stands there now; null where nothing does. */
  readonly now: string | null;
}

const STAMP = /^# .*\bairlock-init:([0-9a-f]{64})\n/u;

/** A text under a line that says who wrote it, by which an untouched file is told from an edited one later. */
export function stamped(body: string, says: string): string {
  return `# ${says} airlock-init:${sha256(body)}\n${body}`;
}

function isUntouched(text: string): boolean {
  const found = STAMP.exec(text);
  return found !== null && sha256(text.slice(found[0].length)) === found[1];
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What has to be done for each file; nothing is done yet. */
export async function planFiles(
  wanted: readonly Wanted[],
  workTree: WorkTree,
  overwrite: boolean,
): Promise<PlannedFile[]> {
  return Promise.all(
    wanted.map(async (file) => {
      const now = await workTree.read(file.path);
      return { ...file, now, action: actionOf(file.text, now, overwrite) };
    }),
  );
}

function actionOf(text: string, now: string | null, overwrite: boolean): Action {
  if (now === null) return 'create';
  if (now === text) return 'unchanged';
  if (isUntouched(now)) return 'update';
  return overwrite ? 'overwrite' : 'keep';
}

/** Whether a planned file is written. */
export function isWritten({ action }: PlannedFile): boolean {
  return action === 'create' || action === 'update' || action === 'overwrite';
}

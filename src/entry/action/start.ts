import { CatFile } from '../../host/git/cat-file.ts';
import { type ActionContext, readContext } from './context.ts';

/** A run that has begun: its context, null where this is no workflow run, and git, which is already starting. */
export interface Started {
  readonly context: ActionContext | null;
  readonly objects: CatFile | null;
}

/**
 * Begins an action that reads the checkout. git, which reads every object of the run, starts first; the rest of the
 * action is loaded while it does.
 */
export function startWithGit(): Started {
  const context = readContext(process.env);
  return { context, objects: context === null ? null : new CatFile({ directory: context.workspace }) };
}

/** Begins an action that reads no checkout. */
export function startWithoutGit(): Started {
  return { context: readContext(process.env), objects: null };
}

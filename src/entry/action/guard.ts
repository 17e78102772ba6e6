import { GitRepository } from '../../host/git/repository.ts';
import { refuse } from '../../problem.ts';
import type { ActionContext } from './context.ts';
import type { Started } from './start.ts';
import { failed } from './voice.ts';

/** Runs an action to its end: what it cannot do becomes annotations and a failed step, never a stack trace. */
export async function guarded(
  { context, objects }: Started,
  body: (context: ActionContext) => Promise<void>,
): Promise<void> {
  try {
    if (context === null)
      refuse('event-unreadable', {
        found: 'no GITHUB_WORKSPACE and GITHUB_REPOSITORY',
        expected: 'a workflow run',
      });
    await body(context);
  } catch (error) {
    failed(error);
  } finally {
    objects?.close();
  }
}

/** The same with the checkout open. */
export function guardedInCheckout(
  started: Started,
  body: (context: ActionContext, repository: GitRepository) => Promise<void>,
): Promise<void> {
  return guarded(started, async (context) =>
    body(context, await GitRepository.open(context.workspace, { cat: started.objects })),
  );
}

import type { Identity } from '../bundle/bundle.ts';
import { assign } from '../bundle/describe.ts';
import type { Repository } from '../bundle/repository.ts';
import { PLAN_LIMITS, readRollbackPlan } from '../config/rollback-plan.ts';
import type { RollbackPlan } from '../ledger/shapes.ts';
import { problem, Refusal } from '../problem.ts';

const READABLE = /\.(?:ya?ml|md|mdx|markdown)$/iu;
const REGULAR = /^100/u;

/**
 * The rollback plan of a bundle at a commit: the first file of a component of that kind that holds one. Null where none
 * does. Refuses a plan that is wrong, each thing at its line. What was only detected is not read: nobody called it a plan.
 */
export async function rollbackPlanOf(
  repository: Repository,
  { commit, identity }: { readonly commit: string; readonly identity: Identity },
): Promise<RollbackPlan | null> {
  if (identity.provisional || !identity.components.some(({ kind }) => kind === 'rollback-plan')) return null;
  for (const [rule, files] of assign(await repository.tree(commit), identity.components)) {
    if (rule.kind !== 'rollback-plan') continue;
    for (const { path, oid, mode } of files) {
      if (!READABLE.test(path) || !REGULAR.test(mode)) continue;
      const bytes = await repository.read(oid, PLAN_LIMITS.bytes);
      if (bytes === null)
        throw new Refusal([
          problem('file-too-large', { file: path, expected: `at most ${PLAN_LIMITS.bytes} bytes` }),
        ]);
      const plan = readRollbackPlan(path, bytes);
      if (plan !== null) return plan;
    }
  }
  return null;
}

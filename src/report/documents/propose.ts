import type { ReleaseReason } from '../../release/reason.ts';
import { told } from './release.ts';

/** One place with what it had and what it has. Null: what is no single value, and no pointer of Git LFS. */
export interface Replaced {
  readonly path: string;
  readonly key: string | null;
  readonly from: string | null;
  readonly to: string | null;
}

export interface ProposeFacts {
  readonly bundle: string;
  readonly environment: string;
  /** What is live, which the commit is made of. */
  readonly on: { readonly version: string; readonly digest: string; readonly commit: string } | null;
  readonly replaced: readonly Replaced[];
  /** Null where what is live says the same. */
  readonly commit: string | null;
  readonly branch: string | null;
  /** True where the branch had it already. */
  readonly already: boolean;
  readonly reasons: readonly ReleaseReason[];
}

/** What a machine would put in the place of what is live, `airlock.propose/1`. */
export function proposeDocument({ reasons, ...facts }: ProposeFacts) {
  const outcome =
    reasons.length > 0
      ? ('refused' as const)
      : facts.commit === null
        ? ('unchanged' as const)
        : ('done' as const);
  return { schema: 'airlock.propose/1' as const, ...facts, outcome, reasons: told(reasons, facts) };
}
export type ProposeDocument = ReturnType<typeof proposeDocument>;

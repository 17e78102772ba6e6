import type { Composed } from '../../check/composed.ts';
import type { Release } from '../../ledger/shapes.ts';
import type { ReleaseReason } from '../../release/reason.ts';

/** What a release points to, with what came of fetching it. */
export interface PointerFate {
  readonly kind: 'lfs' | 'dvc';
  readonly path: string;
  readonly pointer: string;
  readonly digest: string;
  readonly size: number | null;
  readonly state: 'verified' | 'differs' | 'unreached' | 'left';
  readonly found: string | null;
}

export interface MaterializeFacts {
  readonly bundle: string;
  /** Null where nothing is left to return to. */
  readonly version: string | null;
  readonly release: Release | null;
  /** Environment whose rollback target this is; null where a version was named. */
  readonly targetOf: string | null;
  readonly made: Composed | null;
  readonly pointers: readonly PointerFate[];
  /** Whether whoever deploys says that it could be served now; null where nobody can tell. */
  readonly restorable: boolean | null;
  readonly reasons: readonly ReleaseReason[];
}

/** What was written of a version, `airlock.materialize/1`. */
export function materializeDocument(facts: MaterializeFacts) {
  const { bundle, version, release, targetOf, made, pointers, restorable, reasons } = facts;
  const entries = made?.parts.flatMap(({ component }) => component.entries) ?? [];
  return {
    schema: 'airlock.materialize/1' as const,
    bundle,
    outcome: reasons.length === 0 ? ('done' as const) : ('refused' as const),
    version,
    targetOf,
    digest: made === null ? null : (release?.digest ?? null),
    commit: made === null ? null : (release?.commit ?? null),
    files: entries.filter((one) => 'sha256' in one).length,
    /** What git only points to, fetched and held against its pointer. */
    pointers: pointers.map(({ kind, path, pointer, digest, size, state, found }) => ({
      kind,
      path,
      pointer,
      digest,
      size,
      state,
      found,
    })),
    links: entries.flatMap((one) => ('target' in one ? [one.path] : [])),
    restorable,
    reasons,
  };
}
export type MaterializeDocument = ReturnType<typeof materializeDocument>;

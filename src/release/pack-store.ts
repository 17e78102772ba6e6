/** A pack that is to outlive the run that made it. */
export interface PackToKeep {
  readonly bundle: string;
  readonly version: string;
  /** Commit of the candidate. */
  readonly commit: string;
  readonly bytes: Uint8Array;
  /** Bare hex, over the bytes; also what it is called by, so that keeping it twice keeps one. */
  readonly sha256: string;
}

export type KeptPack =
  /** It was read back, and is what was written. `at`: where, in words of the store. */
  { readonly kind: 'kept'; readonly at: string } | { readonly kind: 'failed'; readonly found: string };

/** Keeps packs for longer than a run. Implemented over releases on GitHub, and over a command of the team's. */
export interface PackStore {
  keep(pack: PackToKeep): Promise<KeptPack>;
}

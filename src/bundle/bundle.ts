import type { Json } from '../jcs.ts';
import type { Kind } from './kinds.ts';

/** What says which files make a bundle; read from the commit that it describes. */
export interface Identity {
  readonly name: string;
  /** In the order of the file: a path belongs to the first component whose paths match. */
  readonly components: readonly ComponentRule[];
  /** True where there is no configuration and the components were detected. */
  readonly provisional: boolean;
  /** Paths that detection could not look into, because the clone lacks them. */
  readonly unread?: readonly string[];
}

export interface ComponentRule {
  readonly name: string;
  readonly kind: Kind;
  readonly paths: readonly string[];
  /** Pinned values for what does not live in git. */
  readonly values: { readonly [key: string]: Json };
  /** Symlinks and submodules are recorded by target instead of being refused. */
  readonly links: 'refuse' | 'record';
  /** Changes appear as counts, never as text. */
  readonly confidential: boolean;
}

export type Entry =
  | { readonly path: string; readonly mode: string; readonly sha256: string; readonly size: number }
  | {
      readonly path: string;
      readonly mode: string;
      readonly lfs: { readonly oid: string; readonly size: number };
    }
  | { readonly path: string; readonly mode: string; readonly target: string };

export interface Component {
  readonly name: string;
  readonly kind: Kind;
  readonly entries: readonly Entry[];
  readonly values: { readonly [key: string]: Json };
  /** `sha256:<64 hex>`. */
  readonly digest: string;
}

export interface Bundle {
  readonly name: string;
  readonly commit: string;
  readonly digest: string;
  /** In the order of the configuration. */
  readonly components: readonly Component[];
  readonly provisional: boolean;
  /** Nothing that stops: components that match nothing, paths left out of a provisional bundle. */
  readonly warnings: readonly BundleWarning[];
}

export interface BundleWarning {
  readonly code: 'component-empty' | 'path-left-out';
  readonly component: string;
  readonly path: string | null;
  readonly reason: string | null;
}

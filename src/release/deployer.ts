import type { Release } from '../ledger/shapes.ts';

/** What is to be served where. */
export interface Order {
  readonly bundle: string;
  readonly environment: string;
  readonly release: Release;
  /** Grows with every intent of this bundle and environment: whoever deploys refuses an older one than it has seen. */
  readonly fence: number;
}

export type Deployed =
  /** What is served now, as the other side reports it. */
  | { readonly kind: 'served'; readonly digest: string }
  /** A newer order was carried out already. */
  | { readonly kind: 'fenced'; readonly fence: number }
  | { readonly kind: 'failed'; readonly found: string }
  /** Nothing yet: whoever asked deploys, and brings a report. */
  | { readonly kind: 'handed-over' };

/**
 * Brings a version to where it serves. The same order twice does no more than once. Implemented over a command of the
 * team's, and over a file in git.
 */
export interface Deployer {
  /** Whether an older fence is refused; without that an order may be carried out late, and reports say so. */
  readonly fences: boolean;
  deploy(order: Order): Promise<Deployed>;
  /** Whether a version could be served now: image, index and weights are still there. Null where nobody can tell. */
  probe(order: Omit<Order, 'fence'>): Promise<boolean | null>;
  /** Digest of what serves now, as the other side reports it. Null where nobody can tell. */
  served(order: Omit<Order, 'fence'>): Promise<string | null>;
}

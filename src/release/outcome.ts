import type { Draft } from '../ledger/entry.ts';
import type { Actor, Run } from '../ledger/shapes.ts';
import type { State } from '../ledger/state.ts';
import type { LedgerStore } from '../ledger/store.ts';
import type { Deployer } from './deployer.ts';
import type { Mirror, MirrorReport } from './mirror.ts';
import type { ReleaseReason } from './reason.ts';

/** What a change of the ledger reaches the outside by. */
export interface ReleasePorts {
  readonly ledger: LedgerStore;
  /** UTC. */
  readonly now: () => string;
}

export interface DeployPorts extends ReleasePorts {
  /** Null where the policy says no way of deploying. */
  readonly deployer: Deployer | null;
  /** Absent where nobody looks. */
  readonly mirror?: Mirror;
}

/** Who acts on what, where. */
export interface Act {
  readonly bundle: string;
  readonly environment: string;
  readonly actor: Actor;
  readonly run: Run | null;
}

export type Changed = (
  | /** Written, by this call or by an earlier one whose answer was lost. */
  { readonly kind: 'done'; readonly state: State; readonly already: boolean }
  /** The intent is written, and whoever asked deploys. */
  | { readonly kind: 'begun'; readonly state: State }
  | { readonly kind: 'refused'; readonly state: State; readonly reasons: readonly ReleaseReason[] }
) & {
  /** How it was shown where people look; absent where nothing was to be shown. */
  readonly mirror?: MirrorReport | null;
};

/** What every entry of an act has in common. */
export function entryOf<E extends string | null>(
  { bundle, environment, actor, run }: Omit<Act, 'environment'> & { readonly environment: E },
  now: string,
  key: string,
  fence: number | null = null,
) {
  return { key, time: now, actor, run, bundle, environment, fence } satisfies Partial<Draft>;
}

export function refused(state: State, ...reasons: readonly ReleaseReason[]): Changed {
  return { kind: 'refused', state, reasons };
}

import type { LedgerFile, LedgerStore, Tip } from '../../../src/ledger/store.ts';
import type { Deployed, Deployer, Order } from '../../../src/release/deployer.ts';
import type { Reach } from './world.ts';

/** What can go wrong with a call. `before`: nothing happened; `after`: it happened, and nobody was told. */
export const FAULTS = {
  refused: { when: 'before' },
  timeout: { when: 'before' },
  'error 500': { when: 'before' },
  'error 502 after the commit': { when: 'after' },
  'socket cut after the commit': { when: 'after' },
  'error 503': { when: 'before' },
  'limit 403': { when: 'before' },
  'limit 429': { when: 'before' },
  'conflict 409': { when: 'before' },
  'stale 422': { when: 'stale' },
  'missing 404 after create': { when: 'missing' },
  'stale read': { when: 'old' },
  'truncated body': { when: 'truncated' },
  'errors in GraphQL': { when: 'before' },
  'killed before': { when: 'killed-before' },
  'killed after': { when: 'killed-after' },
} as const;
export type FaultKind = keyof typeof FAULTS;
export const KINDS = Object.keys(FAULTS) as FaultKind[];

export const SECRET = 'ghs_canary0123456789';

/** Nothing of this process happens any more. */
export class Killed extends Error {}

export interface Planned {
  readonly call: number;
  readonly kind: FaultKind;
}

/** Counts every call of an actor, and makes the planned ones fail. */
export class Faulty {
  calls = 0;
  /** Calls that change something. */
  readonly writes: number[] = [];
  readonly #planned: readonly Planned[];
  #killed = false;
  #before: Tip | null = null;

  constructor(planned: readonly Planned[] = []) {
    this.#planned = planned;
  }

  reach({ ledger, deployer, now }: Reach): Reach {
    return { ledger: this.#store(ledger), deployer: this.#deployer(deployer), now };
  }

  #store(store: LedgerStore): LedgerStore {
    return {
      read: () =>
        this.#call(
          async () => {
            const tip = await store.read();
            return tip;
          },
          { old: () => this.#before, missing: () => null, truncated: (tip) => cut(tip) },
        ).then((tip) => {
          this.#before = tip;
          return tip;
        }),
      file: (tip, path) => this.#call(() => store.file(tip, path), {}),
      files: (tip) => this.#call(() => store.files(tip), {}),
      commit: (expected, files: readonly LedgerFile[], message) => {
        this.writes.push(this.calls + 1);
        return this.#call(() => store.commit(expected, files, message), { stale: () => 'stale' as const });
      },
    };
  }

  #deployer(deployer: Deployer): Deployer {
    return {
      fences: deployer.fences,
      deploy: (order: Order) => {
        this.writes.push(this.calls + 1);
        return this.#call<Deployed>(() => deployer.deploy(order), {
          truncated: () => ({ kind: 'failed', found: 'half an answer' }),
          stale: () => ({ kind: 'failed', found: 'a conflict' }),
        });
      },
      probe: (order) => this.#call(() => deployer.probe(order), {}),
      served: (order) => this.#call(() => deployer.served(order), {}),
    };
  }

  async #call<T>(
    call: () => Promise<T>,
    odd: Partial<Record<'old' | 'missing' | 'truncated' | 'stale', (real: T) => T>>,
  ): Promise<T> {
    if (this.#killed) throw new Killed();
    this.calls += 1;
    const fault = this.#planned.find((one) => one.call === this.calls);
    if (fault === undefined) return call();
    const { when } = FAULTS[fault.kind];
    switch (when) {
      case 'before':
        throw new Error(`${fault.kind} ${SECRET}`);
      case 'after':
        await call();
        throw new Error(`${fault.kind} ${SECRET}`);
      case 'killed-before':
        this.#killed = true;
        throw new Killed();
      case 'killed-after':
        await call();
        this.#killed = true;
        throw new Killed();
      case 'stale':
        // Refused although nobody was faster: nothing happened.
        if (odd.stale === undefined) throw new Error(fault.kind);
        return odd.stale(undefined as T);
      case 'old':
      case 'missing':
      case 'truncated': {
        const change = odd[when];
        const real = await call();
        return change === undefined ? real : change(real);
      }
    }
  }
}

function cut(tip: Tip | null): Tip | null {
  return tip === null ? null : { ...tip, state: tip.state.subarray(0, tip.state.length >> 1) };
}

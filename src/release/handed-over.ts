import { deployedBy } from './deploy-report.ts';
import type { Deployed, Deployer, Order } from './deployer.ts';

/** What somebody says of an order that they carried out. */
export interface OrderReport {
  readonly fence: number;
  /** The last line that their deployment printed. */
  readonly line: string;
}

/**
 * Whoever asks carries the order out: steps of a workflow, between a call that writes the intent and one that brings what
 * came of it. A report of one order says nothing of another.
 */
export class HandedOver implements Deployer {
  /** Nobody can see from outside whether the steps compare fences. */
  readonly fences = false;
  readonly #report: OrderReport | null;
  readonly #own: Deployer | null;

  constructor(report: OrderReport | null, own: Deployer | null) {
    this.#report = report;
    this.#own = own;
  }

  async deploy({ fence }: Order): Promise<Deployed> {
    const report = this.#report;
    if (report === null) return { kind: 'handed-over' };
    return report.fence === fence ? deployedBy(report.line) : { kind: 'fenced', fence };
  }

  async probe(order: Omit<Order, 'fence'>): Promise<boolean | null> {
    return this.#own === null ? null : this.#own.probe(order);
  }

  async served(order: Omit<Order, 'fence'>): Promise<string | null> {
    return this.#own === null ? null : this.#own.served(order);
  }
}

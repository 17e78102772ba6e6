import { isComposed } from '../../ledger/state.ts';
import type { Deployed, Deployer, Order } from '../../release/deployer.ts';
import type { GitBranch } from '../git/branch.ts';
import { git } from '../git/run.ts';

/** What stands in the file: all that a GitOps controller needs, and the order it came from. */
interface ServedFile {
  readonly schema: 'airlock.served/1';
  readonly bundle: string;
  readonly environment: string;
  readonly version: string;
  readonly digest: string;
  /** Null where parts are taken from several commits; then `components` says which. */
  readonly commit: string | null;
  readonly components: readonly { readonly name: string; readonly digest: string; readonly commit: string }[];
  readonly fence: number;
}

const MOST_TRIES = 10;

/** Writes the released version into a file on a branch, for whoever deploys from git. An older order is refused. */
export class GitFileDeployer implements Deployer {
  readonly fences = true;
  readonly #branch: GitBranch;
  readonly #path: string;

  constructor(branch: GitBranch, path: string) {
    this.#branch = branch;
    this.#path = path;
  }

  async deploy({ bundle, environment, release, fence }: Order): Promise<Deployed> {
    const { version, digest } = release;
    const wanted: ServedFile = {
      schema: 'airlock.served/1',
      bundle,
      environment,
      version,
      digest,
      commit: isComposed(release) ? null : release.commit,
      components: release.components.map((one) => ({
        name: one.name,
        digest: one.digest,
        commit: one.commit ?? release.commit,
      })),
      fence,
    };
    const bytes = Buffer.from(`${JSON.stringify(wanted, null, 2)}\n`);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      await this.#branch.refresh();
      const tip = await this.#branch.tip();
      const before = tip === null ? null : await this.#branch.file(tip, this.#path);
      const served = before === null ? null : servedOf(before);
      if (served !== null && served.fence > fence) return { kind: 'fenced', fence: served.fence };
      if (before !== null && Buffer.compare(before, bytes) === 0) return { kind: 'served', digest };
      const message = `${bundle} ${version} in ${environment}`;
      const answer = await this.#branch.commit(tip, [{ path: this.#path, bytes }], message);
      if (answer === 'written') return { kind: 'served', digest };
    }
    return { kind: 'failed', found: 'the branch kept moving' };
  }

  /** Everything that is deployed this way comes from git: it can be served again where its commit still is. */
  async probe({ release }: Omit<Order, 'fence'>): Promise<boolean> {
    for (const commit of new Set(release.components.map((one) => one.commit ?? release.commit))) {
      const answer = await git(this.#branch.location, ['cat-file', '-e', `${commit}^{commit}`]);
      if (answer.code !== 0) return false;
    }
    return true;
  }

  async served(): Promise<string | null> {
    await this.#branch.refresh();
    const tip = await this.#branch.tip();
    const bytes = tip === null ? null : await this.#branch.file(tip, this.#path);
    return bytes === null ? null : (servedOf(bytes)?.digest ?? null);
  }
}

function servedOf(bytes: Uint8Array): { readonly fence: number; readonly digest: string | null } | null {
  try {
    const data: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof data !== 'object' || data === null || !('fence' in data)) return null;
    if (typeof data.fence !== 'number') return null;
    const digest = 'digest' in data && typeof data.digest === 'string' ? data.digest : null;
    return { fence: data.fence, digest };
  } catch {
    return null;
  }
}

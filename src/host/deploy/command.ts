import { isComposed } from '../../ledger/state.ts';
import { deployedBy, lastLine, reportIn } from '../../release/deploy-report.ts';
import type { Deployed, Deployer, Order } from '../../release/deployer.ts';
import { runCommand } from '../command.ts';

/**
 * A command of the team's. It gets the order in its environment (`AIRLOCK_ACTION`, `AIRLOCK_BUNDLE`, `AIRLOCK_VERSION`,
 * `AIRLOCK_DIGEST`, `AIRLOCK_COMMIT`, `AIRLOCK_ENVIRONMENT`, `AIRLOCK_FENCE`) and reports on the last line of its output, as
 * JSON: `{"served":"sha256:…"}`, or `{"fenced":17}` where a newer order was carried out already.
 */
export class CommandDeployer implements Deployer {
  /** Nobody can see from outside whether the command compares fences. */
  readonly fences = false;
  readonly #command: string;
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(command: string, folder: string, env: Readonly<Record<string, string | undefined>>) {
    this.#command = command;
    this.#folder = folder;
    this.#env = env;
  }

  async deploy(order: Order): Promise<Deployed> {
    const { code, stdout, stderr } = await this.#run('deploy', order, String(order.fence));
    if (code !== 0) return { kind: 'failed', found: lastLine(stderr) ?? `exit ${code}` };
    return deployedBy(stdout);
  }

  async probe(order: Omit<Order, 'fence'>): Promise<boolean | null> {
    const { code, stdout } = await this.#run('probe', order, '');
    const { restorable } = reportIn(stdout);
    return code === 0 && typeof restorable === 'boolean' ? restorable : null;
  }

  async served(order: Omit<Order, 'fence'>): Promise<string | null> {
    const { code, stdout } = await this.#run('probe', order, '');
    const { served } = reportIn(stdout);
    return code === 0 && typeof served === 'string' ? served : null;
  }

  async #run(action: string, { bundle, environment, release }: Omit<Order, 'fence'>, fence: string) {
    const env = {
      ...this.#env,
      // Whoever deploys must not be able to write what was approved.
      AIRLOCK_LEDGER_TOKEN: undefined,
      'INPUT_LEDGER-TOKEN': undefined,
      AIRLOCK_ACTION: action,
      AIRLOCK_BUNDLE: bundle,
      AIRLOCK_ENVIRONMENT: environment,
      AIRLOCK_VERSION: release.version,
      AIRLOCK_DIGEST: release.digest,
      // Parts of several commits are no commit: whoever checks one out by this name must fail, not serve the wrong thing.
      AIRLOCK_COMMIT: isComposed(release) ? '' : release.commit,
      AIRLOCK_FENCE: fence,
    };
    return runCommand(this.#command, this.#folder, env);
  }
}

import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLine, reportIn } from '../../release/deploy-report.ts';
import type { KeptPack, PackStore, PackToKeep } from '../../release/pack-store.ts';
import { runCommand } from '../command.ts';

/**
 * A command of the team's, such as one that writes to object storage with a lock. `AIRLOCK_ACTION` is `keep`: it puts the file
 * `AIRLOCK_PACK` away and reports `{"kept":"s3://…"}`; or `fetch`: it writes what is at `AIRLOCK_KEPT` to `AIRLOCK_PACK`. Beside
 * them it has `AIRLOCK_BUNDLE`, `AIRLOCK_VERSION`, `AIRLOCK_COMMIT` and `AIRLOCK_SHA256`.
 */
export class CommandPackStore implements PackStore {
  readonly #command: string;
  readonly #folder: string;
  readonly #env: Readonly<Record<string, string | undefined>>;

  constructor(command: string, folder: string, env: Readonly<Record<string, string | undefined>>) {
    this.#command = command;
    this.#folder = folder;
    this.#env = env;
  }

  async keep(pack: PackToKeep): Promise<KeptPack> {
    const folder = await mkdtemp(join(tmpdir(), 'airlock-pack-'));
    try {
      return await this.#keepFrom(folder, pack);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }

  async #keepFrom(folder: string, pack: PackToKeep): Promise<KeptPack> {
    const [there, back] = [join(folder, `${pack.sha256}.zip`), join(folder, 'back.zip')];
    await writeFile(there, pack.bytes);
    const kept = await this.#run('keep', pack, { AIRLOCK_PACK: there, AIRLOCK_KEPT: '' });
    const at = reportIn(kept.stdout)['kept'];
    if (kept.code !== 0 || typeof at !== 'string' || at === '' || at.length > LONGEST)
      return { kind: 'failed', found: lastLine(kept.stderr) ?? lastLine(kept.stdout) ?? `exit ${kept.code}` };
    const fetched = await this.#run('fetch', pack, { AIRLOCK_PACK: back, AIRLOCK_KEPT: at });
    const bytes = await readFile(back).catch(() => null);
    if (fetched.code !== 0 || bytes === null)
      return { kind: 'failed', found: lastLine(fetched.stderr) ?? `exit ${fetched.code}, nothing at ${at}` };
    const found = createHash('sha256').update(bytes).digest('hex');
    return found === pack.sha256 ? { kind: 'kept', at } : { kind: 'failed', found: `${found} at ${at}` };
  }

  #run(action: string, { bundle, version, commit, sha256 }: PackToKeep, more: Record<string, string>) {
    return runCommand(this.#command, this.#folder, {
      ...this.#env,
      AIRLOCK_ACTION: action,
      AIRLOCK_BUNDLE: bundle,
      AIRLOCK_VERSION: version,
      AIRLOCK_COMMIT: commit,
      AIRLOCK_SHA256: sha256,
      ...more,
    });
  }
}

const LONGEST = 500;

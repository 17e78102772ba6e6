import type { Repository, TreeFile } from '../bundle/repository.ts';
import { type LoadedConfig, loadConfigs } from '../config/load.ts';
import { Names } from '../evidence/columns.ts';
import { ANY, readEvidence } from '../evidence/read.ts';
import type { ByteSource } from '../evidence/source.ts';
import { Refusal } from '../problem.ts';
import { decodeUtf8 } from '../reader/text.ts';
import { OWNER_FILES, readOwners } from './codeowners.ts';
import type { ConfigFacts, DoctorFacts, EvidenceSize, LiveBundle } from './facts.ts';
import type { Settings } from './settings.ts';

/** What `doctor` reads from: git objects, result files beside them, GitHub's settings and the ledger as far as they are known. */
export interface DoctorSources {
  readonly repository: Repository;
  readonly results: { open(path: string): Promise<ByteSource | null> };
  readonly settings: Settings;
  readonly live: readonly LiveBundle[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

const LARGEST = 512 * 1024;
const LARGEST_RESULTS = 64 * 1024 * 1024;

/** Reads everything that is judged later; a file that is broken is a fact like any other. */
export async function collectFacts(sources: DoctorSources, commit: string): Promise<DoctorFacts> {
  const { repository, settings, live, today } = sources;
  const tree = await repository.tree(commit);
  const read = async (path: string): Promise<string | null> => textAt(repository, tree, path);
  const workflows = tree.filter(({ path }) => /^\.github\/workflows\/[^/]+\.ya?ml$/u.test(path));
  const owners = OWNER_FILES.find((path) => tree.some((file) => file.path === path)) ?? null;
  const configs = await configsOf(repository, commit, read);
  return {
    tree,
    workflows: await Promise.all(workflows.map(async ({ path }) => ({ path, text: await read(path) }))),
    configs,
    sizes: await sizesOf(sources, configs),
    owners: owners === null ? null : { path: owners, rules: readOwners((await read(owners)) ?? '') },
    settings,
    live,
    today,
  };
}

async function textAt(
  repository: Repository,
  tree: readonly TreeFile[],
  path: string,
): Promise<string | null> {
  const file = tree.find((one) => one.path === path);
  if (file === undefined || !file.mode.startsWith('100')) return null;
  const bytes = await repository.read(file.oid, LARGEST);
  return bytes === null ? null : decodeUtf8(bytes);
}

async function configsOf(
  repository: Repository,
  commit: string,
  read: (path: string) => Promise<string | null>,
): Promise<ConfigFacts[]> {
  try {
    const loaded: LoadedConfig[] = await loadConfigs(repository, commit, { kind: 'default' });
    return await Promise.all(
      loaded.map(async ({ path, result }) => ({ path, text: (await read(path)) ?? '', result })),
    );
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { problems } = error;
    return [{ path: problems[0]?.file ?? '.github/airlock.yml', text: '', result: { ok: false, problems } }];
  }
}

async function sizesOf({ results }: DoctorSources, configs: readonly ConfigFacts[]): Promise<EvidenceSize[]> {
  const sizes: EvidenceSize[] = [];
  for (const { path, result } of configs)
    for (const { name, path: file, format, columns } of result.ok ? result.policy.evidence : []) {
      const source = await results.open(file);
      const request = { ...ANY, format: format ?? null, columns };
      sizes.push({ config: path, evidence: name, items: await itemsIn(source, request) });
    }
  return sizes;
}

/** How many items a file has; null where it is not there, too large to be looked at in passing, or not understood. */
async function itemsIn(source: ByteSource | null, request: typeof ANY): Promise<number | null> {
  if (source === null || (source.size ?? 0) > LARGEST_RESULTS) return null;
  try {
    return (await readEvidence(source, new Names(), request)).table.items.size;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

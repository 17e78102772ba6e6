import type { History } from '../bundle/history.ts';
import { describeSide, pairConfigs, selectBundle } from '../check/sides.ts';
import { lastRecorded, sinceRecorded, versionOf } from '../check/version.ts';
import type { ConfigChoice } from '../config/load.ts';
import { DEFAULT_POLICY } from '../config/policy.ts';
import { engineFacts } from '../host/engine.ts';
import type { GitRepository } from '../host/git/repository.ts';
import { TreeSitter } from '../host/grammars.ts';
import { type VersionDocument, versionDocument } from '../report/documents/documents.ts';

export interface VersionRequest {
  readonly commit: string;
  readonly config: ConfigChoice;
  /** Of several bundles this one; null for all. */
  readonly bundle: string | null;
  /** YYYY-MM-DD. */
  readonly today: string;
  readonly pull: number | null;
}

/** Identity of the bundles at one commit, in the order of the configuration files. */
export async function versionsAt(
  repository: GitRepository,
  history: History,
  { commit, config, bundle, today, pull }: VersionRequest,
): Promise<VersionDocument[]> {
  const engine = await engineFacts();
  const pairs = selectBundle(await pairConfigs(repository, commit, commit, config), bundle);
  const documents: VersionDocument[] = [];
  for (const { head } of pairs) {
    const side = await describeSide(repository, commit, head, null);
    const recorded = await lastRecorded({ repository, history }, side.bundle.name, commit);
    const endOfLife = head?.result.ok ? head.result.policy.endOfLife : DEFAULT_POLICY.endOfLife;
    const tier =
      recorded === null
        ? 'low'
        : await sinceRecorded({ repository, grammars: new TreeSitter() }, recorded, side, {
            today,
            endOfLife,
          });
    documents.push(versionDocument(side.bundle, versionOf(side.bundle, recorded, tier, pull), engine));
  }
  return documents;
}

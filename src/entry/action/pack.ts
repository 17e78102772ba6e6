import { join } from 'node:path';
import { notice, warning } from '@actions/core';
import { uploadArchive } from '../../host/github/artifacts.ts';
import { failureOf } from '../../host/github/client.ts';
import { lossNotices, packUnsupported } from '../../report/voice.ts';
import type { ActionContext } from './context.ts';

/** What makes `actions/candidate` write its pack; of a part that is made ready there is none. */
export function packWords({ temp }: ActionContext, given: readonly string[]): string[] {
  if (given.some((word) => word.startsWith('--revert='))) return [];
  return [`--pack=${join(temp, 'airlock-pack.zip')}`, `--predicate=${join(temp, 'airlock-predicate.json')}`];
}

/**
 * Keeps the pack with the run, under a name that neither another bundle nor a second attempt takes. The name; nothing
 * where it could not be kept, which takes nothing from what was recorded.
 */
export async function uploadPack({ runAttempt }: ActionContext, document: unknown): Promise<string> {
  const { bundle, pack } = document as { readonly bundle: string; readonly pack: { file: string } | null };
  if (pack === null || (process.env['ACTIONS_RUNTIME_TOKEN'] ?? '') === '') return '';
  try {
    const uploaded = await uploadArchive(`airlock-pack.${bundle}.${runAttempt}`, pack.file);
    if (uploaded === null) notice(packUnsupported());
    return uploaded?.name ?? '';
  } catch (error) {
    for (const text of lossNotices([{ what: 'pack', failure: failureOf(error) }], false)) warning(text);
    return '';
  }
}

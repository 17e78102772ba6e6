import { resolve } from 'node:path';
import type { CheckResult } from '../../check.ts';
import type { PackStoreInput } from '../../config/release-schema.ts';
import { engineFacts } from '../../host/engine.ts';
import { writeWhole } from '../../host/files.ts';
import { CommandPackStore } from '../../host/packs/command.ts';
import { ReleaseAssetStore } from '../../host/packs/release-asset.ts';
import { refuse, unavailable } from '../../problem.ts';
import type { PackStore } from '../../release/pack-store.ts';
import type { Arguments, OptionRules } from '../arguments.ts';
import type { Desk } from '../ledger.ts';
import { connected } from './github.ts';

export const PACK: OptionRules = {
  pack: { type: 'string', value: 'FILE', help: 'also write the evidence pack of the candidate' },
  predicate: {
    type: 'string',
    value: 'FILE',
    help: 'also write what a workflow can sign of the pack, for actions/attest',
  },
};

export interface PackFiles {
  readonly pack: string | null;
  readonly predicate: string | null;
}

/** Which files are asked for. A part of another commit is in no pack: that is of one commit and what is live. */
export function packFiles(args: Arguments, part: string | null): PackFiles {
  const [pack, predicate] = [args.text('pack'), args.text('predicate')];
  if (pack !== null && part !== null)
    refuse('option-bad-value', { found: `--pack with --revert ${part}`, expected: 'one of both' });
  if (pack === null && predicate !== null) refuse('option-missing', { expected: '--pack FILE' });
  return { pack, predicate };
}

/** The pack of a candidate as it is told: where it is, what it is, and what can be signed of it. */
export interface CandidatePack {
  readonly file: string;
  /** Bare hex, over the file. */
  readonly sha256: string;
  readonly size: number;
  readonly predicate: { readonly type: string; readonly file: string | null };
  /** Where it outlives the run; null: nowhere. */
  readonly kept: string | null;
}

/**
 * Writes the pack, and keeps it where policy says so. Refuses where that did not work: what is recorded as kept was read
 * back. Of what may not be released nothing is kept for longer than its run.
 */
export async function writeCandidatePack(
  desk: Desk,
  { pack: file, predicate: asked }: PackFiles,
  result: CheckResult,
): Promise<CandidatePack | null> {
  if (file === null) return null;
  const { terminal } = desk;
  const { writePack } = await import('../packs.ts');
  const written = await writePack([result], await engineFacts(), file, terminal);
  const { bytes, sha256, predicate } = written;
  if (asked !== null) await writeWhole(resolve(terminal.cwd, asked), predicate.bytes);
  const { name: bundle } = result.head.bundle;
  const { version } = result;
  const store = result.decision.outcome === 'no-go' ? null : await storeOf(desk, result.rules.packs);
  const kept = await store?.keep({ bundle, version, commit: result.head.commit, bytes, sha256 });
  if (kept?.kind === 'failed')
    unavailable('pack-store-failed', {
      found: kept.found,
      expected: 'a pack that is read back as it was written',
    });
  const signed = { type: predicate.type, file: asked };
  return { file, sha256, size: bytes.length, predicate: signed, kept: kept?.at ?? null };
}

/** Where policy keeps packs; null where it says nothing, or where GitHub is meant and this is no workflow. */
async function storeOf(
  { terminal, repository }: Desk,
  packs: PackStoreInput | null,
): Promise<PackStore | null> {
  if (packs === null) return null;
  if (packs !== 'release') {
    const folder = repository.workTree ?? repository.location.directory;
    return new CommandPackStore(packs.run, folder, terminal.env);
  }
  const server = await connected(terminal);
  return server === null ? null : new ReleaseAssetStore(server.client, server.access);
}

import { resolve } from 'node:path';
import { engineFacts } from '../../host/engine.ts';
import { rawFolder } from '../../host/raw-folder.ts';
import type { VerifyRequest } from '../../pack/verify.ts';
import { EXIT, refuse } from '../../problem.ts';
import { verifyDocument } from '../../report/documents/verify.ts';
import { verifyText } from '../../report/verify-text.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../io.ts';
import type { Answer } from './command.ts';

const GITHUB_ISSUER = 'https://token.actions.githubusercontent.com';
const LARGEST_SIGNATURE = 16 * 1024 * 1024;

/** Proof, offline, that an evidence pack is intact, and that every verdict in it follows from its rows. */
export async function verifyAPack(file: string, args: Arguments, terminal: Terminal): Promise<Answer> {
  const raw = args.text('raw');
  const engine = await engineFacts();
  const { verifyFile } = await import('../packs.ts');
  const found = await verifyFile(file, terminal, {
    raw: raw === null ? null : await rawFolder(resolve(terminal.cwd, raw), raw),
    attestation: await attestationOf(args, terminal),
    engine,
  });
  const document = verifyDocument(found, engine, file);
  return {
    exit: EXITS[found.outcome],
    text: (palette) => verifyText(document, palette),
    json: () => document,
  };
}

const EXITS = { verified: EXIT.go, wrong: EXIT.noGo, 'could-not-tell': EXIT.undecided } as const;

/** A signature means nothing without a root to hold it against. */
async function attestationOf(args: Arguments, terminal: Terminal): Promise<VerifyRequest['attestation']> {
  const given = args.text('attestation');
  const root = args.text('trusted-root');
  if (given === null && root === null && args.text('signer') === null) return null;
  if (given === null) refuse('option-missing', { expected: '--attestation FILE' });
  if (root === null) refuse('option-missing', { expected: '--trusted-root FILE' });
  const [{ boundedBytes }, { signedStatements }] = await Promise.all([
    import('../packs.ts'),
    import('../../host/sigstore.ts'),
  ]);
  const named = async (name: string): Promise<{ name: string; bytes: Uint8Array }> => ({
    name,
    bytes: await boundedBytes(name, terminal.cwd, LARGEST_SIGNATURE),
  });
  return {
    signed: signedStatements(await named(given), await named(root)),
    expected: { workflow: args.text('signer'), issuer: args.text('issuer') ?? GITHUB_ISSUER },
  };
}

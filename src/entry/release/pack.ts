import { resolve } from 'node:path';
import type { CheckResult } from '../../check.ts';
import { engineFacts } from '../../host/engine.ts';
import { writeWhole } from '../../host/files.ts';
import { refuse } from '../../problem.ts';
import type { Arguments, OptionRules } from '../arguments.ts';
import type { Terminal } from '../io.ts';

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
}

export async function writeCandidatePack(
  { pack: file, predicate: asked }: PackFiles,
  result: CheckResult,
  terminal: Terminal,
): Promise<CandidatePack | null> {
  if (file === null) return null;
  const { writePack } = await import('../packs.ts');
  const { predicate, ...pack } = await writePack([result], await engineFacts(), file, terminal);
  if (asked !== null) await writeWhole(resolve(terminal.cwd, asked), predicate.bytes);
  return { ...pack, predicate: { type: predicate.type, file: asked } };
}

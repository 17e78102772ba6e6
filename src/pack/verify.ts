import type { CheckResult } from '../check.ts';
import { type AttestationFacts, attested, type ExpectedSigner, type Signed } from './attestation.ts';
import { sha256Of } from './canonical.ts';
import { compareIdentity, compareJudgement, compareLoosely, compareMade } from './compare.ts';
import { type Control, controlsOf } from './controls.ts';
import { firstParts, givenParts } from './expected.ts';
import { type GradeResult, gradeOf } from './grade.ts';
import { type History, historyOf } from './history.ts';
import { made } from './made.ts';
import type { Engine } from './manifest.ts';
import { Mismatch, type MismatchCode, type MismatchPlace, type OpenCode } from './mismatch.ts';
import { FACTS, type Parts } from './parts.ts';
import { type RawFiles, type RawRows, rawRows } from './raw-rows.ts';
import { givenOf, rebuilt } from './rebuild.ts';
import type { Renderer } from './renderer.ts';
import type { RunFacts } from './run.ts';
import { partsOf } from './zip-read.ts';

export interface VerifyRequest {
  readonly bytes: Uint8Array;
  /** What errors call the pack. */
  readonly file: string;
  /** Raw results that the pack withholds; null where none are given. */
  readonly raw: RawFiles | null;
  /** What was signed by whom, and who it must be; null where no attestation is given. */
  readonly attestation: { readonly signed: readonly Signed[]; readonly expected: ExpectedSigner } | null;
  /** The engine that verifies. */
  readonly engine: Engine;
  readonly renderer: Renderer;
}

/** What was found of a pack, as far as it came. */
export interface Verification {
  readonly outcome: 'verified' | 'wrong' | 'could-not-tell';
  readonly code: MismatchCode | OpenCode | null;
  readonly place: MismatchPlace | null;
  /** Bare hex, over the file. */
  readonly sha256: string;
  readonly history: History | null;
  readonly result: CheckResult | null;
  readonly rows: readonly RawRows[];
  /** Whether the pages are those that are made now; false where another engine worded them otherwise. */
  readonly pagesCompared: boolean;
  readonly signer: string | null;
  /** Null where the pack is wrong: there is nothing to grade. */
  readonly grade: GradeResult | null;
  readonly controls: readonly Control[];
}

type Progress = { -readonly [Key in keyof Verification]: Verification[Key] };

/**
 * Verifies a pack with nothing but the pack: every digest, then every verdict from the rows, then everything that was
 * made from the verdicts. Refuses a file that is no pack; of a pack it says the first thing that does not match.
 */
export async function verifyPack(request: VerifyRequest): Promise<Verification> {
  const parts = partsOf(request.bytes, request.file);
  const progress: Progress = { ...NOTHING, sha256: sha256Of(request.bytes), controls: controlsOf(parts) };
  try {
    await verify(parts, request, progress);
  } catch (error) {
    if (!(error instanceof Mismatch)) throw error;
    const isOpen = isOtherEngine(progress.history, request.engine) && MADE_BY_ENGINE.has(error.code);
    progress.outcome = isOpen ? 'could-not-tell' : 'wrong';
    progress.code = isOpen ? 'other-engine' : error.code;
    progress.place = error.place;
  }
  return progress;
}

const NOTHING: Omit<Verification, 'sha256' | 'controls'> = {
  outcome: 'verified',
  code: null,
  place: null,
  history: null,
  result: null,
  rows: [],
  pagesCompared: false,
  signer: null,
  grade: null,
};

/** What another engine may have made otherwise without anybody having touched the pack. */
const MADE_BY_ENGINE: ReadonlySet<MismatchCode> = new Set([
  'scorecard-differs',
  'check-differs',
  'decision-differs',
  'preview-differs',
  'document-differs',
]);

async function verify(parts: Parts, request: VerifyRequest, progress: Progress): Promise<void> {
  const history = historyOf(parts);
  progress.history = history;
  const first = firstParts(parts, history.first);
  const given = givenOf(first, request.renderer);
  const sources = givenParts(first, given.facts);
  progress.rows = await rawRows(first, given, request.raw);
  const result = await rebuilt(first, given);
  compareIdentity(history, result);
  compareJudgement(first, result, history.first.engine);
  const again = await made(result, history.first.engine, request.renderer, sources);
  const isOther = isOtherEngine(history, request.engine);
  if (!isOther) compareMade(first, again);
  progress.pagesCompared = !isOther || compareLoosely(first, again);
  progress.result = result;
  const signature = signatureOf(request, progress, result, given.facts.run);
  const withheld = progress.rows.find((one) => one.from === 'withheld');
  const isRecomputed = progress.rows.length > 0 && withheld === undefined;
  progress.signer = signature.signer;
  progress.grade = gradeOf({ ...signature, rows: isRecomputed ? 'recomputed' : 'taken-over' });
  if (withheld === undefined) return;
  progress.outcome = 'could-not-tell';
  progress.code = 'raw-withheld';
  progress.place = {
    part: FACTS,
    at: `${withheld.name} ${withheld.arm}`,
    recorded: withheld.sha256,
    rebuilt: null,
  };
}

function isOtherEngine(history: History | null, engine: Engine): boolean {
  if (history === null) return false;
  const { version, digest } = history.first.engine;
  return version !== engine.version || digest !== engine.digest;
}

function signatureOf(
  { attestation }: VerifyRequest,
  { sha256, history }: Progress,
  { head }: CheckResult,
  run: RunFacts | null,
): AttestationFacts {
  if (attestation === null) return { attestation: 'none', run: claimed(run), signer: null };
  const digests = [sha256, ...(history?.manifests ?? [])];
  return attested(attestation.signed, attestation.expected, { digests, commit: head.commit });
}

/** What a pack says of its own run; believed only where it speaks against the pack. */
function claimed(run: RunFacts | null): AttestationFacts['run'] {
  if (run === null) return 'unknown';
  return run.event.startsWith('pull_request') ? 'untrusted' : 'claimed';
}

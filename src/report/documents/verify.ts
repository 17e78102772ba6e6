import type { Verification } from '../../pack/verify.ts';
import { shellWord } from '../shell.ts';
import type { Engine } from './documents.ts';

/** What was found of a pack, `airlock.verify/1`. `file` is the pack as it was named. */
export function verifyDocument(found: Verification, engine: Engine, file: string) {
  const { outcome, code, place, sha256, history, result, rows, pagesCompared, signer, grade } = found;
  const isRaw = rows.length > 0 && rows.every((one) => one.from !== 'withheld');
  return {
    schema: 'airlock.verify/1' as const,
    subject: 'pack' as const,
    engine,
    outcome,
    code,
    place,
    sha256,
    pack:
      history === null
        ? null
        : {
            engine: history.first.engine,
            bundle: history.first.bundle,
            additions: history.manifests.length - 1,
            records: history.records.map(({ type, at, by }) => ({ type, at, by: by.login })),
          },
    decision: result === null ? null : { outcome: result.decision.outcome, reasons: result.decision.reasons },
    rebuilt: {
      from: isRaw ? ('raw' as const) : ('figures' as const),
      gates: result?.gates.length ?? 0,
      checks: result?.gates.flatMap((gate) => gate.checks).length ?? 0,
      pages: pagesCompared,
    },
    rows,
    signer,
    grade,
    command: commandOf(found, file),
    controls: found.controls,
  };
}
export type VerifyDocument = ReturnType<typeof verifyDocument>;

/** What would tell, where it could not be told or only a part was compared. */
function commandOf({ code, history, pagesCompared }: Verification, file: string): string | null {
  if (code === 'raw-withheld') return `airlock verify ${shellWord(file)} --raw DIR`;
  const version = history?.first.engine.version;
  if (version === undefined || (code !== 'other-engine' && (code !== null || pagesCompared))) return null;
  return `npx --yes ${shellWord(`github:airlock-ci/airlock#v${version}`)} verify ${shellWord(file)}`;
}

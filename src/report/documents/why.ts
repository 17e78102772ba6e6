import { DETECTION_VERSION } from '../../bundle/detect.ts';
import { BASES, type Judgement } from '../../bundle/judge.ts';
import type { Ownership } from '../../bundle/ownership.ts';
import type { Engine } from './documents.ts';

/** One bundle's answer about a path. */
export interface BundleOwnership extends Ownership {
  readonly bundle: string;
  /** The configuration that says so; null where the components were detected. */
  readonly file: string | null;
}

export interface WhyFacts {
  readonly commit: string;
  readonly path: string;
  /** Whether the commit has such a file. */
  readonly exists: boolean;
  /** The path of the commit that is most like it, where it has none. */
  readonly nearest: string | null;
  readonly bundles: readonly BundleOwnership[];
  readonly detection: Judgement;
}

/** Which component owns a path, or why none does, `airlock.why/1`. */
export function whyDocument({ commit, path, exists, nearest, bundles, detection }: WhyFacts, engine: Engine) {
  return {
    schema: 'airlock.why/1' as const,
    engine,
    commit,
    path,
    exists,
    nearest,
    bundles: bundles.map(({ bundle, file, owner, also, near }) => ({
      bundle,
      file,
      provisional: file === null,
      owner,
      also,
      near,
    })),
    detection: { ...detection, confidence: BASES[detection.basis], version: DETECTION_VERSION },
  };
}
export type WhyDocument = ReturnType<typeof whyDocument>;

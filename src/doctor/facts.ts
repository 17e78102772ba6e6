import type { TreeFile } from '../bundle/repository.ts';
import type { ConfigResult } from '../config/read.ts';
import type { OwnerRule } from './codeowners.ts';
import type { Settings } from './settings.ts';

/** A configuration with the text it was read from, so that findings have lines. */
export interface ConfigFacts {
  readonly path: string;
  readonly text: string;
  readonly result: ConfigResult;
}

/** How many items the results of a piece of evidence have; null where there are none to look at. */
export interface EvidenceSize {
  /** Path of the configuration that names it. */
  readonly config: string;
  readonly evidence: string;
  readonly items: number | null;
}

/** All that `doctor` looks at, collected before anything is judged. */
export interface DoctorFacts {
  readonly tree: readonly TreeFile[];
  /** Null: the text could not be read. */
  readonly workflows: readonly { readonly path: string; readonly text: string | null }[];
  readonly configs: readonly ConfigFacts[];
  readonly sizes: readonly EvidenceSize[];
  readonly owners: { readonly path: string; readonly rules: readonly OwnerRule[] } | null;
  readonly settings: Settings;
}

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

/** A bundle that serves somewhere, as the ledger has it. */
export interface LiveBundle {
  readonly bundle: string;
  readonly environment: string;
  readonly version: string;
  /** Version to return to; null where there is none. */
  readonly target: string | null;
  /** UTC; when a way back was last taken. Null where it never was. */
  readonly exercised: string | null;
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
  /** None where no ledger is known. */
  readonly live: readonly LiveBundle[];
  /** YYYY-MM-DD. */
  readonly today: string;
}

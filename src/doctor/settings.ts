/** What the token may see of a setting, or why nothing is known of it. */
export type Told<T> =
  | { readonly kind: 'told'; readonly value: T }
  | { readonly kind: 'not-told'; readonly why: 'no-token' | 'forbidden' | 'no-answer' | 'too-many' };

export interface Environment {
  readonly name: string;
  readonly reviewers: number;
  /** Null where there are no reviewers. */
  readonly preventsSelfReview: boolean | null;
  /** Whether only some branches may deploy. */
  readonly limitsBranches: boolean;
  /** Null where GitHub does not say. */
  readonly adminsMayBypass: boolean | null;
}

export interface Runner {
  readonly name: string;
  readonly labels: readonly string[];
  /** Null where GitHub does not say. */
  readonly version: string | null;
}

/** An artifact that is an evidence pack. */
export interface Pack {
  readonly name: string;
  /** UTC; when GitHub deletes it. */
  readonly expires: string;
}

/** What the names of artifacts that are packs begin with. */
export const PACK_ARTIFACT = 'airlock-pack';

/** What GitHub is set to for a repository, as far as it concerns a release. Read in `host/github/`. */
export interface Settings {
  /** Null where it is not known. */
  readonly defaultBranch: string | null;
  /** Names of the checks that the default branch asks for, by rulesets and by protection together. */
  readonly requiredChecks: Told<readonly string[]>;
  readonly mergeQueue: Told<boolean>;
  readonly asksCodeOwners: Told<boolean>;
  readonly environments: Told<readonly Environment[]>;
  readonly runners: Told<readonly Runner[]>;
  readonly packs: Told<readonly Pack[]>;
}

/** What is known without asking anybody. */
export function untold(why: 'no-token' | 'no-answer'): Settings {
  const nothing = { kind: 'not-told', why } as const;
  return {
    defaultBranch: null,
    requiredChecks: nothing,
    mergeQueue: nothing,
    asksCodeOwners: nothing,
    environments: nothing,
    runners: nothing,
    packs: nothing,
  };
}

import type { Change } from '../change/change.ts';
import type { MapChange } from '../change/changes.ts';
import type { BaselineSource, KnownEmergency, RecordedFacts } from '../check/baseline.ts';
import type { GatheredEvidence } from '../check/evidence.ts';
import type { ExternalReference } from '../check/references.ts';
import type { CheckResult } from '../check.ts';
import type { LoadedConfig } from '../config/load.ts';
import type { Moment, Privacy } from '../config/terms.ts';
import type { Format } from '../evidence/formats.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import type { EvidenceState } from '../gates/context.ts';
import type { Likeness } from '../gates/production/likeness.ts';
import type { Problem } from '../problem.ts';
import type { Authorship } from '../risk/authorship.ts';
import type { Risk } from '../risk/classify.ts';
import { PACK_LIMITS } from './parts.ts';
import type { RunFacts } from './run.ts';

/**
 * What a decision was made from and cannot be rebuilt from the rest of the pack: all of it was read from git, from
 * results and from the event. Everything else in a pack follows from these facts, the bundles, the policies and the rows.
 */
export interface PackFacts {
  readonly schema: 'airlock.pack-facts/1';
  readonly version: string;
  readonly baseVersion: string;
  readonly configPath: string | null;
  readonly environment: string;
  readonly moment: Moment;
  readonly policy: {
    readonly ref: string | null;
    readonly base: ConfigFacts | null;
    readonly head: ConfigFacts | null;
  };
  readonly changes: readonly Change[];
  readonly map: readonly MapChange[];
  readonly references: readonly ExternalReference[];
  readonly authorship: Authorship;
  readonly vouchedBy: string | null;
  /** Emergencies that were known of; left out where there were none. */
  readonly emergencies?: readonly KnownEmergency[] | undefined;
  /** How the results compare with recorded production, whose record is in no pack. */
  readonly production: {
    readonly path: string;
    readonly likeness: Readonly<Record<string, readonly Likeness[]>>;
  } | null;
  readonly risk: Risk;
  readonly evidence: readonly EvidenceFacts[];
  /** The run on GitHub that wrote the pack, as it says itself; null elsewhere. */
  readonly run: RunFacts | null;
}

export interface ConfigFacts {
  readonly key: string;
  readonly path: string;
  readonly stem: string;
  readonly sha256: string;
  readonly defaults: { readonly path: string; readonly sha256: string } | null;
}

export interface EvidenceFacts {
  readonly name: string;
  readonly baselineSource: BaselineSource | null;
  /** The recorded bundle that the baseline is of; null where it is of none. */
  readonly recorded: RecordedFacts | null;
  readonly problems: readonly Problem[];
  readonly state:
    | {
        readonly state: 'measured';
        readonly candidate: RawFacts;
        readonly baseline: RawFacts | null;
        readonly suiteChanged: boolean;
      }
    | Exclude<EvidenceState, { readonly state: 'measured' }>;
}

/** A results file: where it was, what it is, and whether its bytes are in the pack. */
export interface RawFacts {
  readonly file: string;
  readonly format: Format;
  readonly sha256: string;
  readonly size: number;
  /** Why the bytes are not in the pack; null where they are. */
  readonly withheld: 'privacy' | 'size' | null;
}

/** The facts of a result. What policy keeps out of reports must be out of the result already. */
export function factsOf(result: CheckResult, run: RunFacts | null): PackFacts {
  const { version, baseVersion, configPath, environment, moment, references, authorship, vouchedBy, risk } =
    result;
  return {
    schema: 'airlock.pack-facts/1',
    version,
    baseVersion,
    configPath,
    environment,
    moment,
    policy: {
      ref: result.policy.ref,
      base: configFacts(result.configs.base),
      head: configFacts(result.configs.head),
    },
    changes: result.changes.changes,
    map: result.changes.map,
    references,
    authorship,
    vouchedBy,
    production:
      result.production === null
        ? null
        : { ...result.production, likeness: Object.fromEntries(result.production.likeness) },
    risk,
    ...(result.emergencies.length === 0 ? {} : { emergencies: result.emergencies }),
    evidence: result.evidence.map((one) => evidenceFacts(one, privacyOf(result, one.name))),
    run,
  };
}

function configFacts(config: LoadedConfig | null): ConfigFacts | null {
  if (config === null) return null;
  const { key, path, sha256, defaultsSha256, source } = config;
  const defaults =
    source.defaults === null || defaultsSha256 === null
      ? null
      : { path: source.defaults.path, sha256: defaultsSha256 };
  return { key, path, stem: source.stem, sha256, defaults };
}

/** Of two policies that name a piece of evidence the one in force says what may be shown. */
function privacyOf({ configs }: CheckResult, name: string): Privacy {
  const rules = [configs.base, configs.head].flatMap((config) =>
    config?.result.ok ? config.result.policy.evidence : [],
  );
  return rules.find((rule) => rule.name === name)?.privacy ?? 'ids';
}

function evidenceFacts(one: GatheredEvidence, privacy: Privacy): EvidenceFacts {
  const { name, baselineSource, recorded = null, state } = one;
  // What stands in a broken row is a piece of the raw results.
  const problems =
    privacy === 'full' ? one.problems : one.problems.map((wrong) => ({ ...wrong, found: null }));
  if (state.state !== 'measured') return { name, baselineSource, recorded, problems, state };
  const { candidate, baseline, suiteChanged } = state;
  return {
    name,
    baselineSource,
    recorded,
    problems,
    state: {
      state: 'measured',
      candidate: rawFacts(candidate, privacy),
      baseline: baseline === null ? null : rawFacts(baseline, privacy),
      suiteChanged,
    },
  };
}

/** Raw results hold what people asked and what a model said: they are packed only where all may be shown. */
function rawFacts({ file, format, sha256, size }: EvidenceFile, privacy: Privacy): RawFacts {
  const withheld = privacy !== 'full' ? 'privacy' : size > PACK_LIMITS.part ? 'size' : null;
  return { file, format, sha256, size, withheld };
}

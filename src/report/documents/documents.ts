import type { Bundle } from '../../bundle/bundle.ts';
import { DETECTION_VERSION } from '../../bundle/detect.ts';
import type { GatheredEvidence } from '../../check/evidence.ts';
import type { CheckResult } from '../../check.ts';
import { comparableKey } from '../../evidence/comparable.ts';
import type { EvidenceFile } from '../../evidence/read.ts';
import { type Consequence, consequence, type FailOn } from '../../gates/decision.ts';
import { quarantinedBy } from '../../gates/quarantine.ts';
import { flakyOf } from '../flaky.ts';
import type { NextStep } from '../next.ts';
import { standingDocument } from '../standing-text.ts';

/** Who made a document: a tier or verdict that moved only because of an upgrade can be told. */
export interface Engine {
  readonly version: string;
  /** Over the files of `dist/`. */
  readonly digest: string;
}

/** The machine-readable form of a check, `airlock.check/1`. */
export function checkDocument(
  result: CheckResult,
  engine: Engine,
  next: readonly NextStep[],
  failOn: FailOn | null = null,
) {
  return {
    schema: 'airlock.check/1' as const,
    engine,
    ...identityOf(result.head.bundle, result.version),
    baseline: baselineOf(result),
    changes: changesOf(result),
    risk: riskOf(result),
    gates: result.gates,
    decision: decisionOf(result, failOn),
    environment: result.environment,
    standing: standingDocument(result.standing),
    emergencies: result.emergencies,
    preview: result.preview,
    overrides: result.overrides,
    refusedOverrides: result.refusedOverrides,
    refusedWords: result.refusedWords,
    vouchedBy: result.vouchedBy,
    next,
    evidence: result.evidence.flatMap((one) => evidenceEntry(one, result)),
    required: result.required,
    policy: result.policy,
    authorship: result.authorship,
    references: result.references,
    warnings: result.head.bundle.warnings,
  };
}
export type CheckDocument = ReturnType<typeof checkDocument>;

export function checksDocument(documents: readonly CheckDocument[]) {
  return { schema: 'airlock.checks/1' as const, bundles: documents };
}

/** The gates alone, `airlock.gates/1`. */
export function gatesDocument(result: CheckResult, engine: Engine, next: readonly NextStep[]) {
  return {
    schema: 'airlock.gates/1' as const,
    engine,
    ...identityOf(result.head.bundle, result.version),
    baseline: baselineOf(result),
    gates: result.gates,
    decision: decisionOf(result, null),
    next,
    evidence: result.evidence.flatMap((one) => evidenceEntry(one, result)),
    policy: result.policy,
  };
}

/** The risk class alone, `airlock.risk/1`. */
export function riskDocument(result: CheckResult, engine: Engine) {
  return {
    schema: 'airlock.risk/1' as const,
    engine,
    ...provisionalOf(result.head.bundle),
    ...riskOf(result),
    evidence: result.required,
    authorship: result.authorship,
    policy: result.policy,
  };
}

export type RiskDocument = ReturnType<typeof riskDocument>;

export function risksDocument(documents: readonly RiskDocument[]) {
  return { schema: 'airlock.risks/1' as const, bundles: documents };
}

/** The semantic difference alone, `airlock.diff/1`. */
export function diffDocument(result: CheckResult, engine: Engine) {
  return {
    schema: 'airlock.diff/1' as const,
    engine,
    bundle: { name: result.head.bundle.name, ...provisionalOf(result.head.bundle) },
    base: { commit: result.base.commit, version: result.baseVersion, digest: result.base.bundle.digest },
    head: { commit: result.head.commit, version: result.version, digest: result.head.bundle.digest },
    changes: changesOf(result),
    map: result.changes.map,
  };
}

/** A bundle's identity, `airlock.version/1`. */
export function versionDocument(bundle: Bundle, version: string, engine: Engine) {
  return {
    schema: 'airlock.version/1' as const,
    engine,
    ...identityOf(bundle, version),
    commit: bundle.commit,
    warnings: bundle.warnings,
  };
}
export type VersionDocument = ReturnType<typeof versionDocument>;

export function versionsDocument(documents: readonly VersionDocument[]) {
  return { schema: 'airlock.versions/1' as const, bundles: documents };
}

function identityOf(bundle: Bundle, version: string) {
  const components = bundle.components.map(({ name, kind, digest, entries }) => ({
    name,
    kind,
    digest,
    entries: entries.length,
  }));
  return {
    bundle: { name: bundle.name, version, digest: bundle.digest, components },
    ...provisionalOf(bundle),
  };
}

function provisionalOf(bundle: Bundle) {
  return bundle.provisional ? { provisional: true, detection: DETECTION_VERSION } : { provisional: false };
}

/** What the candidate was compared with; null where nothing was. Fields that are not known are null. */
function baselineOf(result: CheckResult) {
  const compared = result.evidence.filter((one) => one.baselineSource !== null);
  const given = compared.find((one) => one.baselineSource === 'given');
  if (given !== undefined) {
    const bundle = given.state.state === 'measured' ? (given.state.baseline?.facts.bundle ?? null) : null;
    return {
      source: 'given' as const,
      version: bundle?.version ?? null,
      digest: bundle?.digest ?? null,
      environment: null,
      recordedAt: null,
    };
  }
  const recorded = compared.find((one) => (one.recorded ?? null) !== null)?.recorded ?? null;
  if (recorded !== null) return recorded;
  if (compared.length === 0) return null;
  return {
    source: 'merge-base' as const,
    version: result.baseVersion,
    digest: result.base.bundle.digest,
    environment: null,
    recordedAt: null,
  };
}

/** Changes without what a confidential component holds: how much changed is said, what is not. */
function changesOf({ changes }: CheckResult) {
  return changes.changes.map((change) =>
    change.confidential
      ? { ...change, items: [], itemCount: change.items.length }
      : { ...change, itemCount: change.items.length },
  );
}

function riskOf({ risk }: CheckResult) {
  const { tier, scope, scopeReasons, findings, lowered } = risk;
  return { tier, scope, scopeReasons, findings, ...(lowered === undefined ? {} : { lowered }) };
}

function decisionOf(result: CheckResult, failOn: FailOn | null): DecisionDocument {
  const { outcome, reasons, undecided } = result.decision;
  return {
    outcome,
    reasons,
    undecided,
    stage: result.stage,
    consequence: consequence(result.decision, result.stage, failOn),
  };
}

interface DecisionDocument {
  readonly outcome: CheckResult['decision']['outcome'];
  readonly reasons: CheckResult['decision']['reasons'];
  readonly undecided: CheckResult['decision']['undecided'];
  readonly stage: CheckResult['stage'];
  /** What the check shows here. */
  readonly consequence: Consequence;
}

function evidenceEntry(
  { name, state, baselineSource, carry }: GatheredEvidence,
  { production, rules, today, gates }: CheckResult,
) {
  if (state.state !== 'measured') return [];
  const { candidate, baseline } = state;
  const against = baseline === null ? null : { source: baselineSource, ...fileFacts(baseline) };
  const likeness = production?.likeness.get(name) ?? null;
  const carried = carry?.kind === 'carried' ? carry.from : null;
  const { entries: quarantine } = quarantinedBy(rules, today, name, state);
  const flaky = flakyOf({ evidence: [{ name, state, baselineSource, problems: [] }], gates }).map(
    ({ metric, candidate: own, baseline: other }) => ({
      metric,
      candidate: some(own),
      baseline: some(other),
    }),
  );
  return [
    { name, ...fileFacts(candidate), baseline: against, carried, production: likeness, quarantine, flaky },
  ];
}

const MOST_NAMED = 50;

/** How many there are, and the first of them. */
function some(items: readonly string[]) {
  return { count: items.length, items: items.slice(0, MOST_NAMED) };
}

function fileFacts(file: EvidenceFile) {
  const { file: path, format, sha256, table, facts } = file;
  return {
    path,
    format,
    sha256,
    rows: table.rows,
    errors: table.countStatus('error'),
    tool: facts.tool,
    run: facts.run,
    comparableKey: comparableKey(file),
  };
}

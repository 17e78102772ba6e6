import type { CheckResult } from '../check.ts';
import type { Json } from '../jcs.ts';
import { canonicalBytes, plain, readCanonical, sha256Of } from './canonical.ts';
import type { Engine } from './manifest.ts';
import { type Parts, policyPart, STATEMENTS } from './parts.ts';

const STATEMENT = 'https://in-toto.io/Statement/v1';
/** https://github.com/in-toto/attestation/blob/main/spec/predicates/test-result.md */
const TEST_RESULT = 'https://in-toto.io/attestation/test-result/v0.1';
/** https://slsa.dev/spec/v1.1/verification_summary */
const SUMMARY = 'https://slsa.dev/verification_summary/v1';
const VERIFIER = 'https://github.com/airlock-ci/airlock';

/** What can be signed: which checks passed, and what the policy made of them. The subject is the bundle. */
export function statementParts(result: CheckResult, engine: Engine, parts: Parts): Parts {
  return new Map([
    [STATEMENTS.test, canonicalBytes(plain(statement(result, TEST_RESULT, testResult(result))))],
    [STATEMENTS.summary, canonicalBytes(plain(statement(result, SUMMARY, summary(result, engine, parts))))],
  ]);
}

/** What `actions/attest` is given beside a subject of its own, which is the pack. */
export interface Predicate {
  readonly type: string;
  /** JSON. */
  readonly bytes: Uint8Array;
}

/** What a workflow that ran the evals can sign of their pack: which checks passed. */
export function predicateOf(parts: Parts): Predicate {
  const read = readCanonical(parts.get(STATEMENTS.test) ?? new Uint8Array());
  const { predicate = null } = read as { readonly predicate?: Json };
  return { type: TEST_RESULT, bytes: canonicalBytes(predicate) };
}

function statement({ head }: CheckResult, predicateType: string, predicate: object): object {
  const { name, digest } = head.bundle;
  const subject = [{ name, digest: { sha256: digest.replace('sha256:', '') } }];
  return { _type: STATEMENT, subject, predicateType, predicate };
}

const RESULTS = { go: 'PASSED', undecided: 'WARNED', 'no-go': 'FAILED' } as const;

/** A check that is not passed and not failed is a warning: it was not measured, or could not tell. */
function testResult(result: CheckResult): object {
  const checks = result.gates.flatMap((gate) => gate.checks);
  const named = (wanted: (verdict: string) => boolean): string[] =>
    checks.filter((check) => wanted(check.verdict)).map((check) => check.id);
  return {
    result: RESULTS[result.decision.outcome],
    configuration: policyOf(result),
    passedTests: named((verdict) => verdict === 'pass'),
    warnedTests: named((verdict) => verdict !== 'pass' && verdict !== 'fail'),
    failedTests: named((verdict) => verdict === 'fail'),
  };
}

/** Undecided is not passed. All that the decision was made from goes in by its digest. */
function summary(result: CheckResult, engine: Engine, parts: Parts): object {
  const { name } = result.head.bundle;
  const [policy] = policyOf(result);
  return {
    verifier: { id: VERIFIER, version: { airlock: engine.version, engine: engine.digest } },
    resourceUri: `airlock:${name}@${result.version}`,
    policy: policy ?? { uri: 'none' },
    inputAttestations: [...parts]
      .map(([uri, bytes]) => ({ uri, digest: { sha256: sha256Of(bytes) } }))
      .sort(byUri),
    verificationResult: result.decision.outcome === 'go' ? 'PASSED' : 'FAILED',
    // What the writer of a pack can know: Airlock read the rows. Where the evals ran is shown by a signature.
    verifiedLevels: ['AIRLOCK_EVIDENCE_E1', `AIRLOCK_TIER_${result.risk.tier.toUpperCase()}`],
  };
}

function policyOf({ policy, configs }: CheckResult): object[] {
  const side = configs.policy === undefined ? 'base' : 'head';
  return policy.sha256 === null ? [] : [{ uri: policyPart(side, 'file'), digest: { sha256: policy.sha256 } }];
}

function byUri(a: { readonly uri: string }, b: { readonly uri: string }): number {
  return a.uri < b.uri ? -1 : 1;
}

import type { Bundle } from '../../../src/bundle/bundle.ts';
import type { GatheredEvidence } from '../../../src/check/evidence.ts';
import { NO_STANDING, type Standing } from '../../../src/check/standing.ts';
import type { CheckResult } from '../../../src/check.ts';
import { type Policy, policyOf } from '../../../src/config/policy.ts';
import { type PolicyInput, policySchema } from '../../../src/config/schema.ts';
import type { Tier } from '../../../src/config/terms.ts';
import { Names } from '../../../src/evidence/columns.ts';
import { NO_FACTS } from '../../../src/evidence/readers/reader.ts';
import type { ByteSource } from '../../../src/evidence/source.ts';
import { ResultTable } from '../../../src/evidence/table.ts';
import { decide } from '../../../src/gates/decision.ts';
import { passRules } from '../../../src/gates/passes.ts';
import { runGates } from '../../../src/gates/run.ts';
import type { Finding } from '../../../src/risk/finding.ts';

/** Results as the pipeline would make them: real tables, real gates, invented commits. */

export const ENGINE = { version: '0.1.0', digest: `sha256:${'ab'.repeat(32)}` };

/** One row: item, numbers by metric, labels by key. */
export interface Row {
  readonly item: string;
  readonly metrics?: Readonly<Record<string, number | null>>;
  readonly labels?: Readonly<Record<string, string>>;
  readonly error?: boolean;
}

export interface EvidenceParts {
  readonly name: string;
  readonly candidate: readonly Row[];
  readonly baseline?: readonly Row[];
  readonly pass?: Readonly<Record<string, string>>;
  readonly paired?: boolean;
  readonly file?: string;
}

export function measured(parts: EvidenceParts): GatheredEvidence {
  const items = new Names();
  const file = (rows: readonly Row[], name: string) => ({
    file: name,
    format: 'jsonl' as const,
    sha256: 'c0ffee'.repeat(10).padEnd(64, '0'),
    size: 0,
    source: NOWHERE,
    table: tableOf(rows, items),
    facts: NO_FACTS,
  });
  const path = parts.file ?? `out/${parts.name}.jsonl`;
  return {
    name: parts.name,
    state: {
      state: 'measured',
      candidate: file(parts.candidate, path),
      baseline: parts.baseline === undefined ? null : file(parts.baseline, path),
      pass: passRules(parts.pass ?? {}),
      paired: parts.paired ?? true,
      suiteChanged: false,
    },
    baselineSource: parts.baseline === undefined ? null : 'merge-base',
    problems: [],
  };
}

/** A report reads tables, never bytes. */
export const NOWHERE: ByteSource = {
  name: 'nowhere',
  size: 0,
  open: () => {
    throw new Error('a report does not read results');
  },
};

function tableOf(rows: readonly Row[], items: Names): ResultTable {
  const table = new ResultTable(items, new Set(['slice']));
  for (const { item, metrics, labels, error } of rows) {
    const row = table.add(item, error === true ? 'error' : 'ok');
    for (const [metric, value] of Object.entries(metrics ?? {})) table.setMetric(row, metric, value);
    for (const [key, label] of Object.entries(labels ?? {})) table.setLabel(row, key, label);
  }
  return table;
}

export interface ResultParts {
  readonly name?: string;
  readonly version?: string;
  readonly tier?: Tier;
  readonly policy?: Policy;
  readonly evidence?: readonly GatheredEvidence[];
  readonly findings?: readonly Finding[];
  readonly standing?: Standing;
}

/** A policy as the configuration file gives it. */
export function policyFrom(input: unknown): Policy {
  return policyOf(policySchema.parse(input) as PolicyInput);
}

/** A whole result; gates and decision are those that the evidence gives under the policy. */
export function resultOf(parts: ResultParts = {}): CheckResult {
  const { name = 'support-bot', version = '2.4.0-pr.41', tier = 'medium', evidence = [] } = parts;
  const policy = parts.policy ?? policyFrom({});
  const states = new Map(evidence.map((one) => [one.name, one.state]));
  const gates = runGates({ policy, evidence: states, seed: 'seed' }, tier);
  const side = (commit: string) => ({
    commit: commit.repeat(40),
    identity: { name, components: [], provisional: false },
    bundle: bundleOf(name, commit.repeat(40)),
  });
  return {
    base: side('a'),
    head: side('b'),
    version,
    baseVersion: '2.3.1',
    configPath: '.github/airlock.yml',
    changes: { changes: [], outside: [], map: [] },
    references: [],
    authorship: { kind: 'human', authors: [], requester: null },
    vouchedBy: null,
    risk: { tier, scope: 'feature', scopeReasons: [], findings: parts.findings ?? [] },
    required: { required: [], carried: [], estimate: { usd: null, minutes: null } },
    withBaseline: new Set(),
    evidence,
    gates,
    decision: decide(gates, tier, policy),
    stage: policy.stage,
    environment: policy.environment,
    privacy: policy.privacy,
    policy: { ref: 'a'.repeat(40), path: '.github/airlock.yml', sha256: '1'.repeat(64), changed: false },
    overrides: [],
    refusedOverrides: [],
    refusedWords: [],
    rules: policy,
    configs: { base: null, head: null },
    moment: 'pull_request',
    tierRule: policy.tiers[tier],
    preview: null,
    production: null,
    standing: parts.standing ?? NO_STANDING,
    emergencies: [],
    unchanged: false,
    today: '2026-11-21',
    isFirst: false,
  };
}

function bundleOf(name: string, commit: string): Bundle {
  return {
    name,
    commit,
    digest: `sha256:${'d'.repeat(64)}`,
    components: [],
    provisional: false,
    warnings: [],
  };
}

/** Repeatable noise between 0 and 1. */
export function noise(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

import { createHash } from 'node:crypto';
import type { CheckResult } from '../check.ts';
import type { Check } from '../gates/check.ts';
import type { Finding } from '../risk/finding.ts';
import { findingSentence } from './change-sentences.ts';
import type { CodeText } from './codes/catalog.ts';
import { CHECKS } from './codes/checks.ts';
import { FINDINGS } from './codes/findings.ts';
import type { Engine } from './documents/documents.ts';
import type { Phrase } from './phrase.ts';
import { checkSentence } from './sentences.ts';
import { PLAIN, terminal } from './terminal.ts';
import { baselinePhrase } from './view.ts';

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const HOME = 'https://github.com/airlock-ci/airlock';

/**
 * A check for code scanning, SARIF 2.1.0: a run for each bundle, findings on their lines, what stands in the way of a gate
 * at the configuration, codes as rules. Item ids and figures only: who may read alerts may not read prompts.
 * https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarifLog(results: readonly CheckResult[], engine: Engine) {
  return { $schema: SCHEMA, version: '2.1.0' as const, runs: results.map((one) => runOf(one, engine)) };
}

function runOf(result: CheckResult, { version }: Engine) {
  const alerts = [...result.risk.findings.flatMap(ofFinding), ...ofChecks(result)];
  const rules = [...new Map(alerts.map(({ rule }) => [rule.id, rule])).values()].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  );
  return {
    tool: { driver: { name: 'Airlock', semanticVersion: version, informationUri: HOME, rules } },
    // Uploads of several bundles must not take one another's place.
    automationDetails: { id: `airlock/${result.head.bundle.name}/` },
    columnKind: 'unicodeCodePoints' as const,
    results: alerts.map(({ rule, place, message, about, level }) => ({
      ruleId: rule.id,
      ruleIndex: rules.findIndex((one) => one.id === rule.id),
      level,
      message: { text: terminal(message, PLAIN) },
      locations: [{ physicalLocation: place }],
      partialFingerprints: { 'airlockAbout/v1': fingerprint(about) },
    })),
  };
}

type Level = 'error' | 'warning' | 'note';

interface Alert {
  readonly rule: ReturnType<typeof ruleOf>;
  readonly level: Level;
  readonly message: Phrase;
  readonly place: ReturnType<typeof placeOf>;
  /** What makes two alerts the same one, lines apart. */
  readonly about: readonly (string | null)[];
}

const FINDING_LEVELS = { high: 'warning', medium: 'note' } as const;

/** A low finding is nothing that anybody must look at. */
function ofFinding(finding: Finding): Alert[] {
  const { code, tier, component, path, line } = finding;
  if (tier === 'low') return [];
  return [
    {
      rule: ruleOf(`finding/${code}`, FINDINGS[code], FINDING_LEVELS[tier]),
      level: FINDING_LEVELS[tier],
      message: findingSentence(finding),
      place: placeOf(path, line),
      about: [code, component, path, String(finding.args['key'] ?? '')],
    },
  ];
}

const CHECK_LEVELS: Readonly<Partial<Record<Check['verdict'], Level>>> = {
  fail: 'error',
  unmeasured: 'warning',
  inconclusive: 'warning',
};

/** Checks that stand in the way of a required gate. They have no line of their own: the policy asks for them. */
function ofChecks(result: CheckResult): Alert[] {
  const baseline = baselinePhrase(result);
  const checks = result.gates.filter((gate) => gate.required).flatMap((gate) => gate.checks);
  return checks.flatMap((check) => {
    const level = CHECK_LEVELS[check.verdict];
    if (level === undefined || !check.blocks) return [];
    return [
      {
        rule: ruleOf(`check/${check.code}`, CHECKS[check.code], level),
        level,
        message: checkSentence(check, baseline),
        place: placeOf(result.configPath ?? '', null),
        about: [check.id],
      },
    ];
  });
}

function ruleOf(id: string, { title, why, mend }: CodeText, level: Level) {
  return {
    id,
    shortDescription: { text: title },
    fullDescription: { text: why },
    help: { text: `${why} ${mend}` },
    defaultConfiguration: { level },
  };
}

/** GitHub asks every alert for a place; what has none stands at the configuration. */
function placeOf(path: string, line: number | null) {
  const uri = (path === '' ? '.github/airlock.yml' : path).split('/').map(encodeURIComponent).join('/');
  return { artifactLocation: { uri, uriBaseId: '%SRCROOT%' }, region: { startLine: line ?? 1 } };
}

function fingerprint(about: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(about)).digest('hex').slice(0, 32);
}

import { LAYERS, type Layer } from '../bundle/kinds.ts';
import type { BaselineSource } from '../check/baseline.ts';
import type { CheckResult } from '../check.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import { type Check, VERDICTS as WORST_FIRST } from '../gates/check.ts';
import type { Finding } from '../risk/finding.ts';
import { changeSentence, findingSentence, findingTitle } from './change-sentences.ts';
import { amountText, marginText, percent, plain, value, whole } from './figures.ts';
import { flakyFold } from './flaky.ts';
import { flippedFold } from './flipped.ts';
import { type Phrase, quote, SILENCE, say, words } from './phrase.ts';
import { quarantineFold } from './quarantine.ts';
import { causePhrase } from './risk-text.ts';
import { comparison, ownFigure, VERDICTS } from './sentences.ts';

/** A part that is folded at first; the later it stands, the sooner it goes where there is not enough room. */
export interface Fold {
  readonly title: string;
  /** Kept for the record: it lies one fold deeper than what a reviewer asks for. */
  readonly record: boolean;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Phrase[])[];
}

/** The parts below the first screen, the most important first. */
export function folds(result: CheckResult): Fold[] {
  const checks = result.gates.flatMap((gate) => gate.checks);
  return [
    {
      title: 'Slices',
      record: false,
      header: ['slice', 'metric', 'verdict', 'items', 'figure', 'difference', 'smallest detectable'],
      rows: worstFirst(checks.filter((check) => check.slice !== null)).map(sliceRow),
    },
    {
      title: 'Criteria',
      record: false,
      header: ['criterion', 'verdict', 'figure', 'difference or limit', 'margin', 'method'],
      rows: checks.filter((check) => check.slice === null).map(criterionRow),
    },
    flippedFold(result),
    quarantineFold(result),
    {
      title: 'Findings',
      record: false,
      header: ['tier', 'finding', 'meaning'],
      rows: result.risk.findings.map(findingRow),
    },
    {
      title: 'Changes',
      record: true,
      header: ['change'],
      rows: result.changes.changes.map((change) => [changeSentence(change)]),
    },
    {
      title: 'Required evidence',
      record: true,
      header: ['evidence', 'because of', 'command'],
      rows: result.required.required.map((need) => [
        quote(need.name),
        causePhrase(need),
        need.run === null ? SILENCE : quote(need.run),
      ]),
    },
    {
      title: 'Evidence',
      record: true,
      header: ['evidence', 'file', 'format', 'rows', 'sha256'],
      rows: evidenceRows(result),
    },
    {
      title: 'Bundle',
      record: true,
      header: ['layer', 'component', 'kind', 'files', 'digest'],
      rows: bundleRows(result),
    },
    {
      title: 'Pins',
      record: true,
      header: ['reference', 'pin', 'place'],
      rows: result.references.map(({ value: text, pin, path, line }) => [
        quote(text),
        words(pin),
        quote(`${path}:${line}`),
      ]),
    },
    flakyFold(result),
    {
      title: 'Unlike production',
      record: true,
      header: ['evidence', 'what', 'here', 'in production'],
      rows: productionRows(result),
    },
    { title: 'Policy', record: true, header: ['policy', 'value'], rows: policyRows(result) },
  ];
}

/** In the order in which a gate takes the worst; where the table is cut, the end goes. */
function worstFirst(checks: readonly Check[]): Check[] {
  const rank = (check: Check): number => WORST_FIRST.indexOf(check.verdict) * 2 + (check.blocks ? 0 : 1);
  return [...checks].sort((a, b) => rank(a) - rank(b));
}

function verdictPhrase({ verdict, blocks }: Check): Phrase {
  const { symbol, word } = VERDICTS[verdict];
  return words(blocks || verdict === 'pass' ? `${symbol} ${word}` : `${symbol} ${word}, does not block`);
}

function sliceRow(check: Check): Phrase[] {
  const detectable = check.args['detectable'];
  const smallest =
    check.rule === 'margin' && typeof detectable === 'number' ? amountText(detectable, check) : '';
  return [
    quote(check.slice),
    quote(check.metric),
    verdictPhrase(check),
    words(whole(check.n)),
    ownFigure(check),
    comparison(check),
    words(smallest),
  ];
}

function criterionRow(check: Check): Phrase[] {
  return [
    quote(check.id),
    verdictPhrase(check),
    ownFigure(check),
    comparison(check),
    words(marginText(check)),
    words(check.method ?? ''),
  ];
}

function findingRow(finding: Finding): Phrase[] {
  return [words(finding.tier), findingSentence(finding), findingTitle(finding)];
}

const BASELINE_WORDS: Readonly<Record<BaselineSource, string>> = {
  given: 'given baseline',
  live: 'live',
  candidate: 'last candidate',
  'merge-base': 'merge base',
};
/** What the evals took and cost, where their results say so. */
function runText({ facts }: EvidenceFile): string[] {
  const { seconds = null, usd = null } = facts.run ?? {};
  return [
    ...(seconds === null ? [] : [`took ${plain(seconds)} s`]),
    ...(usd === null ? [] : [`cost ${value(usd, 'usd')}`]),
  ];
}

function evidenceRows(result: CheckResult): Phrase[][] {
  return result.evidence.flatMap(({ name, state, baselineSource, carry }) => {
    if (state.state !== 'measured') return [[quote(name), quote(state.code), SILENCE, SILENCE, SILENCE]];
    const row = (label: Phrase, file: typeof state.candidate): Phrase[] => [
      label,
      carry?.kind === 'carried' && file === state.candidate
        ? say`carried from ${quote(carry.from.version)}, ${words(carry.from.grade)}`
        : quote(file.file),
      words([file.format, ...runText(file)].join(', ')),
      words(whole(file.table.rows)),
      quote(file.sha256.slice(0, 16)),
    ];
    const against =
      state.baseline === null
        ? []
        : [
            row(
              say`${quote(name)}, ${words(BASELINE_WORDS[baselineSource ?? 'merge-base'])}`,
              state.baseline,
            ),
          ];
    return [row(quote(name), state.candidate), ...against];
  });
}

/** Where the evidence does not resemble what was recorded of production. */
function productionRows({ production }: CheckResult): Phrase[][] {
  return [...(production?.likeness ?? [])].flatMap(([name, likeness]) =>
    likeness
      .filter(({ alike }) => !alike)
      .flatMap(({ key, over, under, psi, limit }) => {
        const named = [...over, ...under].map((one) => [
          quote(name),
          say`${quote(key)} ${quote(one.value)}`,
          words(percent(one.share)),
          words(percent(one.production)),
        ]);
        const spread = words(`PSI ${plain(psi)}, at most ${plain(limit)}`);
        return named.length > 0 ? named : [[quote(name), quote(key), spread, SILENCE]];
      }),
  );
}

function bundleRows(result: CheckResult): Phrase[][] {
  const layerOf = (kind: string): Layer =>
    (Object.keys(LAYERS) as Layer[]).find((layer) => (LAYERS[layer] as readonly string[]).includes(kind)) ??
    'serving';
  const present = result.head.bundle.components.map(({ name, kind, entries, digest }) => [
    words(layerOf(kind)),
    quote(name),
    words(kind),
    words(whole(entries.length)),
    quote(digest.slice(0, 23)),
  ]);
  const kinds = new Set(result.head.bundle.components.map((component) => component.kind));
  const absent = (Object.keys(LAYERS) as Layer[]).flatMap((layer) => {
    const missing = LAYERS[layer].filter((kind) => kind !== 'other' && !kinds.has(kind));
    return missing.length === 0
      ? []
      : [[words(layer), words('absent'), words(missing.join(', ')), SILENCE, SILENCE]];
  });
  const whole_ = [
    words('bundle'),
    quote(result.head.bundle.name),
    words(result.head.bundle.provisional ? 'provisional: detected, not configured' : ''),
    SILENCE,
    quote(result.head.bundle.digest.slice(0, 23)),
  ];
  return [whole_, ...present, ...absent];
}

function policyRows(result: CheckResult): Phrase[][] {
  const { ref, path, sha256 } = result.policy;
  return [
    [words('read at'), ref === null ? words('no commit') : quote(ref.slice(0, 12))],
    [words('file'), path === null ? words('none at the base') : quote(path)],
    [words('sha256'), sha256 === null ? SILENCE : quote(sha256.slice(0, 16))],
    [words('stage'), words(result.stage)],
    [words('undecided at this tier'), words(result.tierRule.undecided)],
  ];
}

import { LAYERS, type Layer } from '../bundle/kinds.ts';
import type { CheckResult } from '../check.ts';
import type { Check } from '../gates/check.ts';
import { type Consequence, consequence, decidingCheck, type FailOn } from '../gates/decision.ts';
import type { GateResult } from '../gates/gate.ts';
import type { Finding } from '../risk/finding.ts';
import { difference, marginText, plural, value, whole } from './figures.ts';
import { nextSteps } from './next.ts';
import { figure, joined, type Phrase, quote, SILENCE, say, strong, words } from './phrase.ts';
import {
  changeSentence,
  checkSentence,
  comparison,
  findingSentence,
  findingTitle,
  gateNote,
  nextSentence,
  OUTCOMES,
  ownFigure,
  reasonSentence,
  subject,
  VERDICTS,
} from './sentences.ts';

/** A report as content: what is said in which order. Markdown, terminal and HTML differ only in how they show it. */
export interface ReportView {
  /** `Go · support-bot 2.4.0-pr.41 · low risk`; plain words, because it is what e-mail and a phone show. */
  readonly headline: string;
  readonly symbol: string;
  readonly consequence: Consequence;
  readonly outcome: CheckResult['decision']['outcome'];
  /** The sentence that the outcome rests on. */
  readonly lead: readonly Phrase[];
  readonly gates: readonly GateRow[];
  readonly facts: readonly { readonly label: string; readonly phrase: Phrase }[];
  readonly folds: readonly Fold[];
  readonly reproduce: string;
}

export interface GateRow {
  readonly gate: string;
  readonly verdict: Phrase;
  readonly figure: Phrase;
  readonly against: Phrase;
}

/** A part that is folded at first; the later it stands, the sooner it goes where there is not enough room. */
export interface Fold {
  readonly title: string;
  readonly header: readonly string[];
  readonly rows: readonly (readonly Phrase[])[];
}

export function reportView(result: CheckResult, failOn: FailOn | null = null): ReportView {
  const { outcome } = result.decision;
  const baseline = baselinePhrase(result);
  const effect = consequence(result.decision, result.stage, failOn);
  return {
    headline: headline(result),
    symbol: OUTCOMES[outcome].symbol,
    outcome,
    consequence: effect,
    lead: [leadSentence(result, baseline), ...stageSentence(result, effect)],
    gates: result.gates.map((gate) => gateRow(gate)),
    facts: facts(result),
    folds: folds(result).filter((fold) => fold.rows.length > 0),
    reproduce: reproduce(result),
  };
}

/** Risk in words, where there is one. */
export function headline(result: CheckResult): string {
  const { name } = result.head.bundle;
  const risk = result.risk.tier === 'unknown' ? 'risk unknown' : `${result.risk.tier} risk`;
  return [OUTCOMES[result.decision.outcome].word, `${name} ${result.version}`, risk].join(' · ');
}

/** `merge base 2.3.1`: always which rung of the ladder. */
export function baselinePhrase(result: CheckResult): Phrase {
  const given = result.evidence.find((one) => one.baselineSource === 'given');
  if (given !== undefined) {
    const bundle = given.state.state === 'measured' ? (given.state.baseline?.facts.bundle ?? null) : null;
    return bundle?.version == null
      ? words('the given baseline')
      : say`the given baseline ${quote(bundle.version)}`;
  }
  return result.evidence.some((one) => one.baselineSource !== null)
    ? say`merge base ${quote(result.baseVersion)}`
    : words('no baseline');
}

function leadSentence(result: CheckResult, baseline: Phrase): Phrase {
  const { gates, decision } = result;
  const deciding = gates.filter(
    (gate) => gate.required && decision.reasons.some((reason) => reason.args['gate'] === gate.gate),
  );
  const [gate] = deciding;
  const check = gate === undefined ? null : decidingCheck(gate);
  if (gate === undefined || check === null) {
    const passed = gates.filter((one) => one.required && one.verdict === 'pass').length;
    if (decision.reasons.some((reason) => reason.code === 'all-passed'))
      return say`${figure(plural(passed, 'gate passes', 'gates pass'))} against ${baseline}.`;
    return joined(decision.reasons.map(reasonSentence), ' ');
  }
  const more =
    deciding.length > 1
      ? say` ${figure(plural(deciding.length - 1, 'more gate stands', 'more gates stand'))} in the way.`
      : SILENCE;
  return say`${strong(words(capital(gate.gate)))}: ${checkSentence(check, baseline)}${more}`;
}

/** What the outcome leads to here, where that is not plain from the outcome. */
function stageSentence(result: CheckResult, effect: Consequence): Phrase[] {
  if (result.decision.outcome === 'go' || effect === 'fail') return [];
  if (result.stage === 'observe' && result.decision.undecided !== 'warn')
    return [words('Stage observe: nothing is blocked. Under enforce this would fail.')];
  return [];
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function gateRow(gate: GateResult): GateRow {
  const { symbol, word } = VERDICTS[gate.verdict];
  const deciding = decidingCheck(gate);
  const verdict = words(`${symbol} ${word}`);
  if (deciding === null) return { gate: gate.gate, verdict, figure: gateNote(gate), against: SILENCE };
  // Where a slice decides, the whole stands first, so that the slice is seen for what it is.
  const overall = gate.checks.find((one) => one.slice === null && isSameQuestion(one, deciding)) ?? deciding;
  const worst = worstSlice(gate, overall);
  const slice = worst === null ? SILENCE : say`; worst slice ${subject(worst)} ${figure(difference(worst))}`;
  return {
    gate: gate.gate,
    verdict,
    figure: say`${subject(overall)} ${ownFigure(overall)}`,
    against: say`${comparison(overall)}${slice}`,
  };
}

function isSameQuestion(one: Check, other: Check): boolean {
  return (
    one.rule === other.rule &&
    one.metric === other.metric &&
    one.evidence === other.evidence &&
    one.statistic === other.statistic
  );
}

/** The slice of the same criterion that fares worst, where it fares worse than the whole. */
function worstSlice(gate: GateResult, check: Check): Check | null {
  const sign = check.better === 'higher' ? 1 : -1;
  const slices = gate.checks.filter(
    (one) =>
      one.slice !== null &&
      one.rule === 'margin' &&
      one.metric === check.metric &&
      one.evidence === check.evidence &&
      one.delta !== null &&
      one.id !== check.id,
  );
  const [worst] = slices.sort((a, b) => sign * ((a.delta ?? 0) - (b.delta ?? 0)));
  return worst !== undefined && sign * (worst.delta ?? 0) < sign * (check.delta ?? 0) ? worst : null;
}

const MOST_LISTED = 5;

function facts(result: CheckResult): ReportView['facts'] {
  const { changes, map } = result.changes;
  const changed = changes.map(changeSentence);
  const why = result.risk.findings.filter(
    (finding) => finding.tier === result.risk.tier && finding.tier !== 'low',
  );
  const preview = result.preview;
  const list: { label: string; phrase: Phrase }[] = [
    { label: 'Changed', phrase: changed.length === 0 && map.length === 0 ? SILENCE : limited(changed) },
    { label: `Why ${result.risk.tier}`, phrase: limited(why.map(findingSentence)) },
    {
      label: 'Scope',
      phrase:
        result.risk.scope === 'feature'
          ? SILENCE
          : say`cross-cutting: ${quote(result.risk.scopeReasons.join(', '))}`,
    },
    {
      label: 'Under this policy',
      phrase:
        preview === null
          ? SILENCE
          : say`the decision would be ${words(OUTCOMES[preview.outcome].word.toLowerCase())}; the policy of the base is in force`,
    },
    {
      label: 'Ends soon',
      phrase: limited(
        result.risk.findings.filter((finding) => finding.code === 'model-eol').map(findingSentence),
      ),
    },
    { label: 'Next', phrase: joined(nextSteps(result).map(nextSentence), '; ') },
  ];
  return list.filter(({ phrase }) => phrase.length > 0);
}

function limited(phrases: readonly Phrase[]): Phrase {
  const more = phrases.length - MOST_LISTED;
  const shown = joined(phrases.slice(0, MOST_LISTED), ', ');
  return more > 0 ? say`${shown} and ${figure(whole(more))} more` : shown;
}

function folds(result: CheckResult): Fold[] {
  const checks = result.gates.flatMap((gate) => gate.checks);
  return [
    {
      title: 'Slices',
      header: ['slice', 'metric', 'verdict', 'items', 'figure', 'difference', 'smallest detectable'],
      rows: checks.filter((check) => check.slice !== null).map(sliceRow),
    },
    {
      title: 'Criteria',
      header: ['criterion', 'verdict', 'figure', 'difference or limit', 'margin', 'method'],
      rows: checks.filter((check) => check.slice === null).map(criterionRow),
    },
    { title: 'Findings', header: ['tier', 'finding', 'meaning'], rows: result.risk.findings.map(findingRow) },
    {
      title: 'Changes',
      header: ['change'],
      rows: result.changes.changes.map((change) => [changeSentence(change)]),
    },
    {
      title: 'Required evidence',
      header: ['evidence', 'because of', 'command'],
      rows: result.required.required.map((need) => [
        quote(need.name),
        quote(need.because.join(', ')),
        need.run === null ? SILENCE : quote(need.run),
      ]),
    },
    {
      title: 'Evidence',
      header: ['evidence', 'file', 'format', 'rows', 'sha256'],
      rows: evidenceRows(result),
    },
    { title: 'Bundle', header: ['layer', 'component', 'kind', 'files', 'digest'], rows: bundleRows(result) },
    {
      title: 'Pins',
      header: ['reference', 'pin', 'place'],
      rows: result.references.map(({ value: text, pin, path, line }) => [
        quote(text),
        words(pin),
        quote(`${path}:${line}`),
      ]),
    },
    { title: 'Policy', header: ['policy', 'value'], rows: policyRows(result) },
  ];
}

function verdictPhrase(check: Check): Phrase {
  const { symbol, word } = VERDICTS[check.verdict];
  return words(check.blocks ? `${symbol} ${word}` : `${symbol} ${word}, does not block`);
}

function sliceRow(check: Check): Phrase[] {
  const detectable = check.args['detectable'];
  const smallest =
    typeof detectable === 'number'
      ? figure(
          check.scale === 'relative' ? `${(detectable * 100).toFixed(1)} %` : value(detectable, check.unit),
        )
      : figure('');
  return [
    quote(check.slice),
    quote(check.metric),
    verdictPhrase(check),
    words(whole(check.n)),
    ownFigure(check),
    comparison(check),
    say`${smallest}`,
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

function evidenceRows(result: CheckResult): Phrase[][] {
  return result.evidence.flatMap(({ name, state, baselineSource }) => {
    if (state.state !== 'measured') return [[quote(name), quote(state.code), SILENCE, SILENCE, SILENCE]];
    const row = (label: Phrase, file: typeof state.candidate): Phrase[] => [
      label,
      quote(file.file),
      words(file.format),
      words(whole(file.table.rows)),
      quote(file.sha256.slice(0, 16)),
    ];
    const against =
      state.baseline === null
        ? []
        : [
            row(
              say`${quote(name)}, ${words(baselineSource === 'given' ? 'given baseline' : 'merge base')}`,
              state.baseline,
            ),
          ];
    return [row(quote(name), state.candidate), ...against];
  });
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

/** The command that gives the same answer on a laptop. */
function reproduce(result: CheckResult): string {
  const given = result.evidence.flatMap(({ name, state, baselineSource }) => {
    if (state.state !== 'measured') return [];
    const baseline =
      baselineSource === 'given' && state.baseline !== null
        ? [`--baseline ${shellWord(`${name}=${state.baseline.file}`)}`]
        : [];
    return [`--evidence ${shellWord(`${name}=${state.candidate.file}`)}`, ...baseline];
  });
  return [
    'airlock check',
    `--base ${result.base.commit.slice(0, 12)}`,
    `--head ${result.head.commit.slice(0, 12)}`,
    ...given,
  ].join(' ');
}

/** A word that a shell takes literally. */
export function shellWord(text: string): string {
  return /^[\w@%+=:,./-]+$/u.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
}

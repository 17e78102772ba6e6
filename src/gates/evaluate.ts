import { groupItems, type ItemLabels, itemLabels } from '../evidence/labels.ts';
import { holm } from '../stats/multiplicity.ts';
import {
  type Arms,
  against,
  armsOf,
  countsOf,
  type Pairing,
  pairItems,
  primary,
  type Reading,
} from './arms.ts';
import { type Check, type Finding, type Rule, type Verdict, withoutFigure } from './check.ts';
import { obstacleBetween, unusable } from './comparability.ts';
import { judgeConfirm } from './confirm.ts';
import type { EvaluationContext, EvidenceState } from './context.ts';
import type { Criterion } from './criterion.ts';
import { checkOf, rulesOf } from './criterion-check.ts';
import { badItems, itemsInCategory, lostItems, withItems } from './items.ts';
import { judgeLimit, judgeNever } from './limit-rule.ts';
import { type Judged, judgeMargin, type ResolvedMargin, sameResults } from './margin-rule.ts';
import {
  type Measured as MeasuredFigure,
  measureDifference,
  measureOne,
  measureRatio,
  type Question,
} from './measure.ts';
import { erredAway, unproved } from './open-again.ts';
import { needsRatio, planned, resolveMargin } from './planning.ts';
import { NONE_QUARANTINED, type Quarantined, quarantinedBy, tooManyQuarantined } from './quarantine.ts';
import { sharingAlpha } from './shared-alpha.ts';
import { type Measure, type Weighting, weightedMeasure, weightingOf } from './weighting.ts';

/** All checks of one criterion: one for each rule, overall and for each slice. */
export function evaluateCriterion(criterion: Criterion, context: EvaluationContext): Check[] {
  const state = context.evidence.get(criterion.evidence) ?? {
    state: 'unmeasured',
    code: 'evidence-missing',
    args: {},
  };
  const finding =
    state.state === 'measured'
      ? unusable(state.candidate, criterion)
      : withoutFigure(state.state, state.code, state.args);
  if (state.state !== 'measured' || finding !== null) {
    return rulesOf(criterion).map((rule) =>
      checkOf(criterion, rule, null, true, finding ?? withoutFigure('unmeasured', 'evidence-missing')),
    );
  }
  return new Evaluation(criterion, context, state).checks();
}

/** Some items, what slice they are, and how the figure over them is weighted. */
interface Part {
  readonly items: Int32Array;
  /** Those of the baseline: the same items where the arms are paired. */
  readonly other: Int32Array;
  readonly slice: string | null;
  readonly weighting: Weighting | null;
}

type Measured = Extract<EvidenceState, { state: 'measured' }>;

/** One criterion on evidence that is at hand. */
class Evaluation {
  readonly #criterion: Criterion;
  readonly #context: EvaluationContext;
  readonly #state: Measured;
  readonly #arms: Arms;
  readonly #pairing: Pairing;
  readonly #quarantine: Quarantined;
  readonly #clusters: ItemLabels | null;
  /** One-sided p-values of harm over all items, by rule. */
  readonly #harm = new Map<Rule, number>();

  constructor(criterion: Criterion, context: EvaluationContext, state: Measured) {
    this.#criterion = criterion;
    this.#context = context;
    this.#state = state;
    const arms = armsOf(criterion, state.candidate, state.baseline, state.pass.get(criterion.metric) ?? null);
    if (arms === null) throw new Error(`metric ${criterion.metric} was there a moment ago`);
    this.#arms = arms;
    const { policy, today = '' } = context;
    this.#quarantine =
      today === '' ? NONE_QUARANTINED : quarantinedBy(policy, today, criterion.evidence, state);
    const { leftOut } = this.#quarantine;
    this.#pairing = pairItems(arms, primary(arms, criterion.better), leftOut);
    this.#clusters =
      criterion.cluster === null
        ? null
        : itemLabels(criterion.cluster, state.candidate.table, state.baseline?.table ?? null);
  }

  checks(): Check[] {
    const { cluster } = this.#criterion;
    const checks = rulesOf(this.#criterion).flatMap((rule) => {
      if (cluster !== null && this.#clusters === null)
        return [this.#check(rule, null, true, withoutFigure('unmeasured', 'cluster-missing', { cluster }))];
      // A hit that must never be stays one, whatever is known of the item.
      if (rule === 'never') return this.#never();
      const tooMany = tooManyQuarantined(this.#quarantine);
      if (tooMany !== null) return [this.#check(rule, null, true, tooMany)];
      const obstacle = this.#comparesArms(rule) ? this.#obstacle() : null;
      if (obstacle !== null) return [this.#check(rule, null, true, obstacle)];
      const items = this.#itemsOf(rule);
      if (items.length === 0)
        return [this.#check(rule, null, true, withoutFigure('unmeasured', 'no-values', this.#counts()))];
      const { finding, harmP } = rule === 'confirm' ? this.#confirm(items) : this.#overall(rule, items);
      this.#harm.set(rule, harmP ?? 1);
      const whole = this.#check(rule, null, true, finding);
      return rule === 'confirm' ? [whole] : [whole, ...this.#slices(rule, items)];
    });
    return sharingAlpha(checks, this.#criterion, this.#harm);
  }

  /** What the repeats say of the items that were lost. */
  #confirm(items: Int32Array): Judged {
    const criterion = this.#criterion;
    const { confirm } = criterion;
    if (confirm === null) throw new Error('a confirm step without a rule');
    if (this.#state.same === true)
      return { finding: withoutFigure('pass', 'confirm-not-needed', {}, items.length), harmP: null };
    const { candidate, pass } = this.#state;
    const question = this.#question(primary(this.#arms, criterion.better));
    const margin = this.#margin(question, { items, other: items, slice: null, weighting: null });
    return judgeConfirm({
      criterion: { ...criterion, confirm },
      arms: this.#arms,
      items,
      names: (item) => candidate.table.items.name(item),
      first: candidate,
      pass: pass.get(criterion.metric) ?? null,
      again: this.#context.evidence.get(confirm.evidence),
      limit: confirm.max ?? margin.value,
    });
  }

  #comparesArms(rule: Rule): boolean {
    return rule === 'margin' || rule === 'confirm';
  }

  /** The whole, as production is mixed where the criterion asks for that. */
  #overall(rule: Rule, items: Int32Array): Judged {
    const key = this.#criterion.weights;
    const other = this.#otherOf(rule, items);
    if (key === null) return this.#judge(rule, { items, other, slice: null, weighting: null });
    const { candidate, baseline } = this.#state;
    const weighting = weightingOf({
      key,
      labels: itemLabels(key, candidate.table, baseline?.table ?? null),
      mixes: this.#context.mixes ?? {},
      clusters: this.#clusters,
      own: items,
      other,
    });
    return 'verdict' in weighting
      ? { finding: weighting, harmP: null }
      : this.#judge(rule, { items, other, slice: null, weighting });
  }

  /** Why the arms cannot be compared; null where they can. */
  #obstacle(): Finding | null {
    const arms = { state: this.#state, arms: this.#arms, pairing: this.#pairing };
    return obstacleBetween(arms, this.#criterion.metric, this.#counts());
  }

  #itemsOf(rule: Rule): Int32Array {
    return this.#comparesArms(rule) && this.#state.paired ? this.#pairing.pairs : this.#pairing.measured;
  }

  /** One rule on some items; where errors could turn the answer, there is none. */
  #judge(rule: Rule, part: Part): Judged {
    const { items } = part;
    const first = this.#underReading(rule, part, primary(this.#arms, this.#criterion.better));
    if (rule === 'margin' && this.#state.same === true) return sameResults(first, this.#counts());
    if (!this.#hasErrors(items)) return first;
    const { finding, harmP } = first;
    const otherwise = this.#readOtherwise(rule, part, finding.verdict);
    const turns =
      finding.verdict === 'pass' || finding.verdict === 'fail'
        ? otherwise.verdict !== finding.verdict
        : otherwise.verdict === 'pass';
    if (turns) return { finding: erredAway(finding, otherwise.verdict), harmP };
    // Better only because the other arm erred is not better.
    return finding.code === 'improved' ? { finding: { ...finding, code: otherwise.code }, harmP } : first;
  }

  /**
   * The finding with both arms' errors read the other way: against a verdict that is plain, and for the candidate where
   * the answer is open, so that it is told when only errors stand in the way of a pass.
   */
  #readOtherwise(rule: Rule, part: Part, verdict: Verdict): Finding {
    const turned = against(verdict === 'pass' ? 'pass' : 'fail', this.#arms, this.#criterion.better);
    return this.#underReading(rule, part, turned).finding;
  }

  #hasErrors(items: Int32Array): boolean {
    if (!this.#arms.countsErrors) return false;
    const { candidate, baseline } = this.#arms;
    return items.some((item) => (candidate.errors[item] ?? 0) > 0 || (baseline?.errors[item] ?? 0) > 0);
  }

  #underReading(rule: Rule, part: Part, reading: Reading): Judged {
    const { items, other, weighting } = part;
    const criterion = this.#criterion;
    const question = this.#question(reading);
    const weigh = (measure: Measure): MeasuredFigure =>
      weighting === null ? measure(items, other) : weightedMeasure(weighting, measure);
    if (rule === 'min' || rule === 'max') {
      const limit = (rule === 'min' ? criterion.min : criterion.max) ?? 0;
      const measured = weigh((own) => measureOne(question, own));
      const args = { ...this.#counts(), ...weighting?.args };
      const judged = judgeLimit(measured, rule, limit, criterion, args);
      return { ...judged, finding: planned(judged.finding, question, items) };
    }
    const margin = this.#margin(question, part);
    const compare = needsRatio(question, margin) ? measureRatio : measureDifference;
    const measured = weigh((own, others) => compare(question, own, own, others));
    const args = {
      ...this.#counts(),
      ...weighting?.args,
      ...(measured.flips ?? {}),
      ...(margin.auto ? { auto: 1 } : {}),
      ...(this.#state.paired ? {} : { unpaired: 1 }),
    };
    const judged = judgeMargin(measured, margin, criterion, args);
    return {
      ...judged,
      finding: planned(withItems(judged.finding, this.#lost(judged.finding, items)), question, items),
    };
  }

  #margin(question: Question, { items, other, slice, weighting }: Part): ResolvedMargin {
    const { margins, policy } = this.#context;
    const { gate, evidence, metric, statistic } = this.#criterion;
    const mix = weighting === null ? '' : 'weighted';
    const key = [gate, evidence, metric, statistic, slice, mix, question.reading.baseline].join('/');
    const margin =
      margins?.get(key) ?? resolveMargin(question, { items, other, weighting }, policy.expectedFlips);
    margins?.set(key, margin);
    return margin;
  }

  #question(reading: Reading): Question {
    return {
      arms: this.#arms,
      criterion: this.#criterion,
      reading,
      clusters: this.#clusters,
      paired: this.#state.paired,
      seed: this.#context.seed,
    };
  }

  /** What the baseline is measured on. */
  #otherOf(rule: Rule, items: Int32Array): Int32Array {
    return rule === 'margin' && !this.#state.paired ? this.#baselineItems() : items;
  }

  /** Items of the baseline arm where the arms are not paired. */
  #baselineItems(): Int32Array {
    const { baseline } = this.#arms;
    if (baseline === null) return new Int32Array();
    return Int32Array.from(baseline.present.keys()).filter(
      (item) =>
        !this.#quarantine.leftOut.has(item) &&
        (baseline.measured[item] ?? 0) + (this.#arms.countsErrors ? (baseline.errors[item] ?? 0) : 0) > 0,
    );
  }

  /** Each slice by itself; harm beyond the margin must be shown after Holm's correction over all of them. */
  #slices(rule: Rule, items: Int32Array): Check[] {
    const { by, rule: sliceRule } = this.#criterion.slices;
    const found: { slice: string; judged: Judged }[] = [];
    const missing: Check[] = [];
    for (const key of by) {
      const labels = itemLabels(key, this.#state.candidate.table, this.#state.baseline?.table ?? null);
      if (labels === null)
        missing.push(
          this.#check(rule, key, true, withoutFigure('unmeasured', 'slice-missing', { slice: key })),
        );
      else found.push(...this.#slicesOf(rule, labels, items));
    }
    const adjusted = holm(found.map(({ judged }) => judged.harmP ?? 1));
    const checks = found.map(({ slice, judged }, i) => {
      if (sliceRule === 'non-inferior') return this.#check(rule, slice, true, judged.finding);
      const shown = judged.finding.verdict === 'fail' && (adjusted[i] ?? 1) < this.#criterion.alpha;
      return this.#check(
        rule,
        slice,
        shown,
        shown ? judged.finding : unproved(judged.finding, adjusted[i] ?? 1),
      );
    });
    return [...missing, ...checks];
  }

  #slicesOf(
    rule: Rule,
    labels: ItemLabels,
    items: Int32Array,
  ): { readonly slice: string; readonly judged: Judged }[] {
    const other = this.#otherOf(rule, items);
    const others = new Map(
      other === items ? [] : groupItems(labels, other).map((one) => [one.name, one.items]),
    );
    return groupItems(labels, items).map(({ name, items: own }) => {
      const slice = `${labels.key}=${name}`;
      const same = other === items ? own : (others.get(name) ?? new Int32Array());
      return { slice, judged: this.#judge(rule, { items: own, other: same, slice, weighting: null }) };
    });
  }

  /** Quarantined items too. */
  #never(): Check[] {
    const { measured } = pairItems(this.#arms, primary(this.#arms, this.#criterion.better));
    return this.#criterion.never.map((category) => {
      const items = itemsInCategory(category, this.#state.candidate.table, measured);
      const hits = badItems(this.#arms, items, this.#criterion.better);
      const names = hits.map((item) => this.#state.candidate.table.items.name(item));
      const judged = judgeNever(hits.length, items.length, this.#criterion, this.#counts());
      const finding = withItems(judged, names);
      // An error that could hide a hit keeps a clean category from passing.
      const erred = finding.verdict === 'pass' && this.#hasErrors(items);
      return this.#check('never', `category=${category}`, true, erred ? erredAway(finding) : finding);
    });
  }

  /** Items that the baseline answered well and the candidate does not, where that is what was found. */
  #lost({ code }: Finding, items: Int32Array): readonly string[] {
    if (code !== 'regressed' || !this.#state.paired || !this.#arms.binary) return [];
    const lost = lostItems(this.#arms, items, this.#criterion.better);
    return lost.map((item) => this.#state.candidate.table.items.name(item));
  }

  #counts(): Record<string, number> {
    return countsOf(this.#pairing, this.#quarantine.leftOut.size);
  }

  #check(rule: Rule, slice: string | null, blocks: boolean, finding: Finding): Check {
    return checkOf(this.#criterion, rule, slice, blocks, finding, this.#arms.range);
  }
}

import type { Change } from '../../change/change.ts';
import { parseModelId } from '../../models/patterns.ts';
import { scanModelIds } from '../../models/scan.ts';
import type { Data } from '../../reader/data.ts';
import type { Finding } from '../finding.ts';
import { type KeyMeaning, largerIsStricter, meaningOf } from '../keys.ts';
import { finding, type ItemOf, type Rule, shown } from './rule.ts';

type ValueItem = ItemOf<'value'>;

/** Values in structured data, by what their key means. */
export const valueRule: Rule = (change) =>
  change.items.flatMap((item): Finding[] => {
    if (item.type === 'value') return valueFindings(change, item);
    if (item.type === 'order') return orderFindings(change, item);
    return [];
  });

function valueFindings(change: Change, item: ValueItem): Finding[] {
  const meaning = meaningOf(item.key);
  if (isModelValue(item, meaning)) return [modelFinding(change, item, meaning)];
  switch (meaning) {
    case 'temperature':
      return [temperatureFinding(change, item)];
    case 'inference':
      return [finding('inference-parameter-changed', 'medium', change, item.line, fromTo(item))];
    case 'threshold':
      return thresholdFindings(change, item);
    case 'confirmation':
      return [confirmationFinding(change, item)];
    case 'permission':
      return permissionFindings(change, item);
    case 'allow-list':
      return [listFinding(change, item, 'added')];
    case 'deny-list':
      return [listFinding(change, item, 'removed')];
    case 'blocking':
      return blockingFindings(change, item);
    case 'predictors':
      return predictorFindings(change, item);
    default:
      return [byKind(change, item, meaning)];
  }
}

/** A model is changed by its key, or by a value that reads as a model id whatever the key is called. */
function isModelValue(item: ValueItem, meaning: KeyMeaning | null): boolean {
  if (meaning === 'model' || meaning === 'judge-model' || meaning === 'embedding-model')
    return isName(item.from) || isName(item.to);
  if (meaning === 'description' || meaning === 'prompt') return false;
  return [item.from, item.to].some((value) => typeof value === 'string' && parseModelId(value) !== null);
}

function isName(value: Data | undefined): boolean {
  return typeof value === 'string';
}

function modelFinding(change: Change, item: ValueItem, meaning: KeyMeaning | null): Finding {
  const [from, to] = [idOf(item.from), idOf(item.to)];
  const args = {
    ...fromTo(item),
    ...(from?.pin === undefined ? {} : { fromPin: from.pin }),
    ...(to?.pin === undefined ? {} : { toPin: to.pin }),
  };
  if (from !== null && to !== null && from.id.toLowerCase() === to.id.toLowerCase())
    return finding('model-renamed', 'low', change, item.line, args);
  const judges = meaning === 'judge-model' || (change.kind === 'evals' && meaning !== 'embedding-model');
  if (judges) return finding('judge-model-changed', 'medium', change, item.line, args);
  if (meaning === 'embedding-model')
    return finding('embedding-model-changed', 'medium', change, item.line, args);
  if (from !== null && to !== null && from.family === to.family && from.provider === to.provider) {
    if (from.pin === 'exact' && to.pin === 'floating')
      return finding('pin-loosened', 'high', change, item.line, args);
    if (from.pin === 'floating' && to.pin === 'exact')
      return finding('pin-tightened', 'low', change, item.line, args);
  }
  return finding('model-changed', 'high', change, item.line, args);
}

function idOf(value: Data | undefined): ReturnType<typeof parseModelId> {
  return typeof value === 'string' ? parseModelId(value) : null;
}

const LARGE_STEP = 0.3;
const ROUNDING = 1e-9;

/** Up by 0.3 or more, or from zero, changes behaviour everywhere; small steps do not; a fall is to be looked at. */
function temperatureFinding(change: Change, item: ValueItem): Finding {
  const [from, to] = [numberOf(item.from), numberOf(item.to)];
  const args = fromTo(item);
  if (from === null || to === null) return finding('temperature-changed', 'medium', change, item.line, args);
  const step = to - from;
  if (step > 0 && (from === 0 || step >= LARGE_STEP - ROUNDING))
    return finding('temperature-raised', 'high', change, item.line, args);
  if (step <= -(LARGE_STEP - ROUNDING))
    return finding('temperature-lowered', 'medium', change, item.line, args);
  return finding('temperature-changed', 'low', change, item.line, args);
}

/** Lower is looser for a floor, higher for a ceiling. What decides about safety is high in either direction. */
function thresholdFindings(change: Change, item: ValueItem): Finding[] {
  const args = fromTo(item);
  if (change.kind === 'safety') return [finding('safety-rule-changed', 'high', change, item.line, args)];
  const [from, to, strict] = [numberOf(item.from), numberOf(item.to), largerIsStricter(item.key)];
  if (item.to === undefined)
    return [finding('threshold-loosened', 'high', change, item.line, { ...args, direction: 'removed' })];
  if (item.from === undefined)
    return [finding('threshold-tightened', 'medium', change, item.line, { ...args, direction: 'added' })];
  if (from === null || to === null || strict === null) return [byKind(change, item, 'threshold')];
  const looser = strict ? to < from : to > from;
  return [
    finding(
      looser ? 'threshold-loosened' : 'threshold-tightened',
      looser ? 'high' : 'medium',
      change,
      item.line,
      args,
    ),
  ];
}

function confirmationFinding(change: Change, item: ValueItem): Finding {
  const [from, to] = [truthOf(item.from), truthOf(item.to)];
  const dropped = from === true && to !== true;
  if (dropped) return finding('confirmation-dropped', 'high', change, item.line, fromTo(item));
  return finding(
    to === true ? 'permission-tightened' : 'values-changed',
    'medium',
    change,
    item.line,
    fromTo(item),
  );
}

/** Words of permission from strict to loose. */
const LADDER = [
  'deny',
  'never',
  'none',
  'ask',
  'prompt',
  'confirm',
  'read',
  'readonly',
  'read-only',
  'write',
  'allow',
  'auto',
  'always',
  'full',
  'all',
  'bypass',
];
/** Keys whose `true` is the strict answer. */
const STRICT_WHEN_TRUE = /read_?only|disabled|sandbox|idempotent/u;

function permissionFindings(change: Change, item: ValueItem): Finding[] {
  const direction = permissionDirection(item);
  if (direction === null) return [byKind(change, item, 'permission')];
  const looser = direction === 'looser';
  return [
    finding(
      looser ? 'permission-loosened' : 'permission-tightened',
      looser ? 'high' : 'medium',
      change,
      item.line,
      fromTo(item),
    ),
  ];
}

function permissionDirection(item: ValueItem): 'looser' | 'stricter' | null {
  const [from, to] = [truthOf(item.from), truthOf(item.to)];
  if (from !== null || to !== null) {
    if (/(?:^|[._])enabled$/u.test(item.key)) return null; // what is enabled decides; the name alone does not
    const strict = STRICT_WHEN_TRUE.test(item.key.toLowerCase());
    const now = to ?? false;
    if ((from ?? false) === now) return null;
    return now === strict ? 'stricter' : 'looser';
  }
  const [before, after] = [item.from, item.to].map((value) => LADDER.indexOf(String(value).toLowerCase()));
  if (before === undefined || after === undefined || before < 0 || after < 0 || before === after) return null;
  return after > before ? 'looser' : 'stricter';
}

/** Members of an allow list loosen when they come, members of a deny list when they go. */
function listFinding(change: Change, item: ValueItem, looserWhen: 'added' | 'removed'): Finding {
  const grew = size(item.to) > size(item.from);
  const shrank = size(item.to) < size(item.from);
  const looser = looserWhen === 'added' ? grew : shrank;
  if (change.kind === 'safety' || (!grew && !shrank))
    return byKind(change, item, looserWhen === 'added' ? 'allow-list' : 'deny-list');
  return finding(
    looser ? 'permission-loosened' : 'permission-tightened',
    looser ? 'high' : 'medium',
    change,
    item.line,
    fromTo(item),
  );
}

function size(value: Data | undefined): number {
  if (value === undefined || value === null) return 0;
  return Array.isArray(value) ? value.length : 1;
}

const DEMOTED = [
  'critical',
  'error',
  'high',
  'blocking',
  'required',
  'fail',
  'block',
  'enforce',
  'warn',
  'warning',
  'medium',
  'observe',
  'info',
  'low',
  'optional',
  'ignore',
  'skip',
  'off',
  'never',
];

/** A check that stops being blocking is a gate that opened. */
function blockingFindings(change: Change, item: ValueItem): Finding[] {
  if (change.kind !== 'evals' && change.kind !== 'safety') return [byKind(change, item, 'blocking')];
  const inverse = /continue-on-error/u.test(item.key);
  const [from, to] = [truthOf(item.from), truthOf(item.to)];
  const args = fromTo(item);
  if (from !== null || to !== null) {
    const [before, after] = inverse ? [from !== true, to !== true] : [from === true, to === true];
    if (before === after) return [byKind(change, item, 'blocking')];
    return [
      after
        ? finding('eval-promoted', 'medium', change, item.line, args)
        : finding('eval-demoted', 'high', change, item.line, args),
    ];
  }
  const [before, after] = [item.from, item.to].map((value) => DEMOTED.indexOf(String(value).toLowerCase()));
  if (before === undefined || after === undefined || before < 0 || after < 0)
    return [byKind(change, item, 'blocking')];
  return [
    after > before
      ? finding('eval-demoted', 'high', change, item.line, args)
      : finding('eval-promoted', 'medium', change, item.line, args),
  ];
}

/** A predictor or column that goes, or changes its type, changes what a decision model sees. */
function predictorFindings(change: Change, item: ValueItem): Finding[] {
  if (change.kind !== 'features' && change.kind !== 'training-data')
    return [byKind(change, item, 'predictors')];
  const narrowed = item.to === undefined || (item.from !== undefined && typeof item.from === 'string');
  return [
    finding(narrowed ? 'schema-narrowed' : 'training-data-changed', 'high', change, item.line, fromTo(item)),
  ];
}

/** What a value means that no rule knows: as much as its component does. */
function byKind(change: Change, item: ValueItem, meaning: KeyMeaning | null): Finding {
  const args = fromTo(item);
  const line = item.line;
  if (meaning === 'routing' || change.kind === 'routing')
    return finding('routing-changed', 'medium', change, line, args);
  if (meaning === 'retrieval' || change.kind === 'retrieval')
    return finding('retrieval-changed', 'medium', change, line, args);
  switch (change.kind) {
    case 'safety':
      return finding('safety-rule-changed', 'high', change, line, args);
    case 'training-data':
    case 'features':
      return finding('training-data-changed', 'high', change, line, args);
    case 'weights':
      return finding('weights-changed', 'high', change, line, args);
    case 'prompt':
      return finding('prompt-guidance-changed', 'medium', change, line, args);
    case 'agent-instructions':
      return finding('agent-instructions-changed', 'low', change, line, args);
    case 'model':
    case 'inference':
      return finding('inference-parameter-changed', 'medium', change, line, args);
    case 'tools':
      return finding('tool-changed', 'medium', change, line, args);
    case 'evals':
      return finding('eval-changed', 'medium', change, line, args);
    case 'drift-baseline':
      return finding('baseline-rerecorded', 'medium', change, line, args);
    case 'orchestration':
    case 'serving':
      return finding('orchestration-changed', 'medium', change, line, args);
    case 'rollback-plan':
      return finding('rollback-plan-changed', 'low', change, line, args);
    case 'runtime':
      return finding('runtime-changed', 'low', change, line, args);
    case 'other':
      return finding('values-changed', 'medium', change, line, args);
  }
}

/** Order means something in routes, fallbacks and lists of models; elsewhere it is said and changes nothing. */
function orderFindings(change: Change, item: ItemOf<'order'>): Finding[] {
  const args = { key: item.key, from: item.from.join(', '), to: item.to.join(', ') };
  const holdsModels = item.from.some((member) => scanModelIds(member).length > 0);
  if (holdsModels && change.kind !== 'evals')
    return [finding('model-changed', 'high', change, item.line, { ...args, reason: 'order' })];
  if (change.kind === 'routing' || meaningOf(item.key) === 'routing')
    return [finding('routing-changed', 'medium', change, item.line, args)];
  if (change.kind === 'safety') return [finding('safety-rule-changed', 'high', change, item.line, args)];
  return [finding('no-effect', 'low', change, item.line, { proof: 'order', key: item.key })];
}

function fromTo(item: ValueItem): {
  key: string;
  from: ReturnType<typeof shown>;
  to: ReturnType<typeof shown>;
} {
  return { key: item.key, from: shown(item.from), to: shown(item.to) };
}

function numberOf(value: Data | undefined): number | null {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

function truthOf(value: Data | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  if (value === 'true' || value === 'yes' || value === 'on') return true;
  return value === 'false' || value === 'no' || value === 'off' ? false : null;
}

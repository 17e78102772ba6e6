import type { Change } from '../../change/change.ts';
import type { ChangeFacts } from '../../change/facts.ts';
import { isWorkflow } from '../../change/workflow.ts';
import type { Tier } from '../../config/terms.ts';
import { scanModelIds } from '../../models/scan.ts';
import { plainText } from '../../reader/data.ts';
import type { Finding } from '../finding.ts';
import type { KeyMeaning } from '../key-words.ts';
import { isJudgeSwitch, meaningOf } from '../keys.ts';
import { isInChangedCase } from './evals.ts';
import { finding, type ItemOf, type Rule, shown } from './rule.ts';
import { isImage, isManifest } from './runtime.ts';
import { byKind } from './values/by-kind.ts';
import { isForDisplay, isForPlatform, isKnownInCode, isReworded, isUpgradeOption } from './values/in-code.ts';
import {
  blockingFinding,
  isWeightMove,
  judgeSwitch,
  limitFinding,
  temperatureFinding,
  thresholdFinding,
} from './values/limits.ts';
import { checkFinding, populationFinding, predictorFinding, toolNameFindings } from './values/lists.ts';
import {
  COMPARED,
  isModelValue,
  isMovingAddress,
  isOtherWeights,
  modelFinding,
  versionFinding,
} from './values/models.ts';
import { confirmationFinding, listFinding, permissionFinding } from './values/permissions.ts';
import { renamedKeys } from './values/renamed.ts';
import { isReference, numberOf, told, truthOf, type ValueItem } from './values/value.ts';

/** Values in structured data, by what their key means. */
export const valueRule: Rule = (change, facts) => {
  if (isWorkflow(change.path) || isManifest(change.path)) return [];
  const renamed = renamedKeys(change);
  const aliases = movedAliases(change);
  const orders = new Map(
    change.items.flatMap((item) => (item.type === 'order' ? [[item.key, orderFindings(change, item)]] : [])),
  );
  const found = change.items.flatMap((item): Finding[] => {
    if (item.type === 'order') return orders.get(item.key) ?? [];
    if (item.type !== 'value' || isImage(item.key) || !isKnownInCode(change, item)) return [];
    // A model that stands first now is told as the new default, and not once more as one that came.
    if (orders.get(listOf(item.key))?.some((one) => one.code === 'model-changed')) return [];
    return (
      aliases.get(item) ??
      renamed.get(item) ??
      (isInChangedCase(change, item.key) ? caseFindings : valueFindings)(change, item, facts)
    );
  });
  return change.kind === 'agent-instructions' ? found.map(forDevelopers) : found;
};

/** Names by which a table knows a model, that stand for another one now. */
function movedAliases(change: Change): ReadonlyMap<ValueItem, Finding[]> {
  const found = new Map<ValueItem, Finding[]>();
  const values = change.items.filter(
    (item) => item.type === 'value' && /(?:^|\.)aliases(?:\[\d+\])?$/u.test(item.key),
  );
  const namesIn = (value: ValueItem['from']): string[] =>
    (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  const owners = new Map<string, string>();
  const ownerOf = (key: string): string => key.replace(/\.aliases(?:\[\d+\])?$/u, '');
  for (const item of values) {
    if (item.type !== 'value') continue;
    for (const name of namesIn(item.from)) owners.set(name, ownerOf(item.key));
  }
  for (const item of values) {
    if (item.type !== 'value') continue;
    const moved = namesIn(item.to).find((name) => {
      const was = owners.get(name);
      return was !== undefined && was !== ownerOf(item.key) && !namesIn(item.from).includes(name);
    });
    if (moved === undefined) continue;
    found.set(item, [told('model-changed', 'high', change, item, { reason: 'alias', name: shown(moved) })]);
  }
  return found;
}

/** `models[0]` → `models`; a key that is no member of a list, as it is. */
function listOf(key: string): string {
  return key.replace(/\[[^\]]*\]$/u, '');
}

/** Instructions and settings of development tools weigh less: no customer meets them. */
function forDevelopers(one: Finding): Finding {
  const tier: Tier = one.tier === 'high' ? 'medium' : one.tier;
  return { ...one, tier };
}

function valueFindings(change: Change, item: ValueItem, facts: ChangeFacts): Finding[] {
  if (change.language !== undefined && isForDisplay(item) && !isYardstick(change))
    return [told('metadata-changed', 'low', change, item)];
  if (change.language !== undefined && isReworded(item)) return [told('prompt-wording', 'low', change, item)];
  if (change.language !== undefined && isForPlatform(item))
    return [told('runtime-changed', 'low', change, item)];
  if (isUpgradeOption(item)) return [upgradeFinding(change, item)];
  if (isSameAction(change, item))
    return [
      told('dependency-bumped', 'low', change, item, {
        name: shown(plainText(item.to ?? item.from).split('@')[0]),
      }),
    ];
  if (isOtherWeights(item.from, item.to)) return [told('weights-changed', 'high', change, item)];
  if (isMovingAddress(item.from, item.to)) return [told('pin-loosened', 'high', change, item)];
  if (isSwitchedOff(change, item)) return [told('no-effect', 'low', change, item, { proof: 'off' })];
  const meaning = meaningOf(item.key, change.kind);
  if (isNothing(item, meaning) || isSameNumber(item))
    return [told('no-effect', 'low', change, item, { proof: 'same-data' })];
  if (change.kind === 'drift-baseline' && meaning !== 'threshold') return [byKind(change, item, null)];
  if (isJudgeSwitch(item.key) && change.kind !== 'evals') {
    const switched = judgeSwitch(change, item);
    if (switched !== null) return [switched];
  }
  if (isWeightMove(change, item)) return [blockingFinding(change, item)];
  // A model that sorts what was found writes no answers.
  if (meaning === 'retrieval' && isModelValue(item, meaning)) return [byKind(change, item, meaning)];
  if (isModelValue(item, meaning)) return [modelFinding(change, item, meaning, facts)];
  return byMeaning(change, item, meaning);
}

/** A step of an action at another version of what it used before. */
function isSameAction({ path }: Change, { key, from, to }: ValueItem): boolean {
  if (!/(?:^|\/)action\.ya?ml$/u.test(path) || !/\.steps\[[^\]]*\]\.uses$/u.test(key)) return false;
  const name = (value: ValueItem['from']): string => plainText(value).split('@')[0] ?? '';
  return from !== undefined && to !== undefined && name(from) === name(to);
}

/** Nothing in the place of nothing. What is allowed or asked for where nothing is said is another matter. */
function isNothing({ from, to }: ValueItem, meaning: KeyMeaning | null): boolean {
  const isEmpty = (value: ValueItem['from']): boolean => value === undefined || value === '';
  return isEmpty(from) && isEmpty(to) && (meaning === null || !ASKS.has(meaning));
}

const ASKS: ReadonlySet<KeyMeaning> = new Set(['allow-list', 'deny-list', 'permission', 'confirmation']);

/** `3` and `"3"`: the environment holds texts. */
function isSameNumber({ from, to }: ValueItem): boolean {
  const [before, after] = [numberOf(from), numberOf(to)];
  return before !== null && before === after && typeof from !== typeof to;
}

/** A share of data that is taken out, and is nothing. */
function isSwitchedOff({ kind }: Change, { key, from, to }: ValueItem): boolean {
  const isData = kind === 'training-data' || kind === 'features';
  return (
    isData &&
    from === undefined &&
    to === 0 &&
    /(?:^|[._])(?:prop|proportion|fraction|share|rate|weight)$/iu.test(key) &&
    !/hold|test|val|eval|filter|dedup|clean|check/iu.test(key)
  );
}

/** In a suite a label is what an answer is held against. */
function isYardstick({ kind }: Change): boolean {
  return kind === 'evals' || kind === 'training-data' || kind === 'features' || kind === 'drift-baseline';
}

function byMeaning(change: Change, item: ValueItem, meaning: KeyMeaning | null): Finding[] {
  switch (meaning) {
    case 'temperature':
      return [temperatureFinding(change, item)];
    case 'threshold':
      return [thresholdFinding(change, item)];
    case 'limit':
      return [limitFinding(change, item)];
    case 'confirmation':
      return [confirmationFinding(change, item)];
    case 'permission':
      return [permissionFinding(change, item)];
    case 'allow-list':
      return [listFinding(change, item, 'added')];
    case 'deny-list':
      return [listFinding(change, item, 'removed')];
    case 'blocking':
      return [blockingFinding(change, item)];
    case 'check':
      return [checkFinding(change, item)];
    case 'population':
      return [populationFinding(change, item)];
    case 'predictors':
      return [predictorFinding(change, item)];
    case 'tools':
      return toolNameFindings(change, item);
    case 'default':
      return [defaultFinding(change, item)];
    case 'pin':
      return [versionFinding(change, item) ?? byKind(change, item, null)];
    case 'endpoint':
      return [endpointFinding(change, item)];
    default:
      return [byKind(change, item, meaning)];
  }
}

const CHOOSES_MODEL = new Set(['model', 'inference', 'weights']);

/** Which entry of a table of models is the default: no model's name need stand in the line. */
function defaultFinding(change: Change, item: ValueItem): Finding {
  const isSwitch = [item.from, item.to].some((value) => truthOf(value) !== null);
  return CHOOSES_MODEL.has(change.kind) && !isSwitch
    ? told('model-changed', 'high', change, item, { reason: 'default' })
    : byKind(change, item, null);
}

/** Only a deployment that refuses every upgrade keeps its model; what is not said lets the provider upgrade. */
function upgradeFinding(change: Change, item: ValueItem): Finding {
  const isPinned = (value: ValueItem['from']): boolean => /^no_?auto_?upgrade$/iu.test(plainText(value));
  const [before, after] = [isPinned(item.from), isPinned(item.to)];
  if (before && !after) return told('pin-loosened', 'high', change, item);
  return after && !before
    ? told('pin-tightened', 'low', change, item)
    : told('values-changed', 'medium', change, item);
}

/** Where requests go; that the deployment says where changes nothing that this repository knows. */
function endpointFinding(change: Change, item: ValueItem): Finding {
  const given = [item.from, item.to].filter((value) => value !== undefined && value !== null);
  return given.every(isReference)
    ? told('runtime-changed', 'low', change, item)
    : byKind(change, item, 'endpoint');
}

/** Cases that changed are told once, each; of what is inside them only what lowers the bar is told by itself. */
function caseFindings(change: Change, item: ValueItem, facts: ChangeFacts): Finding[] {
  return valueFindings(change, item, facts).filter((one) => one.tier === 'high');
}

/** Order means something in routes, fallbacks and lists of models; elsewhere it is said and changes nothing. */
function orderFindings(change: Change, item: ItemOf<'order'>): Finding[] {
  const args = { key: item.key, from: shown(item.from.join(', ')), to: shown(item.to.join(', ')) };
  const meaning = meaningOf(item.key, change.kind);
  const sameMembers = item.from.length === item.to.length && item.from.every((one) => item.to.includes(one));
  if (change.kind === 'evals' || change.kind === 'training-data')
    return sameMembers
      ? [finding('no-effect', 'low', change, item.line, { proof: 'order', key: item.key })]
      : [];
  if (meaning === 'routing' || change.kind === 'routing')
    return [finding('routing-changed', 'medium', change, item.line, args)];
  // Other names that an entry is known by stand in no order.
  if (/(?:^|\.)aliases$/u.test(item.key))
    return sameMembers ? [] : [finding('model-list-changed', 'medium', change, item.line, args)];
  if (
    !COMPARED.test(item.key) &&
    [...item.from, ...item.to].some((member) => scanModelIds(`"${member}"`).length > 0)
  )
    return item.from[0] === item.to[0]
      ? [finding('model-list-changed', 'medium', change, item.line, args)]
      : [finding('model-changed', 'high', change, item.line, { ...args, reason: 'order' })];
  if (!sameMembers) return []; // what came and what went is told by itself
  if (change.kind === 'safety') return [finding('safety-rule-changed', 'high', change, item.line, args)];
  // Several calls that are given truths or numbers: each got another one.
  if (
    change.language !== undefined &&
    item.from.every((one) => numberOf(one) !== null || truthOf(one) !== null)
  )
    return [finding('values-changed', 'medium', change, item.line, args)];
  return [finding('no-effect', 'low', change, item.line, { proof: 'order', key: item.key })];
}

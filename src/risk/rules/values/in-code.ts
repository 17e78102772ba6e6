import type { Change } from '../../../change/change.ts';
import { isSettings } from '../../../change/code/languages.ts';
import { isProse } from '../../../change/data-items.ts';
import { parseModelId } from '../../../models/patterns.ts';
import type { Data } from '../../../reader/data.ts';
import type { KeyMeaning } from '../../key-words.ts';
import { isJudgeSwitch, meaningOf, stepsOf } from '../../keys.ts';
import { wordingProof } from '../../wording.ts';
import { isComputed, stands } from './arrivals.ts';
import { isWeightMove } from './limits.ts';
import { isOtherWeights } from './models.ts';
import { isMember, numberOf, truthOf, type ValueItem } from './value.ts';

/** What a value must be for its name to mean what it says: a program calls many things `limit`, `mode` or `model`. */
type Shape = 'number' | 'truth' | 'list' | 'word';

const SHAPES: Partial<Record<KeyMeaning, readonly Shape[]>> = {
  temperature: ['number'],
  inference: ['number', 'truth', 'word'],
  threshold: ['number'],
  limit: ['number'],
  retrieval: ['number', 'truth', 'word'],
  routing: ['number', 'truth', 'list'],
  decision: ['number', 'truth', 'list'],
  safety: ['number', 'truth', 'list'],
  confirmation: ['truth', 'list'],
  permission: ['truth', 'list', 'word'],
  'allow-list': ['list', 'truth'],
  'deny-list': ['list', 'truth'],
  tools: ['list'],
  blocking: ['truth', 'word'],
  check: ['list'],
  population: ['number', 'list'],
  predictors: ['list'],
  rows: ['number'],
  endpoint: ['word'],
  middleware: ['list', 'truth'],
  infrastructure: ['number', 'truth'],
};

/** Meanings of which it says nothing that the value went: its code may stand elsewhere now, or be gone with it. */
const GO_WITH_CODE: ReadonlySet<KeyMeaning> = new Set(['threshold', 'limit', 'decision', 'safety', 'rows']);

/** A threshold that a function no longer holds anything against: the function stayed, and no line and no value has it. */
function isDropped(
  change: Change,
  { key, from, to, whole = false }: ValueItem,
  meaning: KeyMeaning,
): boolean {
  if (meaning !== 'threshold' || from === undefined || to !== undefined) return false;
  if (whole || change.status !== 'modified' || isComputed(change, key)) return false;
  return !stands(change, key, from);
}

/** Permissions that are none where nobody names them. */
const UNASKED = /auto|skip|bypass|danger|unsafe|full_?access|sandbox|read_?only|verify|require|enforce/iu;

/** Whether a value says how long a platform lets a function run: exported to it under its name, and read by nobody else. */
export function isForPlatform({ key, from, to }: ValueItem): boolean {
  return (
    key === 'maxDuration' && [from, to].every((value) => value === undefined || numberOf(value) !== null)
  );
}

/** Whether a value of a program is told by its name. What is not is part of the code that changed. */
export function isKnownInCode(change: Change, item: ValueItem): boolean {
  if (change.language === undefined) return true;
  const given = [item.from, item.to].filter((value) => value !== undefined);
  if (given.some((value) => isOwnName(value, item.key))) return false;
  if (isReworded(item) || isOtherWeights(item.from, item.to)) return true;
  if (given.some(namesModel) || isWeightMove(change, item)) return true;
  if (isJudgeSwitch(item.key) && given.every((value) => truthOf(value) !== null)) return true;
  if (isForDisplay(item) || isForPlatform(item) || isUpgradeOption(item)) return true;
  const meaning = meaningOf(item.key, change.kind);
  if (meaning === null) return false;
  if (meaning === 'model' || meaning === 'judge-model' || meaning === 'embedding-model')
    return given.length === 2 && given.some(looksLikeModel);
  if (given.length < 2 && GO_WITH_CODE.has(meaning) && !isDropped(change, item, meaning)) return false;
  if (given.length < 2 && meaning === 'permission' && !UNASKED.test(item.key)) return false;
  if (meaning === 'pin') return given.length === 2 && /model_?version/iu.test(item.key);
  // A deployment's names are those of a configuration: a filter's strength is a word.
  if (meaning === 'safety' && isSettings(change.language)) return true;
  const shapes = SHAPES[meaning] ?? [];
  return given.every((value) => shapes.includes(shapeOf(item.key, value)));
}

/** A text of a program that says the same in other marks. */
export function isReworded({ from, to }: ValueItem): boolean {
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  return isProse(from) && isProse(to) && wordingProof(from, to) !== null;
}

/** Whether a deployment lets its provider change the model under it. */
export function isUpgradeOption({ key }: ValueItem): boolean {
  return stepsOf(key).at(-1) === 'version_upgrade_option';
}

const LONGEST_NAME = 32;

/** What a page calls something: nobody but a person reads it. What is longer than a name may be told to a model. */
export function isForDisplay({ key, from, to }: ValueItem): boolean {
  const isName = (value: Data | undefined): boolean =>
    value === undefined || (typeof value === 'string' && value.length <= LONGEST_NAME);
  return (
    isName(from) &&
    isName(to) &&
    /^(?:label|display_name|tooltip|icon|emoji|colou?r)$/u.test(stepsOf(key).at(-1) ?? '')
  );
}

/** `ReadOnlyName = "read-only"`: what something is called, and not what it is. */
function isOwnName(value: Data, key: string): boolean {
  const plain = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]+/gu, '');
  const own = plain(key.slice(key.lastIndexOf('.') + 1)).replace(/(?:name|key|id|option|flag)$/u, '');
  return typeof value === 'string' && own.length > 3 && plain(value) === own && !namesModel(value);
}

function namesModel(value: Data): boolean {
  return typeof value === 'string' && parseModelId(value) !== null;
}

/** A slug with a version or a maker in it, or an entry of a list of models. */
function looksLikeModel(value: Data): boolean {
  return typeof value === 'string' && !/\s/u.test(value) && /[a-z]/iu.test(value) && /[\d/]/u.test(value);
}

function shapeOf(key: string, value: Data): Shape {
  if (Array.isArray(value) || isMember(key)) return 'list';
  if (truthOf(value) !== null) return 'truth';
  return numberOf(value) !== null ? 'number' : 'word';
}

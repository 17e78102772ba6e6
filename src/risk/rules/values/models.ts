import type { Change } from '../../../change/change.ts';
import type { ChangeFacts } from '../../../change/facts.ts';
import { type ModelId, parseModelId } from '../../../models/patterns.ts';
import { addTo } from '../../../reader/append.ts';
import { type Data, plainText } from '../../../reader/data.ts';
import type { Finding } from '../../finding.ts';
import type { KeyMeaning } from '../../key-words.ts';
import { meaningOf, stepsOf } from '../../keys.ts';
import { isMember, isReference, told, type ValueItem } from './value.ts';

/** Whether a value names a model: by its key, or because it reads as a model id whatever the key is called. */
export function isModelValue({ key, from, to }: ValueItem, meaning: KeyMeaning | null): boolean {
  if (meaning === 'model' || meaning === 'judge-model' || meaning === 'embedding-model')
    return [from, to].some((value) => typeof value === 'string' && value !== '');
  if (meaning !== null && NOT_MODELS.has(meaning)) return false;
  if (COMPARED.test(key)) return false;
  return [from, to].some((value) => idOf(value) !== null);
}

/** A name that another one is held against chooses nothing. */
export const COMPARED =
  /(?:^|\.)(?:Has(?:Prefix|Suffix)|Contains|starts?With|ends?With|startswith|endswith|includes|match|test|EqualFold|equals|in_array|include\?|start_with\?|replace|split|indexOf)\(\)/u;

/** Where an id is a word about a model, or one among the things that are sampled, and not what answers. */
const NOT_MODELS: ReadonlySet<KeyMeaning> = new Set([
  'description',
  'prompt',
  'metadata',
  'sample',
  'population',
]);

function idOf(value: Data | undefined): ModelId | null {
  return typeof value === 'string' ? parseModelId(value) : null;
}

/** Another model, the same one otherwise written, or one that is held more or less firmly than before. */
export function modelFinding(
  change: Change,
  item: ValueItem,
  meaning: KeyMeaning | null,
  facts: ChangeFacts,
): Finding {
  const [from, to] = [idOf(item.from), idOf(item.to)];
  const pins = {
    ...(from === null ? {} : { fromPin: from.pin }),
    ...(to === null ? {} : { toPin: to.pin }),
  };
  const isSame =
    from !== null && to !== null
      ? lettersOf(from.id) === lettersOf(to.id)
      : typeof item.from === 'string' &&
        typeof item.to === 'string' &&
        lettersOf(item.from) === lettersOf(item.to);
  if (isSame) return told('model-renamed', 'low', change, item, pins);
  if (typeof item.from === 'string' && item.to !== undefined && facts.aliases.get(item.from) === item.to)
    return told('model-renamed', 'low', change, item, { ...pins, proof: 'same-entry' });
  if (change.kind === 'evals' && isCandidate(item.key)) return told('eval-changed', 'medium', change, item);
  const pinned = pinMove(item.from, item.to) ?? knownMove(from, to);
  if (meaning === 'judge-model' || change.kind === 'evals')
    return pinned === 'tightened'
      ? told('pin-tightened', 'low', change, item, pins)
      : told('judge-model-changed', 'medium', change, item, pins);
  if (pinned === 'loosened') return told('pin-loosened', 'high', change, item, pins);
  if (pinned === 'tightened') return told('pin-tightened', 'low', change, item, pins);
  if (meaning === 'embedding-model') return told('embedding-model-changed', 'medium', change, item, pins);
  if (meaning === 'routing') return told('routing-changed', 'medium', change, item, pins);
  if (item.from === undefined && cameFrom(change, item))
    return told('model-renamed', 'low', change, item, pins);
  if (isOnlyOffered(item, from ?? to, change, facts))
    return told('model-list-changed', 'medium', change, item, pins);
  return told(change.kind === 'weights' ? 'weights-changed' : 'model-changed', 'high', change, item, pins);
}

/** Deployments leave out dots that the maker writes: `gpt-41-mini`, `gpt-35-turbo`. */
function lettersOf(id: string): string {
  return id.toLowerCase().replace(/[^a-z0-9]+/gu, '');
}

/** The models that an eval suite tries out, not the one that judges. */
function isCandidate(key: string): boolean {
  return stepsOf(key).some((step) =>
    /^(?:providers?|targets?|candidates?|models|matrix|systems?)$/u.test(step),
  );
}

/**
 * A model that came into a list or went from it: it can be chosen, and whether it is the default is told by the order.
 * One that the file named before already answers somewhere.
 */
function isOnlyOffered(item: ValueItem, id: ModelId | null, change: Change, facts: ChangeFacts): boolean {
  if (item.from !== undefined && item.to !== undefined) return false;
  if (isMember(item.key) || /\[[^\]]*\]/u.test(item.key) || isAlias(item.key)) return true;
  // What went with its code answers no more; what answers instead is told where it came.
  if (change.language !== undefined && item.to === undefined) return true;
  const file = facts.files.get(change.path);
  if (item.from === undefined && (file?.modelsBefore.size ?? 0) > 0 && cameWithOthers(change, item.key))
    return true;
  const others = item.from === undefined ? file?.modelsBefore : file?.modelsAfter;
  return id !== null && others?.has(id.id.toLowerCase()) === true && !isOnlyJudge(id, item, change);
}

const written = new WeakMap<Change, ReadonlySet<string>>();

/** Whether the same model, otherwise written, went elsewhere in the file. */
function cameFrom(change: Change, { to }: ValueItem): boolean {
  if (typeof to !== 'string') return false;
  const gone =
    written.get(change) ??
    new Set(
      change.items.flatMap((one) =>
        one.type === 'value' && one.to === undefined && typeof one.from === 'string'
          ? [lettersOf(one.from)]
          : [],
      ),
    );
  written.set(change, gone);
  return gone.has(lettersOf(to));
}

const comers = new WeakMap<Change, ReadonlyMap<string, number>>();

/** Whether a whole entry came, of which the model is a part: who asks for it gets it, and nobody else. */
function cameWithOthers(change: Change, key: string): boolean {
  const parent = (one: string): string => one.slice(0, one.lastIndexOf('.') + 1);
  let counts = comers.get(change);
  if (counts === undefined) {
    const made = new Map<string, number>();
    for (const one of change.items)
      if ((one.type === 'value' || one.type === 'sentence') && one.key !== null)
        made.set(
          parent(one.key),
          (made.get(parent(one.key)) ?? 0) + (one.from === undefined || one.from === null ? 1 : -1_000_000),
        );
    counts = made;
    comers.set(change, counts);
  }
  return parent(key) !== '' && (counts.get(parent(key)) ?? 0) >= FEWEST_BESIDE;
}

const FEWEST_BESIDE = 3;

/** A constant that is called as a model is, number and all: `GPT_3_5_16`, `Claude37Sonnet`. */
const NAMED_AFTER =
  /^(?:gpt|claude|gemini|llama|mistral|mixtral|deepseek|qwen|grok|nova)_?(?!.*(?:model|default))\w*\d\w*$/iu;

/** An entry of a table of models, under the name that programs know the model by. */
function isAlias(key: string): boolean {
  const name = /(?:^|\.)(?:"([^"]+)"|([^."]+))$/u.exec(key);
  const own = name?.[1] ?? name?.[2] ?? '';
  return parseModelId(own) !== null || NAMED_AFTER.test(own);
}

/** Whether the other side names the model anew, and only to judge or to embed: nothing answers with it there. */
function isOnlyJudge(id: ModelId, item: ValueItem, change: Change): boolean {
  const side = item.from === undefined ? 'from' : 'to';
  const others = (namedIn(change).get(`${side} ${id.id.toLowerCase()}`) ?? []).filter((one) => one !== item);
  return others.length > 0 && others.every((one) => AIDES.has(meaningOf(one.key, change.kind) ?? 'model'));
}

const named = new WeakMap<Change, ReadonlyMap<string, readonly ValueItem[]>>();

/** Values of a change that name a model, by side and model. */
function namedIn(change: Change): ReadonlyMap<string, readonly ValueItem[]> {
  const remembered = named.get(change);
  if (remembered !== undefined) return remembered;
  const found = new Map<string, ValueItem[]>();
  for (const item of change.items) {
    if (item.type !== 'value') continue;
    for (const side of ['from', 'to'] as const) {
      const id = idOf(item[side])?.id.toLowerCase();
      if (id === undefined) continue;
      addTo(found, `${side} ${id}`, item);
    }
  }
  named.set(change, found);
  return found;
}

const AIDES: ReadonlySet<KeyMeaning> = new Set(['judge-model', 'embedding-model']);

const PREVIEW = /(?:^|[-_.])(?:preview|exp|experimental|beta|alpha)(?:[-_.:@\d]|$)/iu;

/** Between ids of one family of one maker the pin is all that moved. */
function knownMove(from: ModelId | null, to: ModelId | null): 'loosened' | 'tightened' | null {
  if (from === null || to === null || from.family !== to.family || from.provider !== to.provider) return null;
  // What a finished model is called by never stands for a preview of it.
  if (PREVIEW.test(from.id) !== PREVIEW.test(to.id)) return null;
  if (from.pin === 'exact' && to.pin === 'floating') return 'loosened';
  return from.pin === 'floating' && to.pin === 'exact' ? 'tightened' : null;
}

const VERSIONED = /^(.+?)(?:@|:|\/versions?\/)([^@:/\s]+)$/u;
const EXACT = /^(?:v?\d[\w.+-]*|[0-9a-f]{7,64}|sha256-[0-9a-f]+)$/u;
const FLOATING = /^(?:latest|main|master|head|stable|prod|production|staging|default|champion|auto|\*)$/iu;

/** `registry:1` to `registry:latest`, and a literal to a place that only the deployment knows. */
export function pinMove(from: Data | undefined, to: Data | undefined): 'loosened' | 'tightened' | null {
  if (typeof from !== 'string' || typeof to !== 'string') return null;
  if (isReference(to) && !isReference(from)) return 'loosened';
  const [was, is] = [latestOf(from), latestOf(to)];
  if (was !== null && is === null && isSnapshotOf(to, was)) return 'tightened';
  if (is !== null && was === null && isSnapshotOf(from, is)) return 'loosened';
  const [before, after] = [versionOf(from), versionOf(to)];
  if (before.name !== after.name) return null;
  const [wasExact, isExact] = [EXACT.test(before.version), EXACT.test(after.version)];
  if (wasExact && !isExact && (after.version === '' || FLOATING.test(after.version))) return 'loosened';
  if (isExact && !wasExact && (before.version === '' || FLOATING.test(before.version))) return 'tightened';
  return null;
}

/** `~maker/model-latest` → `maker/model`. */
function latestOf(text: string): string | null {
  return /^~?(.+?)-latest$/u.exec(text)?.[1] ?? null;
}

function isSnapshotOf(text: string, name: string): boolean {
  return text.startsWith(`${name}-`) && /^-\d[\d-]*$/u.test(text.slice(name.length));
}

function versionOf(text: string): { name: string; version: string } {
  const match = VERSIONED.exec(text);
  const [, name = text, version = ''] = match ?? [];
  return EXACT.test(version) || FLOATING.test(version) ? { name, version } : { name: text, version: '' };
}

/** A version, revision or digest that stands beside a model's name. */
export function versionFinding(change: Change, item: ValueItem): Finding | null {
  const steps = stepsOf(item.key);
  const ofModel =
    /(?:^|_)model_version$/u.test(steps.at(-1) ?? '') ||
    steps.slice(0, -1).some((step) => /(?:^|_)(?:models?|llm|deployments?|adapter)$/u.test(step));
  if (!ofModel && !['model', 'weights', 'inference', 'safety'].includes(change.kind)) return null;
  const isExact = (value: Data | undefined): boolean => EXACT.test(plainText(value));
  if (isExact(item.from) && !isExact(item.to)) return told('pin-loosened', 'high', change, item);
  if (!isExact(item.from) && isExact(item.to)) return told('pin-tightened', 'low', change, item);
  return told(change.kind === 'weights' ? 'weights-changed' : 'model-changed', 'high', change, item);
}

const MOVING =
  /\/(?:resolve|raw|blob|tree|archive)\/(?:refs\/heads\/)?(?:main|master|develop|HEAD)\b|\/latest\//u;
const FILES =
  /https?:\/\/\S{0,300}\.(?:onnx|pb|tflite|bin|safetensors|pt|pth|h5|gguf|ckpt|joblib|pkl|zip|tgz|tar\.gz)\b/u;

/** What is fetched from where it may be another thing tomorrow, and was not before. */
export function isMovingAddress(from: Data | undefined, to: Data | undefined): boolean {
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  return FILES.test(from) && FILES.test(to) && MOVING.test(to) && !MOVING.test(from);
}

const WEIGHTS =
  /([\w.+-]{1,120}\.(?:gguf|ggml|safetensors|onnx|tflite|ckpt|pth?|h5)|[\w.+-]{0,120}(?:ggml|q\d)[\w.+-]{0,60}\.bin)\b/iu;

/** Whether a value names another file of weights than before. */
export function isOtherWeights(from: Data | undefined, to: Data | undefined): boolean {
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  const [before, after] = [WEIGHTS.exec(from)?.[1], WEIGHTS.exec(to)?.[1]];
  return before !== undefined && after !== undefined && before !== after;
}

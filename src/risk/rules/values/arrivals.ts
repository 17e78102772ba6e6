import type { Change } from '../../../change/change.ts';
import type { Data } from '../../../reader/data.ts';
import { meaningOf, stepsOf } from '../../keys.ts';

/** What came in a change and what went, as rules ask for it again and again. Read once a change: a file may hold thousands of values. */
interface Arrivals {
  /** Last steps of the keys of values that are there after the change. */
  readonly names: ReadonlySet<string>;
  /** Values that are there after the change. */
  readonly values: ReadonlySet<Data | undefined>;
  /** Names that lines which came give something to. */
  readonly given: ReadonlySet<string>;
  /** Beginnings of the keys of models that went, each with its last dot. */
  readonly aboveModels: ReadonlySet<string>;
}

const known = new WeakMap<Change, Arrivals>();
const GIVES = /([A-Za-z_$][\w$-]*)["']?\s*(?:[:=(]|=>)/gu;

function arrivalsOf(change: Change): Arrivals {
  const remembered = known.get(change);
  if (remembered !== undefined) return remembered;
  const names = new Set<string>();
  const values = new Set<Data | undefined>();
  const given = new Set<string>();
  const aboveModels = new Set<string>();
  for (const item of change.items) {
    if (item.type === 'lines')
      for (const line of item.to) for (const [, name = ''] of line.matchAll(GIVES)) given.add(name);
    if (item.type !== 'value') continue;
    if (item.to !== undefined) {
      names.add(stepsOf(item.key).at(-1) ?? '');
      values.add(item.to);
    } else if (meaningOf(item.key, change.kind) === 'model')
      for (let dot = item.key.lastIndexOf('.'); dot >= 0; dot = item.key.lastIndexOf('.', dot - 1)) {
        aboveModels.add(item.key.slice(0, dot + 1));
        if (dot === 0) break;
      }
  }
  const arrivals = { names, values, given, aboveModels };
  known.set(change, arrivals);
  return arrivals;
}

/** Whether a line that came gives the name of a value something that is no literal. */
export function isComputed(change: Change, key: string): boolean {
  return arrivalsOf(change).given.has(key.slice(key.lastIndexOf('.') + 1).replace(/\[[^\]]*\]|"/gu, ''));
}

/** Whether a value stands under another key after the change, or another value under its name. */
export function stands(change: Change, key: string, value: Data | undefined): boolean {
  const { names, values } = arrivalsOf(change);
  return names.has(stepsOf(key).at(-1) ?? '') || values.has(value);
}

/** Whether the model beside a value went, too: the call or entry is gone. */
export function wentWithItsModel(change: Change, key: string): boolean {
  return arrivalsOf(change).aboveModels.has(key.slice(0, key.lastIndexOf('.') + 1));
}

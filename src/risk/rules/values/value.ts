import type { Change } from '../../../change/change.ts';
import type { Tier } from '../../../config/terms.ts';
import type { Data } from '../../../reader/data.ts';
import type { Finding, FindingCode } from '../../finding.ts';
import { finding, type ItemOf, shown } from '../rule.ts';

export type ValueItem = ItemOf<'value'>;

/** A finding about a value: its key, and the value before and after. */
export function told(
  code: FindingCode,
  tier: Tier,
  change: Change,
  item: ValueItem,
  args: Finding['args'] = {},
): Finding {
  const value = { key: item.key, from: shown(item.from), to: shown(item.to) };
  return finding(code, tier, change, item.line, { ...value, ...args });
}

/** Two codes for the two directions of one rule: looser is high, stricter is medium. */
export function directed(
  looser: boolean,
  [loose, strict]: readonly [FindingCode, FindingCode],
  change: Change,
  item: ValueItem,
  args: Finding['args'] = {},
): Finding {
  return looser ? told(loose, 'high', change, item, args) : told(strict, 'medium', change, item, args);
}

/** A number, also one written as text, as environment variables are. */
export function numberOf(value: Data | undefined): number | null {
  if (typeof value === 'number') return value;
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  return Number.isFinite(number) ? number : null;
}

const TRUE = new Set(['true', 'yes', 'on']);
const FALSE = new Set(['false', 'no', 'off']);

/** True or false, also written as text; null for anything else. */
export function truthOf(value: Data | undefined): boolean | null {
  if (typeof value === 'boolean') return value;
  const word = typeof value === 'string' ? value.toLowerCase() : '';
  if (TRUE.has(word)) return true;
  return FALSE.has(word) ? false : null;
}

/** Which way a word moved on a ladder from strict to loose; null where it is not on it, or stayed. */
export function onLadder(
  ladder: readonly string[],
  from: Data | undefined,
  to: Data | undefined,
): 'looser' | 'stricter' | null {
  const [before, after] = [from, to].map((value) =>
    typeof value === 'string' ? ladder.indexOf(value.toLowerCase()) : -1,
  );
  if (before === undefined || after === undefined || before < 0 || after < 0 || before === after) return null;
  return after > before ? 'looser' : 'stricter';
}

const REFERENCE = /^\s*(?:\$\{\{?[^{}]+\}?\}|\$[A-Za-z_]\w*|\{\{[^{}]+\}\}|env:\w+)\s*$/u;

/** A value that only says where the value comes from: `${MODEL}`, `{{ .Values.model }}`, `$MODEL`. */
export function isReference(value: Data | undefined): boolean {
  return typeof value === 'string' && REFERENCE.test(value);
}

/** How many members a list has; a single value is a list of one. */
export function size(value: Data | undefined): number {
  if (value === undefined || value === null || value === '') return 0;
  return Array.isArray(value) ? value.length : 1;
}

/** Whether a value is the member of a list, by how its key ends: `allowed[2]`. */
export function isMember(key: string): boolean {
  return /\[[^\]]*\]$/u.test(key);
}

import { dayNumber } from './day.ts';
import type { EolEntry } from './table.ts';

/** Everything wrong with a table's content, one sentence each, in the order of the table. Empty when it is sound. */
export function tableProblems(entries: readonly EolEntry[]): string[] {
  return entries.flatMap((entry, i) => [
    ...entryProblems(entry),
    ...orderProblems(entries[i - 1], entry),
    ...duplicateProblems(entries, i),
    ...successorProblems(entries, entry),
  ]);
}

const name = (entry: EolEntry): string => `${entry.provider} ${entry.id}`;

function entryProblems(entry: EolEntry): string[] {
  const problems: string[] = [];
  for (const field of ['deprecated', 'retires', 'checked'] as const) {
    const value = entry[field];
    if (value !== null && dayNumber(value) === null)
      problems.push(`${name(entry)}: ${field} ${value} is not a date`);
  }
  if (entry.deprecated === null && entry.retires === null)
    problems.push(`${name(entry)}: has no date at all`);
  // ISO dates compare as text.
  if (entry.deprecated !== null && entry.retires !== null && entry.deprecated > entry.retires) {
    problems.push(`${name(entry)}: deprecated ${entry.deprecated} after it retires on ${entry.retires}`);
  }
  if (!/^https:\/\/[a-z0-9.-]+\/\S*$/i.test(entry.source))
    problems.push(`${name(entry)}: source is not an https page`);
  if (!/^\S+$/.test(entry.id)) problems.push(`${name(entry)}: id is empty or has a space`);
  return problems;
}

/** Blocks are sorted by provider, then source; the rows of a block by id. */
function orderProblems(before: EolEntry | undefined, entry: EolEntry): string[] {
  if (before === undefined) return [];
  const keys = (e: EolEntry): string[] => [e.provider, e.source, e.id];
  const at = keys(before).findIndex((key, i) => key !== keys(entry)[i]);
  const sorted = at === -1 || (keys(before)[at] ?? '') < (keys(entry)[at] ?? '');
  return sorted ? [] : [`${name(entry)}: out of order after ${name(before)}`];
}

function duplicateProblems(entries: readonly EolEntry[], i: number): string[] {
  const entry = entries[i];
  if (entry === undefined) return [];
  const first = entries.findIndex((other) => other.provider === entry.provider && sameId(other.id, entry.id));
  return first < i ? [`${name(entry)}: listed twice`] : [];
}

/** A successor that ends before, or with, the model it replaces sends people to a closed door. */
function successorProblems(entries: readonly EolEntry[], entry: EolEntry): string[] {
  const { successor, retires } = entry;
  if (successor === null || retires === null) return [];
  if (sameId(successor, entry.id)) return [`${name(entry)}: is its own successor`];
  const next = entries.find((other) => other.provider === entry.provider && sameId(other.id, successor));
  if (next?.retires == null || next.retires > retires) return [];
  return [`${name(entry)}: successor ${successor} is gone from ${next.retires}, not after ${retires}`];
}

const sameId = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

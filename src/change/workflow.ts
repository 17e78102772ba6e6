import { append } from '../reader/append.ts';
import type { MapNode, Node } from '../reader/data.ts';
import { align } from './align.ts';
import type { ChangeItem } from './change.ts';
import { type DataDiff, diffData, fromTo, type Step, showSteps } from './data-diff.ts';
import { alikeness, matchMembers } from './members.ts';
import type { Places } from './place.ts';

/** Whether a path is a GitHub workflow: what starts it, and which steps can stop it, is told as such. */
export function isWorkflow(path: string): boolean {
  return /^\.github\/workflows\/[^/]+\.ya?ml$/u.test(path);
}

/**
 * A workflow by trigger, job, step and command line, each a value under its key: `on.push`, `jobs.evals`,
 * `jobs.evals.steps[Run evals].run`. A trigger, job or step that came or went is one value.
 */
export function workflowItems(before: Node, after: Node, places: Places): ChangeItem[] {
  const [old, now] = [mapOf(before), mapOf(after)];
  return [
    ...triggerItems(old, now, places),
    ...jobItems(mapOf(entryOf(old, 'jobs')), mapOf(entryOf(now, 'jobs')), places),
    ...items(diffData(without(old, TOLD), without(now, TOLD)), places),
  ];
}

const TOLD = ['on', 'jobs'];
const EMPTY: MapNode = { kind: 'map', entries: new Map(), offset: -1 };

function mapOf(node: Node | undefined): MapNode {
  return node?.kind === 'map' ? node : EMPTY;
}

function entryOf(map: MapNode, key: string): Node | undefined {
  return map.entries.get(key)?.value;
}

function without(map: MapNode, keys: readonly string[]): MapNode {
  return { ...map, entries: new Map([...map.entries].filter(([key]) => !keys.includes(key))) };
}

function items(diffs: readonly DataDiff[], places: Places): ChangeItem[] {
  return diffs.map((diff): ChangeItem => {
    const [key, line] = [showSteps(diff.path), places.line(diff.offset)];
    if (diff.type === 'moved') return { type: 'order', key, from: diff.from, to: diff.to, line };
    return { type: 'value', key, ...fromTo(diff), line };
  });
}

/** `on: push`, `on: [push]` and `on: { push: }` say the same. */
function triggersOf(workflow: MapNode): MapNode {
  const on = entryOf(workflow, 'on');
  const names = on?.kind === 'list' ? on.items : on?.kind === 'scalar' && on.value !== null ? [on] : [];
  if (on?.kind === 'map') {
    const entries = [...on.entries].map(
      ([event, entry]) =>
        [
          event,
          entry.value.kind === 'map' ? entry : { ...entry, value: { ...EMPTY, offset: entry.keyOffset } },
        ] as const,
    );
    return { ...on, entries: new Map(entries) };
  }
  const entries = names.map((name) => {
    const event = name.kind === 'scalar' ? String(name.value) : '';
    return [event, { keyOffset: name.offset, value: { ...EMPTY, offset: name.offset } }] as const;
  });
  return { kind: 'map', entries: new Map(entries), offset: on?.offset ?? -1 };
}

function triggerItems(old: MapNode, now: MapNode, places: Places): ChangeItem[] {
  return items(diffData(triggersOf(old), triggersOf(now), ['on']), places);
}

/** From this share of equal content on a job under another name is the same job. */
const SAME_JOB = 0.7;
const MOST_COMPARED = 4_000;

function jobItems(old: MapNode, now: MapNode, places: Places): ChangeItem[] {
  const found: ChangeItem[] = [];
  const fresh = new Set([...now.entries.keys()].filter((name) => !old.entries.has(name)));
  const isComparable = fresh.size * old.entries.size <= MOST_COMPARED;
  for (const [name, { value }] of old.entries) {
    const other = now.entries.has(name)
      ? name
      : [...(isComparable ? fresh : [])].find(
          (one) => alikeness(value, entryOf(now, one) ?? EMPTY) >= SAME_JOB,
        );
    if (other === undefined) {
      const line = places.line(now.offset);
      found.push({ type: 'value', key: showSteps(['jobs', { name }]), from: summary(value), line });
      continue;
    }
    fresh.delete(other);
    const path: Step[] = ['jobs', { name: other }];
    append(found, insideJob(mapOf(value), mapOf(entryOf(now, other)), path, places));
  }
  for (const name of fresh) {
    const entry = now.entries.get(name);
    const line = places.line(entry?.keyOffset ?? -1);
    found.push({ type: 'value', key: showSteps(['jobs', { name }]), to: summary(entry?.value), line });
  }
  return found;
}

/** What a job or step runs, as far as it takes one line to say. */
function summary(node: Node | undefined): string {
  const map = mapOf(node);
  const steps = entryOf(map, 'steps');
  if (steps?.kind === 'list') return steps.items.map(summary).join('; ');
  return ['run', 'uses', 'name'].map((key) => textAt(map, key)).find((text) => text !== '') ?? '';
}

function textAt(map: MapNode, key: string): string {
  const value = entryOf(map, key);
  return value?.kind === 'scalar' && value.value !== null ? String(value.value).trim() : '';
}

function insideJob(old: MapNode, now: MapNode, path: readonly Step[], places: Places): ChangeItem[] {
  const rest = diffData(without(old, ['steps']), without(now, ['steps']), path);
  const [before, after] = [stepsOf(old), stepsOf(now)];
  const { pairs, removed, added } = matchMembers(before, after, false);
  const nameOf = (step: Node | undefined, place: number): Step => {
    const name = textAt(mapOf(step), 'name') || textAt(mapOf(step), 'id') || textAt(mapOf(step), 'uses');
    return name === '' ? place : { name };
  };
  return [
    ...items(rest, places),
    ...removed.map((i): ChangeItem => {
      const key = showSteps([...path, 'steps', nameOf(before[i], i)]);
      const line = places.line(after[Math.min(i, after.length - 1)]?.offset ?? now.offset);
      return { type: 'value', key, from: summary(before[i]), line };
    }),
    ...added.map((j): ChangeItem => {
      const key = showSteps([...path, 'steps', nameOf(after[j], j)]);
      return { type: 'value', key, to: summary(after[j]), line: places.line(after[j]?.offset ?? -1) };
    }),
    ...pairs.flatMap(([i, j]) =>
      insideStep(mapOf(before[i]), mapOf(after[j]), [...path, 'steps', nameOf(after[j], j)], places),
    ),
  ];
}

function stepsOf(job: MapNode): readonly Node[] {
  const steps = entryOf(job, 'steps');
  return steps?.kind === 'list' ? steps.items : [];
}

function insideStep(old: MapNode, now: MapNode, path: readonly Step[], places: Places): ChangeItem[] {
  const rest = diffData(without(old, ['run']), without(now, ['run']), path);
  return [...items(rest, places), ...scriptItems(old, now, [...path, 'run'], places)];
}

/** Command lines that differ, pair by pair; comments are kept in what is shown and left out where lines are compared. */
function scriptItems(old: MapNode, now: MapNode, path: readonly Step[], places: Places): ChangeItem[] {
  const [before, after] = [scriptLines(old), scriptLines(now)];
  const script = entryOf(now, 'run') ?? now;
  const key = showSteps(path);
  const found: ChangeItem[] = [];
  let [i, j] = [0, 0];
  for (const { same, removed, added } of align(before.map(bare), after.map(bare))) {
    for (let n = 0; n < Math.max(removed, added); n += 1) {
      const from = n < removed ? before[i + n] : undefined;
      const to = n < added ? after[j + n] : undefined;
      const index = (to ?? after[Math.min(j, after.length - 1)])?.index ?? 0;
      found.push({
        type: 'value',
        key,
        ...(from === undefined ? {} : { from: from.text }),
        ...(to === undefined ? {} : { to: to.text }),
        line: places.within(script, index),
      });
    }
    i += same + removed;
    j += same + added;
  }
  return found;
}

interface ScriptLine {
  readonly text: string;
  readonly index: number;
}

function scriptLines(step: MapNode): ScriptLine[] {
  const script = entryOf(step, 'run');
  if (script?.kind !== 'scalar' || typeof script.value !== 'string') return [];
  const lines: ScriptLine[] = [];
  let index = 0;
  for (const raw of script.value.split('\n')) {
    const text = raw.trim();
    if (bare({ text }) !== '') lines.push({ text, index: index + raw.length - raw.trimStart().length });
    index += raw.length + 1;
  }
  return lines;
}

function bare({ text }: Pick<ScriptLine, 'text'>): string {
  return text
    .replace(/(?:^|\s)#.*$/u, '')
    .replace(/\s+/gu, ' ')
    .trim();
}

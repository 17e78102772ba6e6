import { MAX_ID_LENGTH, type ModelId, type Recognised, recognise } from './patterns.ts';

/** A model id found inside text. */
export interface ScannedId {
  /** As written, router and all: `text.slice(index, index + id.length)`. */
  readonly id: string;
  readonly index: number;
  readonly model: ModelId;
}

const RUN = /[A-Za-z0-9@][A-Za-z0-9._:/@-]*/g;
// Every id has one of these, most words have none: the cheap test first.
const MARKED = /[-_:0-9]/;
const TRAILING = /[._:/@-]$/;
const EVIDENCE = /model|engine|llm|deployment/i;
const EVIDENCE_REACH = 60;

/**
 * Finds model ids in code, configuration or prose. Stricter than `parseModelId`: names in capitals of makers whose
 * ids are lower case, file names, paths and bare words such as `o1` are passed over; a bare `o1` counts only in
 * quotes after a word like `model`. Linear in the length of the text.
 */
export function scanModelIds(text: string): ScannedId[] {
  const found: ScannedId[] = [];
  for (const match of text.matchAll(RUN)) {
    const run = withoutTrailing(match[0]);
    const hit = run.length > MAX_ID_LENGTH || !MARKED.test(run) ? null : idIn(run, text, match.index);
    if (hit !== null) found.push(hit);
  }
  return found;
}

/** Takes off the full stop or colon of the sentence around the id, a few at most. */
function withoutTrailing(run: string): string {
  let end = run.length;
  while (end > 0 && run.length - end < 4 && TRAILING.test(run.slice(end - 1, end))) end -= 1;
  return run.slice(0, end);
}

function idIn(run: string, text: string, index: number): ScannedId | null {
  // What stands right before says path or flag: `./gpt-4o`, `--gpt-4o`, `$gpt_4o`.
  if (/[./\\$_-]/.test(text.slice(Math.max(0, index - 1), index))) return null;
  for (const offset of offsets(run)) {
    const id = offset.end === undefined ? run.slice(offset.start) : run.slice(offset.start, offset.end);
    const model = accepted(id, text, index + offset.start);
    if (model !== null) return { id, index: index + offset.start, model };
  }
  return null;
}

interface Offset {
  readonly start: number;
  readonly end?: number;
}

/** Where an id may start and end in a run: the whole, the resource of a URL, what follows `key:`. */
function offsets(run: string): Offset[] {
  const all: Offset[] = [{ start: 0 }];
  const resource = /\/models?\//.exec(run);
  if (resource !== null && run.includes('://')) {
    const start = resource.index + resource[0].length;
    // `…/models/gemini-2.5-flash:generateContent`, `…/model/anthropic.claude-…-v1:0/invoke`
    const verb = /:[a-z]+[A-Z][A-Za-z]*$|\/[a-z-]+$/.exec(run.slice(start));
    all.push(verb === null ? { start } : { start, end: start + verb.index });
  }
  const colon = run.indexOf(':');
  // `${MODEL:-gpt-5.2}`: what a shell takes where nobody says.
  if (colon > 0 && run[colon + 1] !== '/') all.push({ start: colon + (run[colon + 1] === '-' ? 2 : 1) });
  return all;
}

/** What words were recognised as: a repository says the same few thousand again and again. */
const REMEMBERED = new Map<string, Recognised | null>();
const MOST_REMEMBERED = 50_000;

function remembered(id: string): Recognised | null {
  const known = REMEMBERED.get(id);
  if (known !== undefined) return known;
  const hit = recognise(id);
  if (REMEMBERED.size < MOST_REMEMBERED) REMEMBERED.set(id, hit);
  return hit;
}

function accepted(id: string, text: string, index: number): ModelId | null {
  const hit = remembered(id);
  if (hit === null) return null;
  if (hit.lowerCaseOnly && /[A-Z]/.test(id)) return null;
  return hit.weak && !evident(id, text, index) ? null : hit.model;
}

function evident(id: string, text: string, index: number): boolean {
  const before = text.slice(index - 1, index);
  const quoted = /["'`]/.test(before) && text.slice(index + id.length, index + id.length + 1) === before;
  return quoted && EVIDENCE.test(text.slice(Math.max(0, index - EVIDENCE_REACH), index));
}

import { addTo, append } from './append.ts';
import type { Entry, Node } from './data.ts';

/**
 * A Dockerfile as data: `FROM` and every other instruction a list in the order of the file, `ENV`, `ARG` and `LABEL`
 * maps by name, so that a default model or an image tag is a value like any other. Comments are gone.
 */
export function readDockerfile(text: string): Node {
  const lists = new Map<string, Node[]>();
  const maps = new Map<string, Map<string, Entry>>();
  const starts = new Map<string, number>();
  for (const { word, rest, offset, restOffset } of instructions(text)) {
    if (!starts.has(word)) starts.set(word, offset);
    if (NAMED.has(word)) {
      const entries = maps.get(word) ?? new Map<string, Entry>();
      maps.set(word, entries);
      for (const [name, value] of assignments(word, rest))
        entries.set(name, { keyOffset: offset, value: { kind: 'scalar', value, offset: restOffset } });
    } else addTo(lists, word, { kind: 'scalar', value: rest, offset: restOffset });
  }
  const entries = [...starts].map(([word, keyOffset]): [string, Entry] => {
    const map = maps.get(word);
    return [
      word,
      {
        keyOffset,
        value:
          map === undefined
            ? { kind: 'list', items: lists.get(word) ?? [], offset: keyOffset }
            : { kind: 'map', entries: map, offset: keyOffset },
      },
    ];
  });
  return { kind: 'map', entries: new Map(entries), offset: 0 };
}

const NAMED = new Set(['ENV', 'ARG', 'LABEL']);

interface Instruction {
  readonly word: string;
  /** Arguments on one line. */
  readonly rest: string;
  readonly offset: number;
  readonly restOffset: number;
}

function instructions(text: string): Instruction[] {
  const found: Instruction[] = [];
  let open: { text: string; offset: number } | null = null;
  let offset = 0;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line !== '' && !line.startsWith('#')) {
      const start: { text: string; offset: number } = open ?? {
        text: '',
        offset: offset + raw.length - raw.trimStart().length,
      };
      const continues = line.endsWith('\\');
      const joined = `${start.text} ${continues ? line.slice(0, -1) : line}`.trim();
      open = continues ? { ...start, text: joined } : null;
      if (open === null) append(found, instruction(joined, start.offset));
    }
    offset += raw.length + 1;
  }
  return open === null ? found : [...found, ...instruction(open.text, open.offset)];
}

function instruction(text: string, offset: number): Instruction[] {
  const match = /^([A-Za-z]+)\s+(.*)$/u.exec(text);
  const [, word = '', rest = ''] = match ?? [];
  if (match === null) return [];
  return [
    {
      word: word.toUpperCase(),
      rest: rest.replace(/\s+/gu, ' '),
      offset,
      restOffset: offset + text.length - rest.length,
    },
  ];
}

/** `A=1 B="two words"`, the old form `A one value`, and an `ARG` without a value. */
function assignments(word: string, rest: string): [string, string][] {
  const pairs = [...rest.matchAll(/([\w.-]+)=("(?:[^"\\]|\\.)*"|'[^']*'|\S*)/gu)];
  if (pairs.length > 0)
    return pairs.map(([, name = '', value = '']) => [name, value.replace(/^(["'])(.*)\1$/u, '$2')]);
  const [name = '', ...value] = rest.split(' ');
  return word === 'ENV' || word === 'LABEL' ? [[name, value.join(' ')]] : [[name, '']];
}

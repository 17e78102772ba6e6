import type { Entry, MapNode } from '../../reader/data.ts';
import { squeezedCode } from './cuts.ts';
import type { Settings } from './languages.ts';
import type { Outline } from './outline.ts';

const ASSIGNS: Readonly<Record<Settings, RegExp>> = {
  shell: /^\s*(?:export\s+|readonly\s+|local\s+|declare\s+(?:-\w+\s+)?)?([A-Za-z_]\w*)=(.*)$/u,
  terraform: /^\s*"?([A-Za-z_][\w-]*)"?\s*=\s*(?!=)(.*)$/u,
  bicep:
    /^\s*(?:(?:param|var|output)\s+)?([A-Za-z_]\w*)(?:\s+(?:string|int|bool|object|array))?\s*[=:]\s*(.*)$/u,
};
const COMMENT: Readonly<Record<Settings, RegExp>> = {
  shell: /(?:^|\s)#.*$/u,
  terraform: /(?:^|\s)(?:#|\/\/).*$/u,
  bicep: /(?:^|\s)\/\/(?!\w).*$/u,
};
/** `variable "model" {`, `sku: {`, `resource chat 'type@version' = {`: what the lines below belong to. */
const OPENS = /^\s*(?:[a-z]+\s+)?"?([A-Za-z_][\w-]*)"?(?:\s+["'][^"']*["'])*\s*[=:]?\s*\{\s*$/u;
const LITERAL = /^(?:"([^"]*)"|'([^']*)'|(-?\d+(?:\.\d+)?)|(true|false)|([\w./:@-]+))$/u;
/** A parameter of a deployment that the environment may set: what counts when nobody does. */
const READS_ENVIRONMENT = /^readEnvironmentVariable\(\s*'[^']*'\s*,\s*'([^']*)'\s*\)$/u;
const DEFAULT = /^"?\$\{\w+:?[-=]([^}]*)\}"?$/u;

/** Blocks inside blocks beyond this many are taken for one. */
const DEEPEST = 16;

/** What a deployment's program gives to names, by block and name, and its other lines. */
export function outlineOfSettings(text: string, settings: Settings): Outline {
  const entries = new Map<string, Entry>();
  const bare: string[] = [];
  const blocks: string[] = [];
  let offset = 0;
  // In a text that a script hands on, nothing is a comment.
  const isSpoken = settings === 'shell' && /<<[-~]?\s*['"]?[A-Za-z_]/u.test(text);
  for (const line of text.split('\n')) {
    const code = (isSpoken ? line : line.replace(COMMENT[settings], '')).trimEnd();
    const [, name, given = ''] = ASSIGNS[settings].exec(code) ?? [];
    const value = name === undefined ? null : givenBy(given.trim().replace(/,$/u, ''));
    const opened = OPENS.exec(code)?.[1];
    if (name !== undefined && value !== null) {
      const at = { kind: 'scalar', value, offset, end: offset + line.length } as const;
      entries.set([...blocks.slice(0, DEEPEST), name].join('/'), { keyOffset: offset, value: at });
      bare.push('');
    } else bare.push(squeezedCode(code));
    if (opened !== undefined) blocks.push(opened);
    else if (/\{\s*$/u.test(code)) blocks.push('');
    if (/^\s*\}/u.test(code)) blocks.pop();
    offset += line.length + 1;
  }
  return { scopes: new Map([['', nested(entries)]]), tools: nested(new Map()), imports: [], bare };
}

function givenBy(text: string): string | number | boolean | null {
  const fallback = (DEFAULT.exec(text) ?? READS_ENVIRONMENT.exec(text))?.[1];
  if (fallback !== undefined) return fallback;
  const [whole, double, single, number, truth, word] = LITERAL.exec(text) ?? [];
  if (whole === undefined) return null;
  if (number !== undefined) return Number(number);
  return truth === undefined ? (double ?? single ?? word ?? null) : truth === 'true';
}

/** Blocks inside blocks as maps inside maps. */
function nested(entries: ReadonlyMap<string, Entry>): MapNode {
  const own = new Map<string, Entry>();
  const inner = new Map<string, Map<string, Entry>>();
  for (const [path, entry] of entries) {
    const [first = '', ...rest] = path.split('/');
    if (rest.length === 0) own.set(first, entry);
    else inner.set(first, (inner.get(first) ?? new Map()).set(rest.join('/'), entry));
  }
  for (const [name, below] of inner) {
    const [[, first] = []] = [...below];
    const keyOffset = first?.keyOffset ?? -1;
    own.set(own.has(name) ? `${name}{}` : name, { keyOffset, value: nested(below) });
  }
  return { kind: 'map', entries: own, offset: 0 };
}

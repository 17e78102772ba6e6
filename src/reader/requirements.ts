import type { Entry, Node } from './data.ts';

/** A line of a requirements file: the name as package indexes compare it, and all that narrows it down. */
export interface Requirement {
  readonly name: string;
  /** `==1.2`, `>=1,<2 ; python_version < "3.9"`, `@ https://…`; empty where any version will do. */
  readonly spec: string;
}

// PEP 508, as far as a change can be told by it.
const REQUIREMENT =
  /^([A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?)\s*(\[[^\]]*\])?\s*((?:[=~<>!]=?=?|@|;).*)?$/u;

/** Reads one requirement; null where the text is anything else. */
export function readRequirement(text: string): Requirement | null {
  const match = REQUIREMENT.exec(text.trim());
  if (match?.[1] === undefined) return null;
  const name = match[1].toLowerCase().replace(/[._-]+/gu, '-');
  return { name, spec: `${match[2] ?? ''}${(match[3] ?? '').replace(/\s+/gu, '')}` };
}

/** A requirements file as a map from name to version; options and addresses stand under their own text. */
export function readRequirements(text: string): Node {
  const entries = new Map<string, Entry>();
  let offset = 0;
  for (const raw of text.split('\n')) {
    const line = raw.replace(/(?:^|\s)#.*$/u, '').trim();
    const { name, spec } = readRequirement(line) ?? { name: line, spec: '' };
    if (line !== '') entries.set(name, { keyOffset: offset, value: { kind: 'scalar', value: spec, offset } });
    offset += raw.length + 1;
  }
  return { kind: 'map', entries, offset: 0 };
}

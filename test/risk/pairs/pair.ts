import type { Kind } from '../../../src/bundle/kinds.ts';
import type { Tier } from '../../../src/config/terms.ts';
import type { FindingCode } from '../../../src/risk/finding.ts';
import type { Edit, Setting } from '../classified.ts';
import type { Content } from '../memory-repository.ts';

/** A change and what becomes of it. */
export interface Example extends Setting {
  readonly edits: readonly Edit[];
  /** Tier of the whole change. */
  readonly tier: Tier | 'unknown';
  /** Line of the finding in question, where it has one. */
  readonly line?: number | null;
}

/** A change that gives a code and one much like it that must not. */
export interface Pair {
  readonly code: FindingCode;
  /** What the pair is about, where the code alone does not say. */
  readonly about?: string;
  readonly fires: Example;
  readonly not: Example;
}

/** One edited file: the short form of nearly every example. */
export function edit(
  kind: Kind,
  path: string,
  from: Content | null,
  to: Content | null,
  tier: Example['tier'],
  line?: number | null,
): Example {
  return { edits: [{ kind, path, from, to }], tier, ...(line === undefined ? {} : { line }) };
}

/** One line of a longer file: what stands around it stays. */
export function prompt(from: string, to: string, tier: Example['tier']): Example {
  const text = (line: string): string =>
    ['# Support', '', 'You answer questions about orders.', line, 'Be kind to everybody.', ''].join('\n');
  return edit('prompt', 'prompts/system.md', text(from), text(to), tier);
}

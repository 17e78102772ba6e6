import type { Change, ChangeItem } from '../../change/change.ts';
import type { ChangeFacts } from '../../change/facts.ts';
import type { Tier } from '../../config/terms.ts';
import type { EolOverride } from '../../models/eol.ts';
import type { Finding, FindingArgs, FindingCode } from '../finding.ts';

/** What a classification may know beside the change itself. */
export interface RiskContext {
  /** YYYY-MM-DD; given, because a classification must not read a clock. */
  readonly today: string;
  readonly endOfLife: readonly EolOverride[];
}

export type ItemOf<T extends ChangeItem['type']> = Extract<ChangeItem, { readonly type: T }>;

/** Looks at one changed file, with what the whole change tells about its parts. */
export type Rule = (change: Change, facts: ChangeFacts) => Finding[];

export function finding(
  code: FindingCode,
  tier: Tier,
  change: Change,
  line: number | null,
  args: FindingArgs = {},
): Finding {
  return {
    code,
    tier,
    component: change.component,
    path: change.path,
    line,
    args: change.confidential ? withheld(args) : args,
  };
}

/** A confidential component's texts and values never leave it; counts, keys and kinds of a change do. */
function withheld(args: FindingArgs): FindingArgs {
  return Object.fromEntries(Object.entries(args).filter(([name]) => SHOWABLE.has(name)));
}

const SHOWABLE = new Set([
  'key',
  'tool',
  'aspect',
  'proof',
  'status',
  'reason',
  'kind',
  'unread',
  'direction',
  'count',
  'lines',
  'more',
]);

const LONGEST_SHOWN = 160;

/** A value as a finding shows it. */
export function shown(value: unknown): string | number | boolean | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return text.length > LONGEST_SHOWN ? `${text.slice(0, LONGEST_SHOWN - 1)}…` : text;
}

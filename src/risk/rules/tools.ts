import type { Change } from '../../change/change.ts';
import { diffProse } from '../../change/prose.ts';
import type { Data } from '../../reader/data.ts';
import type { Finding, FindingCode } from '../finding.ts';
import { judgeInstruction } from '../instructions.ts';
import { stepsOf } from '../keys.ts';
import { isMap, toolWrites, writes } from '../tool-names.ts';
import { finding, type ItemOf, type Rule, shown } from './rule.ts';
import { pinMove } from './values/models.ts';
import { isMember, numberOf, onLadder } from './values/value.ts';

type Tool = ItemOf<'tool'>;

/** What a tool may do, by what it says of itself and, where it says nothing, by what it is called. */
export const toolRule: Rule = (change) =>
  change.items.flatMap((item) => (item.type === 'tool' ? [toolFinding(change, item)] : []));

function toolFinding(change: Change, item: Tool): Finding {
  switch (item.aspect) {
    case 'added':
      return writes(item.tool, item.to)
        ? told('write-tool-added', 'high', change, item)
        : told('read-tool-added', 'medium', change, item);
    case 'removed':
      return told('tool-removed', 'medium', change, item);
    case 'permission':
      return permissionFinding(change, item);
    case 'description':
      return descriptionFinding(change, item);
    case 'parameter':
      return parameterFinding(change, item);
    case 'other':
      if (isWiderPath(item)) return told('permission-loosened', 'high', change, item);
      return pinMove(lastWord(item.from), lastWord(item.to)) === 'loosened'
        ? told('pin-loosened', 'high', change, item)
        : told('tool-changed', 'medium', change, item);
  }
}

function told(code: FindingCode, tier: Finding['tier'], change: Change, item: Tool): Finding {
  const { tool, aspect, key, from, to, line } = item;
  return finding(code, tier, change, line, { tool, aspect, key, from: summary(from), to: summary(to) });
}

/** A server that is given a folder may use all of it: a folder around the one that it had is more. */
function isWiderPath({ from, to }: Tool): boolean {
  if (typeof from !== 'string' || typeof to !== 'string') return false;
  const folder = (path: string): string => path.replace(/\/*$/u, '/');
  return (
    /^(?:~|\.{1,2}|[A-Za-z]:)?\//u.test(folder(from)) &&
    folder(from) !== folder(to) &&
    folder(from).startsWith(folder(to))
  );
}

/** `npx -y server@1.2.0`: the package that a server is started from stands last. */
function lastWord(value: Data | undefined): Data | undefined {
  const text = Array.isArray(value) ? value.at(-1) : value;
  return typeof text === 'string' ? (text.split(/\s+/u).at(-1) ?? text) : text;
}

/** A description instructs a model as a prompt does: a protection in it may go. */
function descriptionFinding(change: Change, item: Tool): Finding {
  if (sameBut(item.from, item.to)) return told('tool-wording', 'low', change, item);
  const [from, to] = [item.from, item.to].map((value) => (typeof value === 'string' ? value : ''));
  const codes = diffProse(from ?? '', to ?? '').map((one) => judgeInstruction(one.from, one.to));
  const lost = codes.find((code) => LOSSES.has(code));
  if (lost !== undefined) return told(lost, 'high', change, item);
  return codes.length > 0 && codes.every((code) => code === 'prompt-wording' || code === 'no-effect')
    ? told('tool-wording', 'low', change, item)
    : told('tool-changed', 'medium', change, item);
}

const LOSSES: ReadonlySet<FindingCode> = new Set([
  'protective-removed',
  'protective-weakened',
  'confirmation-dropped',
]);

const CEILINGS = /^(?:exclusive_)?maximum$|^max_(?:length|items|properties)$/u;
const FLOORS = /^(?:exclusive_)?minimum$|^min_(?:length|items|properties)$/u;

/** Limits of what a tool that changes something accepts are limits of what it may do. */
function parameterFinding(change: Change, item: Tool): Finding {
  const step = stepsOf(item.key).at(-1) ?? '';
  const [from, to] = [numberOf(item.from), numberOf(item.to)];
  const gone = item.from !== undefined && item.to === undefined;
  // A tool that had to be told of a person's yes.
  if (toolWrites(item.tool) && asksForYes(item.key, item.from) && !asksForYes(item.key, item.to))
    return told('confirmation-dropped', 'high', change, item);
  const moved = from !== null && to !== null && from !== to;
  const wider =
    (CEILINGS.test(step) && (gone || (moved && to > from))) ||
    (FLOORS.test(step) && (gone || (moved && to < from))) ||
    ((step === 'pattern' || step === 'enum' || step === 'const') && gone) ||
    (step === 'additional_properties' && item.from === false && item.to !== false);
  if (wider && toolWrites(item.tool)) return told('permission-loosened', 'high', change, item);
  const came = /(?:^|\.)enum\[/u.test(item.key) && typeof item.to === 'string' ? item.to : null;
  return came !== null && toolWrites(came)
    ? told('permission-loosened', 'high', change, item)
    : told('tool-changed', 'medium', change, item);
}

const CONFIRMED = /^(?:\w+_)?(?:confirmed|confirmation|approved|approval|consent)(?:_\w+)?$/u;

/** Whether a parameter, or one inside it, is a person's yes. */
function asksForYes(key: string, value: Data | undefined): boolean {
  if (value === undefined) return false;
  const names = isMap(value) ? Object.keys(value) : [];
  return [stepsOf(key).at(-1) ?? '', ...names.flatMap((name) => stepsOf(name))].some((one) =>
    CONFIRMED.test(one),
  );
}

const STRICT_WHEN_TRUE = /read_?only|confirm|approval|disabled|idempotent|deny|denied/u;
const CONFIRMS = /confirm|approval/u;

function permissionFinding(change: Change, item: Tool): Finding {
  const step = stepsOf(item.key).at(-1) ?? '';
  if (!loosens(step, item)) return told('permission-tightened', 'medium', change, item);
  const code = CONFIRMS.test(step) && !/auto/u.test(step) ? 'confirmation-dropped' : 'permission-loosened';
  return told(code, 'high', change, item);
}

function loosens(step: string, { key, from: before, to: after }: Tool): boolean {
  const strict = STRICT_WHEN_TRUE.test(step) && !/auto/u.test(step);
  if (typeof (after ?? before) === 'boolean') return strict ? after !== true : after === true;
  const isList = Array.isArray(after ?? before) || isMember(key);
  if (isList || before === undefined || after === undefined) {
    const [had, has] = [lengthOf(before), lengthOf(after)];
    return had === has || has > had !== strict;
  }
  const direction = onLadder(WORDS, before, after);
  // A permission whose words are not known changed, and nobody can say that it is stricter.
  return direction !== 'stricter';
}

const WORDS = [
  'deny',
  'never',
  'ask',
  'confirm',
  'read',
  'readonly',
  'read-only',
  'write',
  'allow',
  'auto',
  'always',
  'full',
  'admin',
];

function lengthOf(value: Data | undefined): number {
  if (value === undefined || value === null) return 0;
  return Array.isArray(value) ? value.length : 1;
}

/** The same text but for a trailing period, case or spaces. */
function sameBut(from: Data | undefined, to: Data | undefined): boolean {
  const plain = (value: Data | undefined): string | null =>
    typeof value === 'string'
      ? value
          .toLowerCase()
          .replace(/[\s.]+/gu, ' ')
          .trim()
      : null;
  return plain(from) !== null && plain(from) === plain(to);
}

function summary(value: Data | undefined): ReturnType<typeof shown> {
  const description = isMap(value) ? value['description'] : value;
  return shown(description);
}

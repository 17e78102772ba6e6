import type { Change } from '../../change/change.ts';
import type { Data } from '../../reader/data.ts';
import type { Finding } from '../finding.ts';
import { stepsOf } from '../keys.ts';
import { finding, type ItemOf, type Rule, shown } from './rule.ts';

type Tool = ItemOf<'tool'>;

/** What a tool may do, by what it says of itself and, where it says nothing, by what it is called. */
export const toolRule: Rule = (change) =>
  change.items.flatMap((item) => (item.type === 'tool' ? [toolFinding(change, item)] : []));

function toolFinding(change: Change, item: Tool): Finding {
  const args = {
    tool: item.tool,
    aspect: item.aspect,
    key: item.key,
    from: summary(item.from),
    to: summary(item.to),
  };
  const line = item.line;
  switch (item.aspect) {
    case 'added':
      return writes(item.tool, item.to)
        ? finding('write-tool-added', 'high', change, line, args)
        : finding('read-tool-added', 'medium', change, line, args);
    case 'removed':
      return finding('tool-removed', 'medium', change, line, args);
    case 'permission':
      return permission(change, item, args);
    case 'description':
      return sameBut(item.from, item.to)
        ? finding('tool-wording', 'low', change, line, args)
        : finding('tool-changed', 'medium', change, line, args);
    case 'parameter':
    case 'other':
      return finding('tool-changed', 'medium', change, line, args);
  }
}

const WRITE_VERBS =
  /(?:^|[_\-. ])(?:delete|remove|drop|write|update|create|insert|upsert|set|put|post|send|email|pay|refund|charge|transfer|purchase|order|cancel|approve|execute|exec|run|shell|bash|deploy|publish|merge|push|grant|revoke|reset|modify|edit|upload|move|rename|kill|terminate|book|schedule|issue)(?:$|[_\-. ]|[A-Z])/u;
const READ_VERBS =
  /^(?:get|list|search|read|find|fetch|lookup|look_up|query|describe|show|view|count|check|retrieve)(?:$|[_\-. ]|[A-Z])/u;

/** A hint decides where there is one; a name that reads does not write, and a name that says neither is read. */
function writes(name: string, definition: Data | undefined): boolean {
  const hints = flatHints(definition);
  if (hints.get('destructive_hint') === true || hints.get('destructive') === true) return true;
  if (hints.get('read_only_hint') === true || hints.get('read_only') === true) return false;
  if (hints.get('read_only_hint') === false) return true;
  const spaced = name.replace(/([a-z0-9])([A-Z])/gu, '$1_$2').toLowerCase();
  return !READ_VERBS.test(spaced) && WRITE_VERBS.test(spaced);
}

function flatHints(definition: Data | undefined): Map<string, unknown> {
  const hints = new Map<string, unknown>();
  if (!isMap(definition)) return hints;
  for (const source of [definition, definition['annotations']]) {
    if (isMap(source))
      for (const [key, value] of Object.entries(source)) hints.set(stepsOf(key)[0] ?? key, value);
  }
  return hints;
}

function isMap(data: Data | undefined): data is { [key: string]: Data } {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

const STRICT_WHEN_TRUE = /read_?only|confirm|approval|disabled|idempotent/u;

function permission(change: Change, item: Tool, args: Finding['args']): Finding {
  const step = stepsOf(item.key).at(-1) ?? '';
  const strict = STRICT_WHEN_TRUE.test(step);
  const confirms = /confirm|approval/u.test(step);
  const [before, after] = [item.from, item.to];
  if (typeof (after ?? before) === 'boolean') {
    const looser = strict ? after !== true && before === true : after === true && before !== true;
    if (looser)
      return finding(
        confirms ? 'confirmation-dropped' : 'permission-loosened',
        'high',
        change,
        item.line,
        args,
      );
    return finding('permission-tightened', 'medium', change, item.line, args);
  }
  const grew = lengthOf(after) > lengthOf(before);
  const deny = /den(?:y|ied)|block/u.test(step);
  const looser = Array.isArray(after ?? before) ? grew !== deny : looserWord(before, after);
  return looser
    ? finding('permission-loosened', 'high', change, item.line, args)
    : finding('permission-tightened', 'medium', change, item.line, args);
}

const WORDS = [
  'deny',
  'never',
  'ask',
  'confirm',
  'read',
  'readonly',
  'write',
  'allow',
  'auto',
  'always',
  'full',
  'admin',
];

/** A permission whose words are not known counts as loosened: it changed, and nobody can say that it is stricter. */
function looserWord(before: Data | undefined, after: Data | undefined): boolean {
  const [from, to] = [
    WORDS.indexOf(String(before).toLowerCase()),
    WORDS.indexOf(String(after).toLowerCase()),
  ];
  return from < 0 || to < 0 || to > from;
}

function lengthOf(value: Data | undefined): number {
  return Array.isArray(value) ? value.length : 0;
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

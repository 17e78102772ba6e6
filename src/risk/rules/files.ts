import type { Kind } from '../../bundle/kinds.ts';
import type { Change } from '../../change/change.ts';
import type { ChangeFacts } from '../../change/facts.ts';
import type { Tier } from '../../config/terms.ts';
import type { Finding, FindingArgs, FindingCode } from '../finding.ts';
import { toolWrites } from '../tool-names.ts';
import { finding, type Rule, shown } from './rule.ts';

/** The file as a whole: proved equal, a copy, not read, a pointer, documentation, or gone. */
export const fileRule: Rule = (change, facts) => {
  const { equal, unread, status } = change;
  if (equal !== null)
    return [finding('no-effect', 'low', change, null, { proof: equal, status, ...whereFrom(change, facts) })];
  if (unread !== null) return [unreadFinding(change)];
  if (facts.files.get(change.path)?.broken === true)
    return [finding('unreadable', 'high', change, null, { unread: 'syntax' })];
  if (isDocumentation(change)) return [finding('docs-changed', 'low', change, firstLine(change))];
  const found = [...pointerFindings(change), ...removalFindings(change), ...toolFileFindings(change)];
  // Nothing is left of the difference once it is read: layout of data inside data, a data file's place.
  return found.length === 0 && change.items.length === 0
    ? [finding('no-effect', 'low', change, null, { proof: 'same-data', status })]
    : found;
};

/** What moved, and the other file, where a move is the proof. */
function whereFrom({ equal, path }: Change, { rehomed }: ChangeFacts): FindingArgs {
  const moved = equal === 'moved' ? [...(rehomed.get(path) ?? [])] : [];
  if (moved.length === 0) return {};
  const files = [...new Set(moved.map(([, file]) => file))].sort();
  return { names: shown(moved.map(([name]) => name).join(', ')), other: shown(files.join(', ')) };
}

const ENDING = '(?:[._-][\\w-]+)?(?:\\.(?:md|mdx|rst|txt|adoc))?$';
const DOCUMENTATION = new RegExp(
  `(?:^|\\/)(?:readme|changelog|contributing|licen[cs]e|code_of_conduct|model[-_]?card|data[-_]?card)${ENDING}`,
  'iu',
);
/** Names that a prompt may have, too: for people they are written in capitals, or stand at the top. */
const IN_CAPITALS = new RegExp(
  `(?:^|\\/)(?:CHANGES|HISTORY|NOTICE|AUTHORS|MAINTAINERS|SECURITY|TODO)${ENDING}`,
  'u',
);
const AT_THE_TOP = new RegExp(`^(?:changes|history|notice|authors|maintainers|security|todo)${ENDING}`, 'iu');

/** `security.py`, `history.ts`: called as a text for people is, and none. */
const PROGRAM =
  /\.(?:py|[mc]?[jt]sx?|rb|go|java|kts?|cs|rs|swift|php|scala|dart|lua|exs?|r|sh|tf|bicep|ya?ml|json|toml|j2|jinja2?|prompty?)$/iu;

const MAY_BE_PROGRAMS: ReadonlySet<Change['kind']> = new Set([
  'prompt',
  'tools',
  'orchestration',
  'routing',
  'model',
  'inference',
  'other',
]);

/** Whether a file may hold logic that no value tells: its kind has programs, and it is not for people. */
export function mayBeProgram(change: Pick<Change, 'path' | 'kind'>): boolean {
  return MAY_BE_PROGRAMS.has(change.kind) && !isDocumentation(change);
}

/** A file beside a component that is for people: no program reads it and no model is told by it. */
export function isDocumentation({ path, kind }: Pick<Change, 'path' | 'kind'>): boolean {
  const isNamed = DOCUMENTATION.test(path) || IN_CAPITALS.test(path) || AT_THE_TOP.test(path);
  return isNamed && !PROGRAM.test(path) && kind !== 'agent-instructions' && kind !== 'rollback-plan';
}

function firstLine({ items }: Change): number | null {
  const [first] = items;
  return first === undefined ? null : first.line;
}

/** What stands for the content of a kind when the content itself is not read. */
const REPLACED: Partial<Record<Kind, readonly [FindingCode, Tier]>> = {
  weights: ['weights-changed', 'high'],
  model: ['model-changed', 'high'],
  'training-data': ['training-data-changed', 'high'],
  features: ['training-data-changed', 'high'],
  retrieval: ['retrieval-changed', 'medium'],
  'drift-baseline': ['baseline-rerecorded', 'medium'],
  evals: ['eval-changed', 'medium'],
};
/** Kinds of which no model reads a picture or an archive. */
const BESIDE: ReadonlySet<Kind> = new Set([
  'runtime',
  'serving',
  'rollback-plan',
  'agent-instructions',
  'other',
]);

function unreadFinding(change: Change): Finding {
  const { kind, unread, status } = change;
  const args = { unread };
  if (unread === 'generated') return finding('dependency-bumped', 'low', change, null, args);
  if (status === 'removed' && kind === 'evals')
    return finding('eval-case-removed', 'high', change, null, { ...args, reason: 'file-removed' });
  const replaced = REPLACED[kind];
  if (replaced !== undefined && unread === 'binary') return finding(...replaced, change, null, args);
  if (unread === 'binary' && (BESIDE.has(kind) || isDocumentation(change)))
    return finding('runtime-changed', 'low', change, null, args);
  return finding('unreadable', 'high', change, null, args);
}

function pointerFindings(change: Change): Finding[] {
  return change.items.flatMap((item) => {
    if (item.type !== 'pointer') return [];
    const [code, tier] = REPLACED[change.kind] ?? (['values-changed', 'medium'] as const);
    const args = {
      from: item.from?.digest ?? null,
      to: item.to?.digest ?? null,
      fromSize: item.from?.size ?? null,
      toSize: item.to?.size ?? null,
    };
    return [finding(code, tier, change, item.line, args)];
  });
}

const TOOL_FOLDER =
  /(?:^|\/)(?:tools?|functions?|actions?|toolkits?|capabilities)\/(?:[^/]+\/)?([^/]+?)(?:[._-](?:tool|action|function))?\.(?:py|[mc]?[jt]s|rb|go|java|kt|cs|rs|php|sh)$/iu;
const HOLDS_TOOLS: ReadonlySet<Kind> = new Set(['tools', 'orchestration', 'prompt', 'model']);

/** A program of its own in a folder of tools is one, and is called by what it does. */
function toolFileFindings(change: Change): Finding[] {
  const name = TOOL_FOLDER.exec(change.path)?.[1];
  if (change.status !== 'added' || name === undefined || !HOLDS_TOOLS.has(change.kind)) return [];
  if (change.items.some((item) => item.type === 'tool') || !toolWrites(name)) return [];
  return [finding('write-tool-added', 'high', change, 1, { tool: shown(name) })];
}

/** A file that goes takes its whole part with it. */
function removalFindings(change: Change): Finding[] {
  if (change.status !== 'removed') return [];
  if (change.kind === 'rollback-plan') return [finding('rollback-plan-removed', 'medium', change, null)];
  return change.kind === 'safety' && change.items.length === 0
    ? [finding('safety-rule-changed', 'high', change, null, { reason: 'removed' })]
    : [];
}

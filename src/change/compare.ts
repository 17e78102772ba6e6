import type { ComponentRule } from '../bundle/bundle.ts';
import { readLfsPointer } from '../bundle/lfs.ts';
import type { TreeFile } from '../bundle/repository.ts';
import type { Node } from '../reader/data.ts';
import { readDocument, type TextDocument } from '../reader/document.ts';
import { decodeUtf8 } from '../reader/text.ts';
import type { Change, ChangeItem, Equality, PointerValue, Unread } from './change.ts';
import { plainOf, settingsOf } from './code/languages.ts';
import type { Rehomed } from './code/rehome.ts';
import { type Grammars, languageOf } from './code/syntax.ts';
import { endingOf, squeezeCode, withoutComments } from './comments.ts';
import { dataItems } from './data-items.ts';
import { dvcItems, isDvcFile, withoutPointers } from './dvc.ts';
import { type FileFacts, factsOf } from './facts.ts';
import { countLines, lineItems } from './lines.ts';
import { keyOfData } from './members.ts';
import { placesOf } from './place.ts';
import { diffProse } from './prose.ts';
import type { Renamings } from './renamings.ts';
import { withoutTemplateComments } from './template.ts';
import type { PathChange } from './tree-diff.ts';
import { squeezed } from './words.ts';
import { isWorkflow, workflowItems } from './workflow.ts';

/** A file's bytes before and after; null for a side that is not there, a word for why one is not read. */
export interface Sides {
  readonly before: SideBytes;
  readonly after: SideBytes;
}

export type SideBytes = Uint8Array | null | 'too-large' | 'not-in-clone';

/** One file's change, and what the file says as a whole where its text was read. */
export interface Compared {
  readonly change: Change;
  readonly facts: FileFacts | null;
}

/** Tells what one changed file means, in the terms of its component's kind. */
export async function compareFile(
  path: PathChange,
  rule: ComponentRule,
  sides: Sides,
  grammars: Grammars,
  {
    home = null,
    renamings = null,
  }: { readonly home?: Rehomed | null; readonly renamings?: Renamings | null } = {},
): Promise<Compared> {
  const base = {
    component: rule.name,
    kind: rule.kind,
    path: path.path,
    oldPath: path.oldPath,
    status: path.status,
    confidential: rule.confidential,
    equal: null,
    unread: null,
    items: [],
    lines: null,
  } satisfies Change;
  const told = (part: Partial<Change>): Compared => ({ change: { ...base, ...part }, facts: null });
  if (path.before?.oid === path.after?.oid) return told({ equal: 'same-bytes' });
  if (isGenerated(path.path)) return told({ unread: 'generated' });
  const link = linkChange(path, sides);
  if (link !== null) return told(link);
  const pointer = lfsChange(sides);
  if (pointer !== null) return told({ items: [pointer] });
  const texts = textsOf(sides);
  if (typeof texts === 'string') return told({ unread: texts });
  const written = lineItems(texts.before ?? '', texts.after ?? '');
  const lines = countLines(written);
  const [old, now] = [home?.before ?? texts.before ?? '', home?.after ?? texts.after ?? ''];
  const renamed = renamings?.applied(old, now) ?? old;
  const documents = { before: readDocument(path.oldPath, renamed), after: readDocument(path.path, now) };
  const both = (home !== null || texts.before !== null) && texts.after !== null;
  const runs = home === null ? written : lineItems(documents.before.text, documents.after.text);
  const same = both ? equality(documents.before, documents.after, path.path) : null;
  const equal = same === null ? null : home !== null ? 'moved' : renamed !== old ? 'renamed' : same;
  const facts = factsOf(rule.kind, documents, { ending: endingOf(path.path), runs });
  const ending = endingOf(path.path);
  const isCode = documents.before.syntax === 'code' && documents.after.syntax === 'code';
  const language =
    equal === null && isCode ? (languageOf(ending) ?? settingsOf(ending) ?? plainOf(ending)) : null;
  const program =
    language === null
      ? null
      : // Loaded where a program changed: most pull requests change none.
        await (await import('./code/program.ts')).programChange(language, rule.kind, documents, {
          grammars,
          home,
          isRenamed: renamed !== old,
        });
  if (language !== null && program !== null)
    return { change: { ...base, ...program, language, lines }, facts };
  const items = equal === null ? itemsOf(rule, path.path, documents) : [];
  return { change: { ...base, equal, items, lines }, facts };
}

interface Documents {
  readonly before: TextDocument;
  readonly after: TextDocument;
}

const GENERATED =
  /(?:^|\/)(?:package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|poetry\.lock|uv\.lock|pdm\.lock|pipfile\.lock|gemfile\.lock|go\.sum|cargo\.lock|composer\.lock|bun\.lockb?)$|\.min\.(?:js|css)$|\.map$/iu;

/** Lock files and the like: written by tools, megabytes long, compared by object id alone and said to be unread. */
export function isGenerated(path: string): boolean {
  return GENERATED.test(path);
}

const SYMLINK = '120000';
const SUBMODULE = '160000';

/** A link is told by where it points; a link where a file was, or the other way round, cannot be compared. */
function linkChange({ before, after }: PathChange, sides: Sides): Partial<Change> | null {
  const isLink = (file: TreeFile | null): boolean => file?.mode === SYMLINK || file?.mode === SUBMODULE;
  if (!isLink(before) && !isLink(after)) return null;
  if ((before !== null && !isLink(before)) || (after !== null && !isLink(after))) return { unread: 'link' };
  const [from, to] = [target(before, sides.before), target(after, sides.after)];
  const values = { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
  return { items: [{ type: 'value', key: 'target', ...values, line: null }] };
}

function target(file: TreeFile | null, bytes: Sides['before']): string | null {
  if (file === null) return null;
  if (file.mode === SUBMODULE || bytes === null || typeof bytes === 'string') return file.oid;
  return decodeUtf8(bytes) ?? file.oid;
}

function lfsChange({ before, after }: Sides): ChangeItem | null {
  const value = (bytes: Sides['before']): PointerValue | null => {
    const pointer = bytes === null || typeof bytes === 'string' ? null : readLfsPointer(bytes);
    return pointer === null ? null : { digest: `sha256:${pointer.oid}`, size: pointer.size };
  };
  const [from, to] = [value(before), value(after)];
  return from === null && to === null ? null : { type: 'pointer', pointer: 'lfs', from, to, line: 2 };
}

function textsOf({ before, after }: Sides): { before: string | null; after: string | null } | Unread {
  if (typeof before === 'string') return before;
  if (typeof after === 'string') return after;
  const given = [before, after].filter((bytes) => bytes !== null);
  if (given.some(isBinary)) return 'binary';
  const text = (bytes: Uint8Array | null): string | null => (bytes === null ? null : decodeUtf8(bytes));
  const texts = { before: text(before), after: text(after) };
  const unread = (before !== null && texts.before === null) || (after !== null && texts.after === null);
  return unread ? 'not-utf8' : texts;
}

/** Git's own rule: a NUL among the first 8,000 bytes. */
function isBinary(bytes: Uint8Array): boolean {
  return bytes.subarray(0, 8000).includes(0);
}

function equality(before: TextDocument, after: TextDocument, path: string): Equality | null {
  const newline = (text: string): string => text.replace(/\r\n?/gu, '\n');
  if (newline(before.text) === newline(after.text)) return 'line-endings';
  if (before.data !== null && after.data !== null && keyOfData(before.data) === keyOfData(after.data)) {
    if (before.body === null && after.body === null) return 'same-data';
    if (squeezeProse(before.body?.text) === squeezeProse(after.body?.text)) return 'same-data';
  }
  const ending = endingOf(path);
  if (before.syntax === 'prose' && after.syntax === 'prose') return equalProse(before, after, ending);
  if (before.syntax !== 'code' && !before.broken) return null;
  if (squeezeCode(before.text, ending) === squeezeCode(after.text, ending)) return 'whitespace';
  // In a text of many lines what looks like a comment is said to somebody.
  if (LONG_TEXTS[ending]?.test(before.text + after.text) === true) return null;
  const [bare, nowBare] = [withoutComments(before.text, ending), withoutComments(after.text, ending)];
  return bare !== null && nowBare !== null && squeezeCode(bare, ending) === squeezeCode(nowBare, ending)
    ? 'comments'
    : null;
}

const HEREDOC = /<<[-~<]?\s*['"]?[A-Za-z_]/u;
const TRIPLE = /"""|[#$@]"/u;
/** How a language begins a text that goes over lines, as far as finding comments does not know it. */
const LONG_TEXTS: Readonly<Record<string, RegExp>> = {
  rb: HEREDOC,
  sh: HEREDOC,
  bash: HEREDOC,
  zsh: HEREDOC,
  php: HEREDOC,
  r: /["'][^"'\n]*\n/u,
  ex: TRIPLE,
  exs: TRIPLE,
  java: TRIPLE,
  kt: TRIPLE,
  cs: TRIPLE,
  swift: TRIPLE,
  scala: TRIPLE,
  rs: /\br#*"|"[^"\n]*\n/u,
};

function equalProse(before: TextDocument, after: TextDocument, ending: string): Equality | null {
  if (squeezeProse(before.text) === squeezeProse(after.text)) return 'whitespace';
  const bare = (document: TextDocument): string =>
    squeezeProse(withoutTemplateComments(document.text, ending));
  return bare(before) === bare(after) ? 'comments' : null;
}

function squeezeProse(text: string | undefined): string {
  return squeezed(text ?? '');
}

const EMPTY: Node = { kind: 'map', entries: new Map(), offset: 0 };

function itemsOf({ kind }: ComponentRule, path: string, { before, after }: Documents): ChangeItem[] {
  const places = placesOf(after);
  const data = (): ChangeItem[] => {
    const [old, now] = [before.data ?? EMPTY, after.data ?? EMPTY];
    if (isDvcFile(path))
      return [
        ...dvcItems(old, now, places),
        ...dataItems(kind, withoutPointers(old), withoutPointers(now), places),
      ];
    return isWorkflow(path) ? workflowItems(old, now, places) : dataItems(kind, old, now, places);
  };
  if (before.body !== null && after.body !== null) {
    const ending = endingOf(path);
    const start = after.body.line;
    const [old, now] = [before.body, after.body].map(({ text }) => withoutTemplateComments(text, ending));
    return [...data(), ...diffProse(old ?? '', now ?? '', null, (line) => line + start - 1)];
  }
  const isCode = before.syntax === 'code' || after.syntax === 'code' || before.broken || after.broken;
  return isCode || before.body !== null || after.body !== null ? lineItems(before.text, after.text) : data();
}

import type { Change, ChangeItem } from '../../change/change.ts';
import type { Finding } from '../finding.ts';
import { type HiddenCharacter, hiddenCharacter } from '../hidden-text.ts';
import { stepsOf } from '../keys.ts';
import { personalPlaceholders } from '../personal-data.ts';
import { ordersReader } from '../reader-instructions.ts';
import { holdsSecret, isSecretValue } from '../secrets.ts';
import { finding, type Rule } from './rule.ts';

/** What no file of a bundle should gain, whatever its kind: hidden characters, secrets, personal data, remote prompts. */
export const contentRule: Rule = (change, facts) => {
  const pieces = change.items.flatMap(textsOf);
  // Comments are no items, and people and agents read them all the same.
  const isWritten = change.equal !== null || change.language !== undefined;
  const runs = isWritten ? (facts.files.get(change.path)?.runs ?? []).flatMap(textsOf) : [];
  const isFixture = change.kind === 'evals' || FIXTURE.test(change.path);
  return [
    ...secrets(change, [...pieces, ...runs]),
    ...(isFixture ? [] : hiddenText(change, [...pieces, ...runs])),
    ...(isFixture ? [] : orders(change, [...pieces, ...runs])),
    ...(isFixture ? [] : personal(change, pieces)),
    ...remote(change, pieces),
  ];
};

/** Made-up people and made-up attacks: what a test needs to hold. */
const FIXTURE = /(?:^|\/)(?:fixtures?|testdata|mocks?|cassettes|__snapshots__|__tests__|tests?)\//iu;

/** A text before and after, with its line. */
interface Piece {
  readonly key: string | null;
  readonly from: string;
  readonly to: string;
  readonly line: number | null;
}

function textsOf(item: ChangeItem): Piece[] {
  switch (item.type) {
    case 'sentence':
      return [{ key: item.key, from: item.from ?? '', to: item.to ?? '', line: item.line }];
    case 'value':
    case 'tool':
      return [{ key: item.key, from: textOf(item.from), to: textOf(item.to), line: item.line }];
    case 'lines': {
      const from = item.from.join('\n');
      return item.to.map((to, i) => ({ key: null, from, to, line: item.line + i }));
    }
    default:
      return [];
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

/** The first of each sort: one is enough to look at the file. */
function hiddenText(change: Change, pieces: readonly Piece[]): Finding[] {
  const found = new Map<HiddenCharacter['kind'], Finding>();
  for (const { from, to, line } of pieces) {
    const hidden = hiddenCharacter(to);
    if (hidden === null || found.has(hidden.kind) || from.includes(charOf(hidden))) continue;
    const args = { character: hidden.codePoint, kind: hidden.kind };
    found.set(hidden.kind, finding('hidden-text', 'high', change, line, args));
  }
  return [...found.values()];
}

function charOf({ codePoint }: HiddenCharacter): string {
  return String.fromCodePoint(Number.parseInt(codePoint.slice('U+'.length), 16));
}

function secrets(change: Change, pieces: readonly Piece[]): Finding[] {
  const found = pieces.find(
    ({ key, from, to }) =>
      (holdsSecret(to) && !holdsSecret(from)) ||
      (key !== null && to !== from && isSecretValue(stepsOf(key).at(-1) ?? '', to)),
  );
  return found === undefined ? [] : [finding('secret-added', 'high', change, found.line)];
}

/** A text that orders about whoever reads the repository: a reviewing agent, or the model that is given the text. */
function orders(change: Change, pieces: readonly Piece[]): Finding[] {
  if (change.kind === 'safety') return [];
  const found = pieces.find(({ from, to }) => ordersReader(to) && !ordersReader(from));
  return found === undefined ? [] : [finding('reader-instruction', 'high', change, found.line)];
}

const READS_PROMPTS = new Set(['prompt', 'tools', 'orchestration', 'routing', 'safety']);

/** Names of texts in a program that a model reads; others go to a log, an address or a page. */
const READ = /prompt|instruction|message|content|context|system|text|description|hint/iu;

/** Personal data that a prompt did not get before. */
function personal(change: Change, pieces: readonly Piece[]): Finding[] {
  if (!READS_PROMPTS.has(change.kind)) return [];
  const seen = new Set(pieces.flatMap(({ from }) => personalPlaceholders(from)));
  const read =
    change.language === undefined ? pieces : pieces.filter(({ key }) => key !== null && READ.test(key));
  return read.flatMap(({ to, line }) => {
    const fresh = personalPlaceholders(to).filter((name) => !seen.has(name));
    for (const name of fresh) seen.add(name);
    const placeholder = [...new Set(fresh)].join(', ');
    return fresh.length === 0
      ? []
      : [finding('personal-data-interpolated', 'high', change, line, { placeholder })];
  });
}

const REMOTE_CALL =
  /\b(?:hub|langfuse|langsmith|promptlayer|prompts?|client)\.(?:pull|pull_?prompt|get_?prompt)\s*\(|\b(?:hub|langfuse|langsmith|promptlayer)\.fetch\s*\(|\b(?:prompt|template|instructions)["']?\s*[:=]\s*["'](?:https?|hub|langfuse|langsmith):/iu;
const REMOTE_ADDRESS = /^(?:https?|hub|langfuse|langsmith|promptlayer|portkey|humanloop|s3|gs|azureml):/iu;
const PROMPT_KEY =
  /(?:^|_)(?:prompts?|template|instructions|system|system_message|prompt_(?:id|ref|url|source))$/u;
const PINNED =
  /[@:#/][0-9a-f]{7,64}\b|@v?\d|:v?\d+(?:\.\d+)*$|version["']?\s*[=:]\s*["']?\d|[?&](?:version|rev|ref|commit|sha)=|\/v\d+(?:[./]|$)/iu;

/** A prompt that moved out of the repository: unpinned it may change under the bundle, and pinned it is not seen. */
function remote(change: Change, pieces: readonly Piece[]): Finding[] {
  const found = pieces.find(
    (piece) =>
      isRemote(piece.key, piece.to) &&
      !(isRemote(piece.key, piece.from) && isPinned(piece.from) === isPinned(piece.to)),
  );
  if (found === undefined) return [];
  return isPinned(found.to)
    ? [finding('effective-prompt-not-visible', 'medium', change, found.line, { reason: 'remote' })]
    : [finding('remote-prompt-unpinned', 'high', change, found.line)];
}

function isRemote(key: string | null, text: string): boolean {
  if (REMOTE_CALL.test(text)) return true;
  return key !== null && REMOTE_ADDRESS.test(text.trim()) && PROMPT_KEY.test(stepsOf(key).at(-1) ?? '');
}

function isPinned(text: string): boolean {
  return PINNED.test(text);
}

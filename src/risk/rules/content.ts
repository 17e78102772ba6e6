import type { Change, ChangeItem } from '../../change/change.ts';
import { scanModelIds } from '../../models/scan.ts';
import type { Finding } from '../finding.ts';
import { hiddenCharacter, holdsSecret, personalPlaceholders } from '../hidden-text.ts';
import { finding, type Rule, shown } from './rule.ts';

/** What no file of a bundle should gain, whatever its kind: hidden characters, secrets, personal data, remote prompts. */
export const contentRule: Rule = (change) => {
  const pieces = change.items.flatMap(textsOf);
  return [
    ...pieces.flatMap((piece) => hiddenText(change, piece)),
    ...secrets(change, pieces),
    ...personal(change, pieces),
    ...remote(change, pieces),
  ];
};

/** A text before and after, with its line. */
interface Piece {
  readonly from: string;
  readonly to: string;
  readonly line: number | null;
}

function textsOf(item: ChangeItem): Piece[] {
  switch (item.type) {
    case 'sentence':
      return [{ from: item.from ?? '', to: item.to ?? '', line: item.line }];
    case 'value':
    case 'tool':
      return [{ from: textOf(item.from), to: textOf(item.to), line: item.line }];
    case 'lines':
      return [{ from: item.from.join('\n'), to: item.to.join('\n'), line: item.line }];
    default:
      return [];
  }
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : value === undefined ? '' : JSON.stringify(value);
}

function hiddenText(change: Change, { from, to, line }: Piece): Finding[] {
  const hidden = hiddenCharacter(to);
  if (hidden === null || hiddenCharacter(from)?.codePoint === hidden.codePoint) return [];
  return [finding('hidden-text', 'high', change, line, { character: hidden.codePoint, kind: hidden.kind })];
}

function secrets(change: Change, pieces: readonly Piece[]): Finding[] {
  const found = pieces.find(({ from, to }) => holdsSecret(to) && !holdsSecret(from));
  return found === undefined ? [] : [finding('secret-added', 'high', change, found.line)];
}

const READS_PROMPTS = new Set(['prompt', 'tools', 'orchestration', 'routing', 'safety']);

/** Personal data that a prompt did not get before. */
function personal(change: Change, pieces: readonly Piece[]): Finding[] {
  if (!READS_PROMPTS.has(change.kind)) return [];
  const before = new Set(pieces.flatMap(({ from }) => personalPlaceholders(from)));
  return pieces.flatMap(({ to, line }) => {
    const fresh = personalPlaceholders(to).filter((name) => !before.has(name));
    return fresh.length === 0
      ? []
      : [
          finding('personal-data-interpolated', 'high', change, line, {
            placeholder: shown(fresh.join(', ')),
          }),
        ];
  });
}

const REMOTE =
  /\b(?:hub|langfuse|langsmith|prompts?|client)\.(?:pull|get_?prompt|fetch)\s*\(|\b(?:prompt|template|instructions)["']?\s*[:=]\s*["']?(?:https?|hub|langfuse|langsmith):/iu;
const PINNED = /[@:#/][0-9a-f]{7,64}\b|version\s*[=:]\s*["']?\d|[?&](?:version|rev|commit|sha)=/iu;

/** A prompt that moved out of the repository to a place that may change under it. */
function remote(change: Change, pieces: readonly Piece[]): Finding[] {
  const found = pieces.find(({ from, to }) => REMOTE.test(to) && !PINNED.test(to) && !REMOTE.test(from));
  return found === undefined
    ? []
    : [finding('remote-prompt-unpinned', 'high', change, found.line, { to: shown(found.to) })];
}

/** Model ids that lines of code lost and gained. Reading code properly is another matter; ids can be told anywhere. */
export function modelIdsIn(lines: readonly string[]): string[] {
  return [...new Set(scanModelIds(lines.join('\n')).map(({ model }) => model.id.toLowerCase()))].sort();
}

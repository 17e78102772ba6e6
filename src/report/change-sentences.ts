import type { Change, ChangeItem } from '../change/change.ts';
import type { Finding } from '../risk/finding.ts';
import { FINDINGS } from './codes/findings.ts';
import { isAboutProse } from './documents/privacy.ts';
import { plural, whole } from './figures.ts';
import { figure, joined, type Phrase, quote, SILENCE, say, words } from './phrase.ts';

/** One line for a finding: code, place, and the value before and after. */
export function findingSentence(finding: Finding): Phrase {
  const place = say`${quote(finding.line === null ? finding.path : `${finding.path}:${finding.line}`)}`;
  return say`${quote(finding.code)} ${place}${findingDetail(finding)}`;
}

function findingDetail({ code, args }: Finding): Phrase {
  const key = args['key'] === undefined || args['key'] === '' ? SILENCE : say` ${quote(args['key'])}`;
  const more =
    typeof args['more'] === 'number' ? say`, and ${figure(whole(args['more']))} more like it` : SILENCE;
  return say`${key}${special(code, args)}${more}`;
}

function special(code: Finding['code'], args: Finding['args']): Phrase {
  switch (code) {
    case 'write-tool-added':
    case 'read-tool-added':
    case 'tool-removed':
      return say` ${quote(args['tool'])}`;
    case 'model-eol':
      return say` ${quote(args['model'])} ${words(Number(args['daysLeft']) > 0 ? 'ends on' : 'ended on')} ${quote(args['retires'])}${args['successor'] ? say`, successor ${quote(args['successor'])}` : SILENCE}`;
    case 'no-effect':
      return say`: ${words(PROOFS[String(args['proof'])] ?? 'proved equal')}${args['names'] === undefined ? SILENCE : say` (${quote(args['names'])}; ${quote(args['other'])})`}`;
    case 'eval-case-removed':
    case 'eval-case-added':
    case 'eval-case-changed':
      return say`: ${figure(plural(Number(args['count'] ?? 0), 'case'))}`;
    case 'eval-with-model':
      return say` together with ${quote(args['with'])}`;
    case 'raised-by-person':
    case 'lowered-by-owner':
      return say` ${words(`${String(args['from'])} → ${String(args['to'])}`)} by ${quote(args['by'])}${args['reason'] === undefined ? SILENCE : say`: ${quote(args['reason'])}`}`;
    case 'team-rule':
      return say`: ${quote(args['reason'])}`;
    case 'customer-facing-changed':
      return say`: ${quote(args['because'])}`;
    case 'hidden-text':
      return say`: ${quote(args['character'])}`;
    case 'personal-data-interpolated':
      return say`: ${quote(args['placeholder'])}`;
    default:
      return isAboutProse({ code }) || (args['from'] === undefined && args['to'] === undefined)
        ? SILENCE
        : say` ${quote(args['from'])} → ${quote(args['to'])}`;
  }
}

const PROOFS: Readonly<Record<string, string>> = {
  'same-bytes': 'same content',
  'line-endings': 'only line ends differ',
  whitespace: 'only white space differs',
  comments: 'only comments differ',
  'same-data': 'same data',
  moved: 'definitions that stand elsewhere now, as they were',
  off: 'an option that is switched off',
  unused: 'a program that no other file named',
  renamed: 'nothing but names and places that the whole change renamed',
  'same-program': 'the same program, laid out otherwise',
  order: 'same members in another order',
};

export function findingTitle(finding: Finding): Phrase {
  return words(FINDINGS[finding.code].title);
}

/** One line for a changed file: `prompt prompts/refund.md (+3 −1)`, `model temperature 0.2 → 0.4`. */
export function changeSentence(change: Change): Phrase {
  const what = say`${quote(change.kind)} ${quote(change.path)}`;
  if (change.confidential)
    return say`${what} (${figure(plural(change.items.length, 'confidential change'))})`;
  if (change.equal !== null) return say`${what} (${words(PROOFS[change.equal] ?? 'equal')})`;
  if (change.unread !== null) return say`${what} (not read: ${words(change.unread.replaceAll('-', ' '))})`;
  if (change.status === 'added' || change.status === 'removed') return say`${what} ${words(change.status)}`;
  const values = change.items.filter(isShortValue);
  if (values.length > 0 && values.length <= 2 && values.length === change.items.length) {
    return say`${quote(change.kind)} ${joined(
      values.map(
        (item) =>
          say`${item.key === change.kind ? SILENCE : say`${quote(item.key)} `}${quote(shortly(item.from))} → ${quote(shortly(item.to))}`,
      ),
      ', ',
    )}`;
  }
  return change.lines === null ? what : say`${what} (+${change.lines.added} −${change.lines.removed})`;
}

function isShortValue(item: ChangeItem): item is Extract<ChangeItem, { type: 'value' }> {
  return item.type === 'value' && shortly(item.from).length <= 40 && shortly(item.to).length <= 40;
}

function shortly(data: unknown): string {
  return data === undefined ? 'none' : typeof data === 'string' ? data : JSON.stringify(data);
}

import type { ChangedDocument } from '../documents/release.ts';
import { visible } from '../visible.ts';

type Worklist = ChangedDocument['remediation'][number];
type Item = Worklist['items'][number];

/** What is left to be made good after a rollback, a line each; `all` shows what is done as well. */
export function worklistLines({ mitigated, version, exposure, items }: Worklist, all: boolean): string[] {
  const { from, to, share } = exposure;
  const reach =
    share === null ? 'an unknown share of the traffic' : `${Math.round(share * 100)} % of the traffic`;
  return [
    `to make good after ${visible(version)} (worklist ${mitigated}): it served ${reach} from ${from} to ${to}`,
    ...items.filter(({ done }) => all || done === null).map((one) => `  ${itemText(one)}`),
  ];
}

function itemText({ item, remedy, owner, how, due, done }: Item): string {
  const facts = [
    remedy === item ? null : remedy,
    owner === null ? null : `by ${visible(owner, 80)}`,
    due === null ? null : `due ${due}`,
    how === null ? null : visible(how, 160),
  ].filter((one) => one !== null);
  const end = done === null ? '' : `; done ${done.time} by ${visible(done.by)}: ${visible(done.reason, 160)}`;
  return `${done === null ? '☐' : '☑'} ${item}${facts.length === 0 ? '' : ` (${facts.join(', ')})`}${end}`;
}

import type { Change, ChangeItem } from '../../change/change.ts';
import { isProse } from '../../change/data-items.ts';
import type { CheckResult } from '../../check.ts';
import type { Data } from '../../reader/data.ts';
import { ABOUT_PROSE, type Finding } from '../../risk/finding.ts';
import type { CheckDocument } from './documents.ts';

/** Whether a finding's values are prose, which reports show by place only. */
export function isAboutProse(finding: Pick<Finding, 'code'>): boolean {
  return ABOUT_PROSE.has(finding.code);
}

/** A result without prompt text: for a file that others may download. Places, codes and counts stay. */
export function withoutProse(document: CheckDocument): CheckDocument {
  return {
    ...document,
    changes: document.changes.map((change) => ({ ...change, items: change.items.map(withheldItem) })),
    risk: { ...document.risk, findings: document.risk.findings.map(withheldFinding) },
  };
}

/** A result without what a pack must not hold: prose where policy keeps it out, text of confidential components always. */
export function withoutWithheld(result: CheckResult): CheckResult {
  const isProseKept = result.privacy !== 'ids';
  const items = (change: Change): readonly ChangeItem[] =>
    change.confidential
      ? change.items.map(() => NOTHING_SHOWN)
      : isProseKept
        ? change.items
        : change.items.map(withheldItem);
  const changes = result.changes.changes.map((change) => ({ ...change, items: items(change) }));
  const findings = isProseKept ? result.risk.findings : result.risk.findings.map(withheldFinding);
  return {
    ...result,
    changes: { ...result.changes, changes },
    risk: { ...result.risk, findings },
  };
}

/** Stands for an item that is only counted. */
const NOTHING_SHOWN: ChangeItem = { type: 'lines', from: [], to: [], line: 1, fromLine: 1 };

function withheldItem(item: ChangeItem): ChangeItem {
  if (item.type === 'sentence')
    return { ...item, from: item.from === null ? null : WITHHELD, to: item.to === null ? null : WITHHELD };
  if (item.type === 'lines')
    return { ...item, from: item.from.map(() => WITHHELD), to: item.to.map(() => WITHHELD) };
  if (item.type !== 'value') return item;
  // Programs hold texts in lists, and texts for people beside texts for a model.
  return {
    ...item,
    ...(item.from !== undefined && holdsProse(item.from) ? { from: WITHHELD } : {}),
    ...(item.to !== undefined && holdsProse(item.to) ? { to: WITHHELD } : {}),
  };
}

function holdsProse(value: Data): boolean {
  if (typeof value === 'string') return isProse(value);
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsProse);
}

const WITHHELD = '[withheld]';

function withheldFinding(finding: Finding): Finding {
  const isProseShown = [finding.args['from'], finding.args['to']].some(
    (value) => typeof value === 'string' && isProse(value),
  );
  if (!isAboutProse(finding) && !isProseShown) return finding;
  const { from: _from, to: _to, ...args } = finding.args;
  return { ...finding, args };
}

import type { ChangeItem } from '../../change/change.ts';
import { isProse } from '../../change/data-items.ts';
import type { Data } from '../../reader/data.ts';
import type { Finding } from '../../risk/finding.ts';
import type { CheckDocument } from './documents.ts';

/** Findings about sentences of a prompt: their values are prompt text. */
const ABOUT_PROSE: ReadonlySet<Finding['code']> = new Set([
  'prompt-wording',
  'prompt-guidance-changed',
  'response-format-changed',
  'protective-added',
  'protective-removed',
  'protective-weakened',
  'decision-rule-changed',
  'safety-rule-changed',
  'agent-instructions-changed',
  'effective-prompt-not-visible',
  'rollback-plan-changed',
]);

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

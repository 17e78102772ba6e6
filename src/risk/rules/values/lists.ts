import type { Change } from '../../../change/change.ts';
import type { Data } from '../../../reader/data.ts';
import type { Finding } from '../../finding.ts';
import { stepsOf } from '../../keys.ts';
import { toolWrites } from '../../tool-names.ts';
import { byKind } from './by-kind.ts';
import { directed, isMember, numberOf, size, told, truthOf, type ValueItem } from './value.ts';

/** Names of tools in a list or a map of switches: what is named can be called. */
export function toolNameFindings(change: Change, item: ValueItem): Finding[] {
  const [before, after] = [namesIn(item, item.from), namesIn(item, item.to)];
  const came = after.filter((name) => !before.includes(name));
  const gone = before.filter((name) => !after.includes(name));
  if (came.length + gone.length === 0) return [byKind(change, item, 'tools')];
  return [
    ...came.map((tool) =>
      toolWrites(tool)
        ? told('write-tool-added', 'high', change, item, { tool })
        : told('read-tool-added', 'medium', change, item, { tool }),
    ),
    ...gone.map((tool) => told('tool-removed', 'medium', change, item, { tool })),
  ];
}

/** `tools: [a, b]`, one member of it, or `tools: { a: true }`. */
function namesIn(item: ValueItem, value: Data | undefined): string[] {
  if (Array.isArray(value)) return value.filter((one) => typeof one === 'string');
  if (isMember(item.key) && typeof value === 'string') return [value];
  const switched = /\.("(?:[^"\\]|\\.)*"|[^."]+)$/u.exec(item.key)?.[1]?.replace(/^"|"$/gu, '');
  return switched !== undefined && truthOf(value) === true ? [switched] : [];
}

const CHECKS = ['gate-weakened', 'threshold-tightened'] as const;

/** An assertion, metric or grader that goes no longer stops anything. */
export function checkFinding(change: Change, item: ValueItem): Finding {
  if (item.to === undefined) return directed(true, CHECKS, change, item, { reason: 'check-removed' });
  if (item.from === undefined) return directed(false, CHECKS, change, item, { direction: 'added' });
  const [before, after] = [size(item.from), size(item.to)];
  if (Array.isArray(item.from) && Array.isArray(item.to) && before !== after)
    return directed(after < before, CHECKS, change, item, { reason: 'check-removed' });
  return told('eval-changed', 'medium', change, item);
}

/** Names of selections that say what is evaluated; all others say what is not. */
const INCLUDES = /only|include|subset|select|limit|max|num|first|fraction|sample|where|(?:^|_)n$/u;

/** Which items of a suite are evaluated at all: fewer of them, or others, is a weaker yardstick. */
export function populationFinding(change: Change, item: ValueItem): Finding {
  const [from, to] = [numberOf(item.from), numberOf(item.to)];
  const includes = INCLUDES.test(stepsOf(item.key).join('.'));
  const [before, after] = from !== null && to !== null ? [from, to] : [size(item.from), size(item.to)];
  // A selection that comes leaves something out, one that goes lets everything in again.
  const fewer =
    before === 0 || after === 0
      ? after > 0
      : before === after || (includes ? after < before : after > before);
  return fewer ? told('eval-filtered', 'high', change, item) : told('eval-changed', 'medium', change, item);
}

/** A column, predictor or type that goes or changes leaves a decision model with less, or with something else. */
export function predictorFinding(change: Change, item: ValueItem): Finding {
  const isData = change.kind === 'training-data' || change.kind === 'features';
  const [before, after] = [size(item.from), size(item.to)];
  const narrowed =
    item.from !== undefined && (item.to === undefined || after < before || !Array.isArray(item.to));
  if (narrowed) return told('schema-narrowed', 'high', change, item);
  return isData ? told('training-data-changed', 'high', change, item) : byKind(change, item, null);
}

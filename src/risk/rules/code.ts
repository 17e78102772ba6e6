import type { Kind } from '../../bundle/kinds.ts';
import type { Change } from '../../change/change.ts';
import { isSettings } from '../../change/code/languages.ts';
import { endingOf, withoutComments } from '../../change/comments.ts';
import type { Tier } from '../../config/terms.ts';
import { scanModelIds } from '../../models/scan.ts';
import type { Finding, FindingCode } from '../finding.ts';
import { stepsOf } from '../keys.ts';
import { isDocumentation } from './files.ts';
import { finding, type ItemOf, type Rule } from './rule.ts';
import { isKnownInCode } from './values/in-code.ts';

/**
 * Source code that no other rule explains: lines and values of a program that was read by its grammar, and whole lines
 * of one that was not, of which model ids that came or went are all that can be told.
 */
export const codeRule: Rule = (change, facts) => {
  const runs = change.items.filter((item) => item.type === 'lines');
  if (isDocumentation(change) || facts.files.get(change.path)?.broken === true) return [];
  const [first] = [...runs, ...unknownValues(change)];
  if (first === undefined) return [];
  // Of a deployment what it gives to names is told; a model may stand in what it computes.
  const isRead = change.language !== undefined && !isSettings(change.language);
  const model = isRead ? null : modelFinding(change, runs);
  return [model ?? unexplained(change, runs, first.line, isDescribed(runs, unknownValues(change)))];
};

/** Values of a program whose names say nothing that a rule knows. */
function unknownValues(change: Change): readonly ItemOf<'value'>[] {
  if (change.language === undefined) return [];
  return change.items.filter((item) => item.type === 'value').filter((item) => !isKnownInCode(change, item));
}

const BY_KIND: Partial<Record<Kind, readonly [FindingCode, Tier]>> = {
  safety: ['safety-rule-changed', 'high'],
  'training-data': ['training-data-changed', 'high'],
  features: ['training-data-changed', 'high'],
  routing: ['routing-changed', 'medium'],
  retrieval: ['retrieval-changed', 'medium'],
  evals: ['eval-changed', 'medium'],
  tools: ['tool-changed', 'medium'],
  orchestration: ['orchestration-changed', 'medium'],
  serving: ['orchestration-changed', 'medium'],
  runtime: ['runtime-changed', 'low'],
  'rollback-plan': ['rollback-plan-changed', 'low'],
  'agent-instructions': ['agent-instructions-changed', 'low'],
};

/** Whether nothing but what something says of itself differs. */
function isDescribed(runs: readonly ItemOf<'lines'>[], values: readonly ItemOf<'value'>[]): boolean {
  return runs.length === 0 && values.every(({ key }) => stepsOf(key).at(-1) === 'description');
}

function unexplained(
  change: Change,
  runs: readonly ItemOf<'lines'>[],
  line: number | null,
  isDescription: boolean,
): Finding {
  // What the content is, is told by its digests; this says where it is kept.
  if (/(?:^|\/)\.dvc\/config$/u.test(change.path)) return finding('runtime-changed', 'low', change, line);
  if (change.kind === 'serving' && isSettings(change.language ?? ''))
    return finding('runtime-changed', 'low', change, line);
  const own = change.kind === 'safety' && (isAbout(runs) || isDescription) ? null : BY_KIND[change.kind];
  const [code, tier] = own ?? (['code-changed', 'medium'] as const);
  const lines = runs.reduce((sum, run) => sum + Math.max(run.from.length, run.to.length), 0);
  return finding(code, tier, change, line, lines === 0 ? {} : { lines });
}

const DECIDES =
  /[<>]=?\s*\d|\b\w*(?:block|allow|refus|reject|den(?:y|ied)|flag|violat|threshold|unsafe|toxic|trigger|harm|abort|mask|redact|forbid|stop|jailbreak|moderat)\w*/iu;

/** Lines of a guardrail in which nothing is decided: what is counted, named and handed on around it. */
function isAbout(runs: readonly ItemOf<'lines'>[]): boolean {
  return runs.length > 0 && !runs.some(({ from, to }) => [...from, ...to].some((line) => DECIDES.test(line)));
}

/** Ids that only one side of the changed lines has, comments left out. */
function modelFinding(change: Change, runs: readonly ItemOf<'lines'>[]): Finding | null {
  const ids = runs.map((run) => ({
    line: run.line,
    from: modelIdsIn(run.from, change.oldPath),
    to: modelIdsIn(run.to, change.path),
  }));
  const [before, after] = [new Set(ids.flatMap((run) => run.from)), new Set(ids.flatMap((run) => run.to))];
  const gone = [...before].filter((id) => !after.has(id)).sort();
  const come = [...after].filter((id) => !before.has(id)).sort();
  if (gone.length + come.length === 0) return null;
  const place = ids.find((run) =>
    [...run.from, ...run.to].some((id) => gone.includes(id) || come.includes(id)),
  );
  const args = { from: gone.join(', ') || null, to: come.join(', ') || null };
  const [code, tier]: readonly [FindingCode, Tier] =
    change.kind === 'evals'
      ? ['judge-model-changed', 'medium']
      : gone.length === 0
        ? ['model-list-changed', 'medium']
        : ['model-changed', 'high'];
  return finding(code, tier, change, place?.line ?? null, args);
}

function modelIdsIn(lines: readonly string[], path: string): string[] {
  const text = lines.join('\n');
  const code = withoutComments(text, endingOf(path)) ?? text;
  return scanModelIds(code).map(({ model }) => model.id.toLowerCase());
}

import type { Kind } from '../../bundle/kinds.ts';
import type { Change } from '../../change/change.ts';
import { endingOf, withoutComments } from '../../change/comments.ts';
import type { Tier } from '../../config/terms.ts';
import { scanModelIds } from '../../models/scan.ts';
import type { Finding, FindingCode } from '../finding.ts';
import { isDocumentation } from './files.ts';
import { finding, type ItemOf, type Rule } from './rule.ts';

/**
 * Source code, told by its lines alone: model ids that came or went, else as much as the component is. A reading of
 * what code says (prompts in literals, defaults, thresholds, tools) takes this rule's place and answers the same way.
 */
export const codeRule: Rule = (change, facts) => {
  const runs = change.items.filter((item) => item.type === 'lines');
  const [first] = runs;
  if (first === undefined || isDocumentation(change) || facts.files.get(change.path)?.broken === true)
    return [];
  return [modelFinding(change, runs) ?? unexplained(change, runs, first.line)];
};

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

function unexplained(change: Change, runs: readonly ItemOf<'lines'>[], line: number): Finding {
  const [code, tier] = BY_KIND[change.kind] ?? (['code-changed', 'medium'] as const);
  const lines = runs.reduce((sum, run) => sum + Math.max(run.from.length, run.to.length), 0);
  return finding(code, tier, change, line, { lines });
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
    change.kind === 'evals' ? ['judge-model-changed', 'medium'] : ['model-changed', 'high'];
  return finding(code, tier, change, place?.line ?? null, args);
}

function modelIdsIn(lines: readonly string[], path: string): string[] {
  const text = lines.join('\n');
  const code = withoutComments(text, endingOf(path)) ?? text;
  return scanModelIds(code).map(({ model }) => model.id.toLowerCase());
}

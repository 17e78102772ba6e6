import type { Kind } from '../../bundle/kinds.ts';
import type { Change } from '../../change/change.ts';
import type { Tier } from '../../config/terms.ts';
import type { Finding, FindingCode } from '../finding.ts';
import { modelIdsIn } from './content.ts';
import { finding, type Rule } from './rule.ts';

/** The file as a whole: proved equal, not read, a pointer, or code that is only told by its lines. */
export const fileRule: Rule = (change) => {
  if (change.equal !== null)
    return [finding('no-effect', 'low', change, null, { proof: change.equal, status: change.status })];
  if (change.unread !== null) return [unreadFinding(change)];
  return [...pointerFindings(change), ...codeFindings(change), ...removalFindings(change)];
};

/** What stands for the content of a kind when the content itself is not read. */
const REPLACED: Partial<Record<Kind, readonly [FindingCode, Tier]>> = {
  weights: ['weights-changed', 'high'],
  model: ['model-changed', 'high'],
  'training-data': ['training-data-changed', 'high'],
  features: ['training-data-changed', 'high'],
  retrieval: ['retrieval-changed', 'medium'],
  'drift-baseline': ['baseline-rerecorded', 'medium'],
};

function unreadFinding(change: Change): Finding {
  const args = { unread: change.unread };
  if (change.unread === 'generated') return finding('dependency-bumped', 'low', change, null, args);
  const replaced = REPLACED[change.kind];
  if (replaced !== undefined && change.unread !== 'not-utf8') return finding(...replaced, change, null, args);
  return finding('unreadable', 'high', change, null, args);
}

function pointerFindings(change: Change): Finding[] {
  return change.items.flatMap((item) => {
    if (item.type !== 'pointer') return [];
    const [code, tier] = REPLACED[change.kind] ?? (['values-changed', 'medium'] as const);
    const args = {
      from: item.from?.digest ?? null,
      to: item.to?.digest ?? null,
      fromSize: item.from?.size ?? null,
      toSize: item.to?.size ?? null,
    };
    return [finding(code, tier, change, item.line, args)];
  });
}

const CODE_TIERS: Partial<Record<Kind, readonly [FindingCode, Tier]>> = {
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

/** Lines of code: a model id that came or went is high, anything else counts as much as its component. */
function codeFindings(change: Change): Finding[] {
  const runs = change.items.filter((item) => item.type === 'lines');
  const [first] = runs;
  if (first === undefined) return [];
  const [before, after] = [
    modelIdsIn(runs.flatMap((run) => run.from)),
    modelIdsIn(runs.flatMap((run) => run.to)),
  ];
  if (before.join() !== after.join() && change.kind !== 'runtime') {
    const code = change.kind === 'evals' ? 'judge-model-changed' : 'model-changed';
    return [
      finding(code, code === 'model-changed' ? 'high' : 'medium', change, first.line, {
        from: before.join(', ') || null,
        to: after.join(', ') || null,
      }),
    ];
  }
  const [code, tier] = CODE_TIERS[change.kind] ?? (['code-changed', 'medium'] as const);
  return [
    finding(code, tier, change, first.line, {
      lines: runs.reduce((sum, run) => sum + Math.max(run.from.length, run.to.length), 0),
    }),
  ];
}

/** A file that goes takes its whole part with it. */
function removalFindings(change: Change): Finding[] {
  if (change.status !== 'removed') return [];
  if (change.kind === 'rollback-plan') return [finding('rollback-plan-removed', 'medium', change, null)];
  return change.kind === 'safety'
    ? [finding('safety-rule-changed', 'high', change, null, { reason: 'removed' })]
    : [];
}

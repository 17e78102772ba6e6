import type { Change } from '../../change/change.ts';
import { diffProse } from '../../change/prose.ts';
import { isWorkflow } from '../../change/workflow.ts';
import { parseModelId } from '../../models/patterns.ts';
import { plainText } from '../../reader/data.ts';
import type { Finding } from '../finding.ts';
import { judgeInstruction } from '../instructions.ts';
import { largerIsStricter } from '../keys.ts';
import { toolWrites } from '../tool-names.ts';
import type { ItemOf, Rule } from './rule.ts';
import { modelFinding } from './values/models.ts';
import { permissionFinding } from './values/permissions.ts';
import { directed, numberOf, size, told, truthOf, type ValueItem } from './values/value.ts';

/** A workflow that runs evals is a gate: what starts it, what makes it fail, and what it runs. Others only build and deploy. */
export const workflowRule: Rule = (change, facts) => {
  if (!isWorkflow(change.path)) return [];
  const again = keysOnBothSides(change);
  return change.items.flatMap((item): Finding[] => {
    if (item.type !== 'value') return [];
    // A step under the same name does the same otherwise, or in another job.
    if (again.has(item.key) && PART.test(item.key) && change.kind === 'evals')
      return item.to === undefined ? [] : [told('eval-changed', 'medium', change, item)];
    if (typeof item.to === 'string' && parseModelId(item.to) !== null && item.from !== undefined)
      return [modelFinding(change, item, null, facts)];
    if (change.kind === 'orchestration') return [agentFinding(change, item)];
    if (change.kind === 'evals') return [gateFinding(change, item)];
    return [testFinding(change, item) ?? told('runtime-changed', 'low', change, item)];
  });
};

/** A workflow in which an agent works: what it is told, what it may use, and what its token may do. */
function agentFinding(change: Change, item: ValueItem): Finding {
  const leaf = item.key.slice(item.key.lastIndexOf('.') + 1).toLowerCase();
  if (/(?:^|\.)permissions(?:\.[\w-]+)?$/u.test(item.key)) return permissionFinding(change, item);
  if (/auto_?(?:approve|accept|run|merge)|bypass|skip_?permission|dangerous|yolo/u.test(leaf))
    return permissionFinding(change, item);
  if (/prompt|instruction|message/u.test(leaf)) return toldAgent(change, item);
  const [before, after] = [toolsIn(item.from), toolsIn(item.to)];
  if (TOOLS.test(leaf) && before.size + after.size > 0) {
    const came = [...after].filter((tool) => !before.has(tool));
    const isWrite = came.some(
      (tool) =>
        /^(?:bash\b(?!\((?:gh|git) (?:pr |issue )?(?:view|diff|list|log|status))|write|edit|multiedit|\*)|\*$/iu.test(
          tool,
        ) || toolWrites(tool),
    );
    if (came.length > 0)
      return told(
        isWrite ? 'permission-loosened' : 'read-tool-added',
        isWrite ? 'high' : 'medium',
        change,
        item,
      );
    return told('permission-tightened', 'medium', change, item);
  }
  if (
    /^(?:uses|version|name|timeout-minutes|runs-on|cli_version|agent_version)$/u.test(leaf) ||
    /^env\.|\.env\./u.test(item.key)
  )
    return told('runtime-changed', 'low', change, item);
  return told('orchestration-changed', 'medium', change, item);
}

const TOOLS = /tools?$|claude_args|^args$|allowed/u;

/** Names of tools in a list that is written as a text. */
function toolsIn(value: ValueItem['from']): Set<string> {
  const text = plainText(value).replace(/--(?:allowed-?tools|disallowed-?tools)/giu, ' ');
  return new Set(
    text.match(/\b(?:mcp__\w+|[A-Z]\w{0,60})(?:\([^)]{0,200}\))?|(?<=[\s,"'])\*(?=[\s,"']|$)/gu) ?? [],
  );
}

function toldAgent(change: Change, item: ValueItem): Finding {
  const codes = diffProse(plainText(item.from), plainText(item.to)).map((one) =>
    judgeInstruction(one.from, one.to),
  );
  const lost = codes.find(
    (code) =>
      code === 'protective-removed' || code === 'protective-weakened' || code === 'confirmation-dropped',
  );
  if (lost !== undefined) return told(lost, 'high', change, item);
  const isWording = codes.every((code) => code === 'prompt-wording' || code === 'no-effect');
  return told(
    isWording ? 'prompt-wording' : 'prompt-guidance-changed',
    isWording ? 'low' : 'medium',
    change,
    item,
  );
}

/** Tests of the program beside: that they no longer stop a change is a gate that opened, and all that is told of them. */
function testFinding(change: Change, item: ValueItem): Finding | null {
  if (/(?:^|\.)continue-on-error$/u.test(item.key)) {
    const isOff = (value: ValueItem['to']): boolean => value === undefined || truthOf(value) === false;
    return !isOff(item.to) && isOff(item.from)
      ? told('gate-weakened', 'high', change, item, { reason: 'failure-ignored' })
      : null;
  }
  if (!/\.run$/u.test(item.key) || item.from === undefined) return null;
  const [from, to] = [plainText(item.from), plainText(item.to)];
  const isTest = CHECKS.test(from) && CHECKS.test(to);
  return isTest && LETS_PASS.test(to) && !LETS_PASS.test(from)
    ? told('gate-weakened', 'high', change, item, { reason: 'failure-ignored' })
    : null;
}

const PART = /^jobs\[[^\]]*\]\.steps\[[^\]]*\]$|^jobs\.[\w-]+\.steps\[[^\]]*\]$/u;

/** Steps that went and came under one name; one that stops nothing any more is not among them. */
function keysOnBothSides({ items }: Change): ReadonlySet<string> {
  const values = items.filter((item) => item.type === 'value');
  const gone = new Map(
    values.flatMap((item) =>
      item.type === 'value' && item.to === undefined ? [[item.key, item] as const] : [],
    ),
  );
  return new Set(
    values.flatMap((item) => {
      if (item.type !== 'value' || item.from !== undefined) return [];
      const old = gone.get(item.key);
      if (old === undefined) return [];
      const [from, to] = [plainText(old.from), plainText(item.to)];
      return LETS_PASS.test(to) && !STOPS.test(to) && !LETS_PASS.test(from) ? [] : [item.key];
    }),
  );
}

const GATE = ['gate-weakened', 'eval-promoted'] as const;

function gateFinding(change: Change, item: ValueItem): Finding {
  const path = item.key.replace(/\[(?:"(?:[^"\\]|\\.)*"|[^\]]*)\]/gu, '[]');
  if (path.startsWith('on.')) return triggerFinding(change, item, path);
  if (/\.run$/u.test(path)) return commandFinding(change, item);
  if (/^jobs\[\](?:\.steps\[\w*\])?$/u.test(path)) return partFinding(change, item);
  const leaf = path.slice(path.lastIndexOf('.') + 1).replace(/\[\w*\]$/u, '');
  if (leaf === 'continue-on-error')
    return directed(
      truthOf(item.to) !== false && item.to !== undefined,
      ['eval-demoted', 'eval-promoted'],
      change,
      item,
    );
  if (leaf === 'needs')
    return directed(size(item.to) < size(item.from), GATE, change, item, { reason: 'needs' });
  if (leaf === 'if') return conditionFinding(change, item);
  if (/\.strategy\.matrix(?:\.|\[|$)/u.test(path))
    return item.to === undefined
      ? told('eval-filtered', 'high', change, item)
      : told('eval-changed', 'medium', change, item);
  if (
    leaf === 'shell' ||
    (leaf === 'uses' && plainText(item.from).split('@')[0] !== plainText(item.to).split('@')[0])
  )
    return told('eval-changed', 'medium', change, item);
  if (/^jobs\[\](?:\.steps\[\])?\.(?:env|with)(?:\.|$)/u.test(path) || path.startsWith('env.'))
    return settingFinding(change, item, leaf);
  return told('runtime-changed', 'low', change, item);
}

/** Events that start the evals on a change; the others start them by hand, by clock or by another workflow. */
const ON_CHANGE = /^on\.(?:push|pull_request|pull_request_target|merge_group)(?:\.|$)/u;

function triggerFinding(change: Change, item: ValueItem, path: string): Finding {
  if (/^on\.schedule(?:\.|$)/u.test(path)) return told('eval-changed', 'medium', change, item);
  if (!ON_CHANGE.test(path)) return told('runtime-changed', 'low', change, item);
  const filter = path.split('.')[2]?.replace(/\[\w*\]$/u, '') ?? null;
  if (filter === null) return directed(item.to === undefined, GATE, change, item, { reason: 'trigger' });
  if (
    filter === 'branches' &&
    MAIN.test(plainText(item.to)) &&
    typeof item.from === 'string' &&
    !MAIN.test(item.from)
  )
    return told('eval-promoted', 'medium', change, item, { reason: 'trigger' });
  const [before, after] = [size(item.from), size(item.to)];
  // A filter that comes narrows and one that goes widens; within it, what is ignored works the other way round.
  const ignores = /ignore/u.test(filter);
  const isWhole = !/\[/u.test(path.slice('on.'.length)) && (before === 0 || after === 0);
  const narrower = isWhole ? after > 0 : before === after || (ignores ? after > before : after < before);
  return directed(narrower, GATE, change, item, { reason: 'trigger' });
}

const MAIN = /^(?:main|master|trunk)$/u;

/** A job or step that went: its check no longer stops anything, where it was one. */
function partFinding(change: Change, item: ValueItem): Finding {
  const text = `${item.key} ${plainText(item.from ?? item.to)}`;
  if (!CHECKS.test(text)) return told('runtime-changed', 'low', change, item);
  return directed(item.to === undefined, GATE, change, item, { reason: 'check' });
}

const CHECKS =
  /\b(?:evals?|evaluat\w*|promptfoo|deepeval|ragas|garak|inspect|lm[-_]?eval|langsmith|braintrust|assert\w*|thresholds?|gates?|checks?|verif\w*|tests?|pytest|vitest|jest|red-?team\w*|scor\w+|regression|quality|guard\w*)\b/iu;

function conditionFinding(change: Change, item: ValueItem): Finding {
  const never = /^\s*(?:\$\{\{)?\s*(?:false|0)\s*(?:\}\})?\s*$/iu;
  if (never.test(plainText(item.to)))
    return told('gate-weakened', 'high', change, item, { reason: 'condition' });
  return told('eval-changed', 'medium', change, item);
}

/** Settings of a step: a threshold has its direction, everything else is another way of running the same evals. */
function settingFinding(change: Change, item: ValueItem, leaf: string): Finding {
  const [from, to] = [numberOf(item.from) ?? Number.NaN, numberOf(item.to) ?? Number.NaN];
  const strict = THRESHOLD.test(leaf) ? largerIsStricter(leaf) : null;
  if (strict !== null && item.to === undefined) return thresholdMoved(change, item, true);
  if (strict === null || !Number.isFinite(from) || !Number.isFinite(to) || from === to)
    return told('eval-changed', 'medium', change, item);
  return thresholdMoved(change, item, strict ? to < from : to > from);
}

const THRESHOLD = /threshold|min|max|fail|pass|score|limit|floor|ceiling|tolerance|accuracy/iu;

function thresholdMoved(change: Change, item: ValueItem, looser: boolean): Finding {
  return directed(looser, ['threshold-loosened', 'threshold-tightened'], change, item);
}

// What lets a command fail without stopping anything.
const LETS_PASS =
  /\|\|\s*(?:true|:|exit 0|echo\b)|\bset \+e\b|--(?:no-fail\w*|soft-fail|exit-zero|allow-fail\w*|continue-on-error|warn-only|no-strict)\b|\bexit 0\b/u;
const STOPS = /\bexit [1-9]|\bset -e|\bassert|--(?:strict|fail\S*)\b/u;
const FEWER =
  /--(?:filter\S*|limit|max-(?!concurren|worker|parallel|retr|thread)\w+|sample\S*|first-n|subset|tags?|skip\S*|exclude\S*|grep|shard)\b|(?:^|\s)-(?:k|m)\s|promptfoo\b.*\s-n\s/u;

/** Lines of a script that runs evals: what a step of a workflow would be told for, as far as it lets more pass. */
export function scriptFindings(change: Change, { from, to, line }: ItemOf<'lines'>): Finding[] {
  return from.flatMap((old, i) => {
    const now = to[i];
    if (now === undefined || !CHECKS.test(old)) return [];
    const item = { type: 'value', key: 'run', from: old.trim(), to: now.trim(), line: line + i } as const;
    const found = commandFinding(change, item);
    return found.tier === 'high' ? [found] : [];
  });
}

function commandFinding(change: Change, item: ValueItem): Finding {
  const [from, to] = [plainText(item.from), plainText(item.to)];
  if (LETS_PASS.test(to) !== LETS_PASS.test(from))
    return directed(LETS_PASS.test(to), GATE, change, item, { reason: 'failure-ignored' });
  if (withoutPace(from) === withoutPace(to)) return told('runtime-changed', 'low', change, item);
  const moved = numberMove(from, to);
  if (moved !== null) return thresholdMoved(change, item, moved === 'looser');
  if (FEWER.test(to) && !FEWER.test(from)) return told('eval-filtered', 'high', change, item);
  if (FEWER.test(from) && !FEWER.test(to) && to !== '') return told('eval-changed', 'medium', change, item);
  const checked = (text: string): boolean => STOPS.test(text) || CHECKS.test(text);
  if (to === '' && checked(from)) return told('gate-weakened', 'high', change, item, { reason: 'check' });
  if (STOPS.test(from) && !STOPS.test(to))
    return told('gate-weakened', 'high', change, item, { reason: 'check' });
  return checked(from) || checked(to)
    ? told('eval-changed', 'medium', change, item)
    : told('runtime-changed', 'low', change, item);
}

/** How fast and how loud a command runs, and where it writes. */
const PACE =
  /\s+(?:--(?:max-concurrency|concurrency|jobs|parallel|workers?|num-workers|threads|delay)|-j)[= ]\d+(?=\s|$)|\s+--(?:verbose|quiet|no-progress|no-color|color|share)(?=\s|$)/gu;

function withoutPace(command: string): string {
  return command.replace(PACE, '').trim();
}

const NUMBER = /(?<![\w.-])-?\d+(?:\.\d+)?(?![\w.])/gu;

/** A command line whose numbers alone moved: which way, where the line says that they are a threshold. */
function numberMove(from: string, to: string): 'looser' | 'stricter' | null {
  if (from === '' || from.replace(NUMBER, '0') !== to.replace(NUMBER, '0')) return null;
  const [before, after] = [from, to].map((text) => (text.match(NUMBER) ?? []).map(Number));
  const place = before?.findIndex((number, i) => number !== after?.[i]) ?? -1;
  const [old, now] = [before?.[place], after?.[place]];
  if (
    old === undefined ||
    now === undefined ||
    !/assert|threshold|score|fail|pass|min|max|gate|limit|check/iu.test(from)
  )
    return null;
  const flag = /--?([\w-]+)[= ]$/u.exec(from.slice(0, placeOf(from, place)))?.[1];
  const strict = largerIsStricter(flag ?? from) ?? true;
  return now < old === strict ? 'looser' : 'stricter';
}

function placeOf(text: string, nth: number): number {
  return [...text.matchAll(NUMBER)][nth]?.index ?? 0;
}

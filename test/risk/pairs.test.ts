import { describe, expect, it } from 'vitest';
import { FINDING_CODES } from '../../src/risk/finding.ts';
import { classified, codesOf } from './classified.ts';
import { CODE_PAIRS } from './pairs/code.ts';
import { CODE_LINE_PAIRS } from './pairs/code-lines.ts';
import { CODE_PROMPT_PAIRS } from './pairs/code-prompts.ts';
import { CODE_TOOL_PAIRS } from './pairs/code-tools.ts';
import { CONTENT_PAIRS } from './pairs/content.ts';
import { EVAL_PAIRS } from './pairs/evals.ts';
import { FILE_PAIRS } from './pairs/files.ts';
import { MODEL_PAIRS } from './pairs/models.ts';
import type { Example, Pair } from './pairs/pair.ts';
import { PERMISSION_PAIRS } from './pairs/permissions.ts';
import { POLICY_PAIRS } from './pairs/policy.ts';
import { PROMPT_PAIRS } from './pairs/prompts.ts';
import { RAISE_PAIRS } from './pairs/raises.ts';
import { RUNTIME_PAIRS } from './pairs/runtime.ts';
import { SETTING_PAIRS } from './pairs/settings.ts';
import { TOOL_PAIRS } from './pairs/tools.ts';
import { WORKFLOW_PAIRS } from './pairs/workflows.ts';

const PAIRS: readonly Pair[] = [
  ...MODEL_PAIRS,
  ...SETTING_PAIRS,
  ...PERMISSION_PAIRS,
  ...PROMPT_PAIRS,
  ...TOOL_PAIRS,
  ...EVAL_PAIRS,
  ...WORKFLOW_PAIRS,
  ...RUNTIME_PAIRS,
  ...CODE_PAIRS,
  ...CODE_LINE_PAIRS,
  ...CODE_PROMPT_PAIRS,
  ...CODE_TOOL_PAIRS,
  ...CONTENT_PAIRS,
  ...FILE_PAIRS,
  ...RAISE_PAIRS,
  ...POLICY_PAIRS,
];

describe('every code has a change that gives it and one that must not', () => {
  it.each(FINDING_CODES)('%s', (code) => {
    expect(PAIRS.filter((pair) => pair.code === code)).not.toHaveLength(0);
  });
});

describe.each(PAIRS)('$code $about', ({ code, fires, not }) => {
  it('fires', async () => {
    const risk = await classified(fires.edits, fires);
    expect(codesOf(risk)).toContain(code);
    expect(risk.tier).toBe(fires.tier);
    expectLine(fires, risk.findings.find((one) => one.code === code)?.line);
  });

  it('does not fire', async () => {
    const risk = await classified(not.edits, not);
    expect(codesOf(risk)).not.toContain(code);
    expect(risk.tier).toBe(not.tier);
  });
});

function expectLine({ line }: Example, found: number | null | undefined): void {
  if (line !== undefined) expect(found).toBe(line);
}

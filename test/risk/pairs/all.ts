import { AGENT_PAIRS } from './agents.ts';
import { BESIDE_PAIRS } from './beside.ts';
import { CODE_PAIRS } from './code.ts';
import { CODE_LINE_PAIRS } from './code-lines.ts';
import { CODE_PROMPT_PAIRS } from './code-prompts.ts';
import { CODE_TOOL_PAIRS } from './code-tools.ts';
import { CONTENT_PAIRS } from './content.ts';
import { CONTRAST_PAIRS } from './contrasts.ts';
import { EVAL_PAIRS } from './evals.ts';
import { FILE_PAIRS } from './files.ts';
import { GONE_PAIRS } from './gone.ts';
import { GUARD_PAIRS } from './guards.ts';
import { LANGUAGE_PAIRS } from './languages.ts';
import { MODEL_NAME_PAIRS } from './model-names.ts';
import { MODEL_PAIRS } from './models.ts';
import { MOVE_PAIRS } from './moves.ts';
import type { Pair } from './pair.ts';
import { PERMISSION_PAIRS } from './permissions.ts';
import { POLICY_PAIRS } from './policy.ts';
import { PROMPT_PAIRS } from './prompts.ts';
import { RAISE_PAIRS } from './raises.ts';
import { RENAMING_PAIRS } from './renamings.ts';
import { RUNTIME_PAIRS } from './runtime.ts';
import { SETTING_PAIRS } from './settings.ts';
import { TOOL_PAIRS } from './tools.ts';
import { WORKFLOW_PAIRS } from './workflows.ts';

/** Every pair, in the order of what they are about. */
export const PAIRS: readonly Pair[] = [
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
  ...MODEL_NAME_PAIRS,
  ...GONE_PAIRS,
  ...BESIDE_PAIRS,
  ...GUARD_PAIRS,
  ...LANGUAGE_PAIRS,
  ...AGENT_PAIRS,
  ...MOVE_PAIRS,
  ...RENAMING_PAIRS,
  ...CONTRAST_PAIRS,
  ...CONTENT_PAIRS,
  ...FILE_PAIRS,
  ...RAISE_PAIRS,
  ...POLICY_PAIRS,
];

import { adoptCommand } from './adopt.ts';
import { appendCommand } from './append.ts';
import { approveCommand } from './approve.ts';
import { auditCommand } from './audit.ts';
import { baselineCommand } from './baseline.ts';
import { candidateCommand } from './candidate.ts';
import { checkCommand } from './check.ts';
import { classifyCommand } from './classify.ts';
import type { Command } from './command.ts';
import { demoCommand } from './demo.ts';
import { diffCommand } from './diff.ts';
import { doctorCommand } from './doctor.ts';
import { drillCommand } from './drill.ts';
import { emergencyCommand } from './emergency.ts';
import { environmentsCommand } from './environments.ts';
import { eraseCommand } from './erase.ts';
import { evidenceCommand } from './evidence.ts';
import { explainCommand } from './explain.ts';
import { gateCommand } from './gate.ts';
import { clearCommand, holdCommand, releaseHoldCommand } from './hold.ts';
import { initCommand } from './init.ts';
import { liveCommand } from './live.ts';
import { logCommand } from './log.ts';
import { materializeCommand } from './materialize.ts';
import { mirrorCommand } from './mirror.ts';
import { promoteCommand } from './promote.ts';
import { proposeCommand } from './propose.ts';
import { protectCommand } from './protect.ts';
import { reconcileCommand } from './reconcile.ts';
import { remediateCommand } from './remediate.ts';
import { rescoreCommand } from './rescore.ts';
import { rollbackCommand } from './rollback.ts';
import { verifyCommand } from './verify.ts';
import { versionCommand } from './version.ts';
import { whyCommand } from './why.ts';

/** In the order of the help. A chunk by itself: what only looks at a change does not wait for what a ledger or a report needs. */
export const COMMANDS: readonly Command[] = [
  initCommand,
  checkCommand,
  versionCommand,
  diffCommand,
  classifyCommand,
  gateCommand,
  evidenceCommand,
  whyCommand,
  doctorCommand,
  environmentsCommand,
  liveCommand,
  adoptCommand,
  rescoreCommand,
  proposeCommand,
  candidateCommand,
  protectCommand,
  approveCommand,
  promoteCommand,
  rollbackCommand,
  reconcileCommand,
  drillCommand,
  holdCommand,
  releaseHoldCommand,
  clearCommand,
  remediateCommand,
  eraseCommand,
  emergencyCommand,
  materializeCommand,
  mirrorCommand,
  logCommand,
  auditCommand,
  verifyCommand,
  appendCommand,
  baselineCommand,
  explainCommand,
  demoCommand,
];

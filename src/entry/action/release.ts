import { join } from 'node:path';
import { info, error as logError } from '@actions/core';
import { writeWhole } from '../../host/files.ts';
import { EXIT } from '../../problem.ts';
import { releaseSummary } from '../../report/release/summary.ts';
import { PLAIN } from '../../report/terminal.ts';
import { withoutCommands } from '../../report/voice.ts';
import { parseArguments } from '../arguments.ts';
import { adoptCommand } from '../commands/adopt.ts';
import { candidateCommand } from '../commands/candidate.ts';
import type { Command } from '../commands/command.ts';
import { drillCommand } from '../commands/drill.ts';
import { promoteCommand } from '../commands/promote.ts';
import { protectCommand } from '../commands/protect.ts';
import { reconcileCommand } from '../commands/reconcile.ts';
import { rollbackCommand } from '../commands/rollback.ts';
import { guarded } from './guard.ts';
import { readCommandLine, readToken } from './inputs.ts';
import { setReleaseOutputs } from './outputs.ts';
import { ACTIONS, type ReleaseAction } from './registry.ts';
import type { Started } from './start.ts';
import { writeSummary } from './voice.ts';

const COMMANDS: Readonly<Record<ReleaseAction, Command>> = {
  candidate: candidateCommand,
  protect: protectCommand,
  promote: promoteCommand,
  rollback: rollbackCommand,
  drill: drillCommand,
  reconcile: reconcileCommand,
  'record-live': adoptCommand,
};

/** An action of the release side: the command of that name, with its inputs as options and its document as a file. */
export function runRelease(started: Started, name: ReleaseAction): Promise<void> {
  return guarded(started, async ({ workspace, temp }) => {
    const command = COMMANDS[name];
    const args = parseArguments(readCommandLine(ACTIONS[name].inputs), command.options, command.words);
    const now = (): string => new Date().toISOString();
    const answer = await command.run(args, {
      env: { ...process.env, GITHUB_TOKEN: readToken() },
      cwd: workspace,
      stdout: process.stdout,
      stderr: process.stderr,
      today: now().slice(0, 10),
      now,
    });
    const document = answer.json?.();
    const path = join(temp, `airlock-${name}.json`);
    await writeWhole(path, `${JSON.stringify(document, null, 2)}\n`);
    const text = answer.text(PLAIN);
    info(withoutCommands(text));
    setReleaseOutputs(name, document, path);
    await writeSummary(releaseSummary(text));
    if (answer.exit === EXIT.go) return;
    process.exitCode = 1;
    logError(text.split('\n')[0] ?? name, { title: `Airlock ${name}` });
  });
}

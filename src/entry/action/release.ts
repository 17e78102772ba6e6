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
import { materializeCommand } from '../commands/materialize.ts';
import { mirrorCommand } from '../commands/mirror.ts';
import { promoteCommand } from '../commands/promote.ts';
import { proposeCommand } from '../commands/propose.ts';
import { protectCommand } from '../commands/protect.ts';
import { reconcileCommand } from '../commands/reconcile.ts';
import { rescoreCommand } from '../commands/rescore.ts';
import { rollbackCommand } from '../commands/rollback.ts';
import { guarded } from './guard.ts';
import { readCommandLine, readRescore, readTokens } from './inputs.ts';
import { setReleaseOutputs } from './outputs.ts';
import { packWords, uploadPack } from './pack.ts';
import { ACTIONS, type ReleaseAction } from './registry.ts';
import type { Started } from './start.ts';
import { terminalOf } from './terminal.ts';
import { writeSummary } from './voice.ts';

const COMMANDS: Readonly<Record<ReleaseAction, Command>> = {
  propose: proposeCommand,
  candidate: candidateCommand,
  protect: protectCommand,
  promote: promoteCommand,
  rollback: rollbackCommand,
  drill: drillCommand,
  materialize: materializeCommand,
  reconcile: reconcileCommand,
  'record-live': adoptCommand,
  mirror: mirrorCommand,
};

/** What of `record-live` is said of results alone. */
const RESCORED = ['config', 'bundle', 'environment', 'evidence'] as const;

/** An action of the release side: the command of that name, with its inputs as options and its document as a file. */
export function runRelease(started: Started, name: ReleaseAction): Promise<void> {
  return guarded(started, async (context) => {
    const isRescored = name === 'record-live' && readRescore();
    const command = isRescored ? rescoreCommand : COMMANDS[name];
    const given = readCommandLine(name, isRescored ? RESCORED : ACTIONS[name].inputs);
    const words = name === 'candidate' ? [...given, ...packWords(context, given)] : given;
    const args = parseArguments(words, command.options, command.words);
    const answer = await command.run(args, terminalOf(context, readTokens()));
    const document = answer.json?.();
    const path = join(context.temp, `airlock-${name}.json`);
    await writeWhole(path, `${JSON.stringify(document, null, 2)}\n`);
    const text = answer.text(PLAIN);
    info(withoutCommands(text));
    const artifact = name === 'candidate' ? await uploadPack(context, document) : '';
    setReleaseOutputs(name, document, { result: path, artifact });
    await writeSummary(releaseSummary(text));
    if (answer.exit === EXIT.go) return;
    process.exitCode = 1;
    logError(text.split('\n')[0] ?? name, { title: `Airlock ${name}` });
  });
}

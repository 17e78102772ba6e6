import { resolve } from 'node:path';
import { writeWhole } from '../host/files.ts';
import { EXIT, problem, Refusal, refuse } from '../problem.ts';
import { nearest } from '../reader/nearest.ts';
import { commandHelp, helpText } from '../report/help.ts';
import { errorDocument, problemText } from '../report/problems.ts';
import { VERSION } from '../version.ts';
import { type Arguments, parseArguments } from './arguments.ts';
import { classifyCommand } from './commands/classify.ts';
import type { Answer, Command, Form } from './commands/command.ts';
import { diffCommand } from './commands/diff.ts';
import { versionCommand } from './commands/version.ts';
import { paletteFor, type Terminal } from './io.ts';

/** Those that are run on every change and only look at it; the others are loaded when one of them is asked for. */
const QUICK: readonly Command[] = [versionCommand, diffCommand, classifyCommand];

async function everyCommand(): Promise<readonly Command[]> {
  return (await import('./commands/all.ts')).COMMANDS;
}

/** The command line: finds the command, runs it, writes its answer, gives its exit code. */
export async function main(argv: readonly string[], terminal: Terminal): Promise<number> {
  const wantsJson =
    argv.includes('--json') ||
    argv.includes('--format=json') ||
    argv[argv.indexOf('--format') + 1] === 'json';
  try {
    return await run(argv, terminal);
  } catch (error) {
    return fail(error, terminal, wantsJson);
  }
}

async function run([name, ...rest]: readonly string[], terminal: Terminal): Promise<number> {
  if (name === undefined) {
    terminal.stdout.write(helpText(await everyCommand()));
    return EXIT.usage;
  }
  if (name === '--help' || name === '-h' || name === 'help') {
    terminal.stdout.write(helpText(await everyCommand()));
    return EXIT.go;
  }
  if (name === '--version' || name === '-v') {
    terminal.stdout.write(`airlock ${VERSION}\n`);
    return EXIT.go;
  }
  const command = QUICK.find((one) => one.name === name) ?? (await otherCommand(name));
  const args = parseArguments(rest, command.options, command.words);
  if (args.flag('help')) {
    terminal.stdout.write(commandHelp(command));
    return EXIT.go;
  }
  const form = formOf(args, command.forms);
  const answer = await command.run(args, terminal);
  await write(await rendered(answer, form, args, terminal), args, terminal);
  return answer.exit;
}

async function otherCommand(name: string): Promise<Command> {
  const commands = await everyCommand();
  const found = commands.find((one) => one.name === name);
  if (found !== undefined) return found;
  const names = commands.map((one) => one.name);
  return refuse('unknown-command', {
    found: name,
    expected: `one of ${names.join(', ')}`,
    nearest: nearest(name, names),
  });
}

/** The form that is asked for; said before any work is done. */
function formOf(args: Arguments, forms: readonly Form[]): Form {
  const given = args.flag('json') ? 'json' : (args.text('format') ?? 'text');
  return (
    forms.find((form) => form === given) ??
    refuse('option-bad-value', {
      found: `--format ${given}`,
      expected: `one of ${forms.join(', ')}`,
      nearest: nearest(given, forms),
    })
  );
}

async function rendered(answer: Answer, form: Form, args: Arguments, terminal: Terminal): Promise<string> {
  switch (form) {
    case 'json':
      return `${JSON.stringify(answer.json?.(), null, 2)}\n`;
    case 'sarif':
      return `${JSON.stringify(answer.sarif?.(), null, 2)}\n`;
    case 'markdown':
      return `${answer.markdown?.() ?? ''}\n`;
    case 'html':
      return (await answer.html?.()) ?? '';
    case 'text':
      return answer.text(paletteFor(args.text('out') === null ? terminal.stdout : {}, terminal.env));
  }
}

async function write(text: string, args: Arguments, terminal: Terminal): Promise<void> {
  const out = args.text('out');
  if (out === null) terminal.stdout.write(text);
  else await writeWhole(resolve(terminal.cwd, out), text);
}

/** A refusal as sentences on standard error and, where JSON was asked for, as a document on standard output. */
function fail(error: unknown, terminal: Terminal, wantsJson: boolean): number {
  const palette = paletteFor(terminal.stderr, terminal.env);
  const refusal =
    error instanceof Refusal
      ? error
      : new Refusal(
          [problem('fault', { found: error instanceof Error ? error.message : String(error) })],
          EXIT.fault,
          error,
        );
  for (const one of refusal.problems) terminal.stderr.write(`${problemText(one, palette)}\n`);
  if (terminal.env['AIRLOCK_DEBUG'] === '1')
    terminal.stderr.write(
      `${refusal.stack ?? ''}\n${String((refusal.cause as Error | undefined)?.stack ?? '')}\n`,
    );
  if (wantsJson)
    terminal.stdout.write(`${JSON.stringify(errorDocument(refusal.problems, refusal.exit), null, 2)}\n`);
  return refusal.exit;
}

/** What the help needs to know of a command. */
export interface HelpSubject {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: Readonly<
    Record<string, { readonly value?: string; readonly short?: string; readonly help: string }>
  >;
}

/** `airlock --help`. */
export function helpText(commands: readonly HelpSubject[]): string {
  const width = Math.max(...commands.map((command) => command.name.length));
  return [
    'airlock: release engineering for AI features on GitHub',
    '',
    'Usage: airlock COMMAND [options]',
    '',
    ...commands.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
    '',
    'Exit codes: 0 go or success, 1 no-go, 2 undecided, 64 wrong usage or configuration, 69 git or a service did not answer, 70 a fault of ours.',
    '`airlock COMMAND --help` has the options of a command; `airlock explain CODE` says what a code means; `airlock --version` which Airlock this is.',
    '',
  ].join('\n');
}

/** `airlock COMMAND --help`. */
export function commandHelp({ summary, usage, options }: HelpSubject): string {
  const names = Object.entries(options).map(
    ([name, { value, short }]) =>
      `${short === undefined ? '    ' : `-${short}, `}--${name}${value === undefined ? '' : ` ${value}`}`,
  );
  const width = Math.max(...names.map((name) => name.length));
  const rows = Object.values(options).map(({ help }, i) => `  ${(names[i] ?? '').padEnd(width)}  ${help}`);
  return [
    `Usage: ${usage}`,
    '',
    `${summary.slice(0, 1).toUpperCase()}${summary.slice(1)}.`,
    '',
    ...rows,
    '',
  ].join('\n');
}

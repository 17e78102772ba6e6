import type { Palette } from '../../report/terminal.ts';
import type { Arguments, OptionRules } from '../arguments.ts';
import type { Terminal } from '../io.ts';

export type Form = 'text' | 'json' | 'markdown' | 'html' | 'sarif';

/** An answer in all its forms; made only when asked for. */
export interface Answer {
  readonly exit: number;
  text(palette: Palette): string;
  json?(): unknown;
  markdown?(): string;
  html?(): string | Promise<string>;
  /** For code scanning. */
  sarif?(): unknown;
}

export interface Command {
  readonly name: string;
  readonly summary: string;
  readonly usage: string;
  readonly options: OptionRules;
  /** Forms that its answer has. */
  readonly forms: readonly Form[];
  /** Words that may stand behind the command. */
  readonly words: number;
  run(args: Arguments, terminal: Terminal): Promise<Answer>;
}

/** What most commands answer in, and what those answer in that make a report. */
export const PLAIN_FORMS = ['text', 'json'] as const;
/** And what those of the ledger answer in that people keep or send round. */
export const PAGE_FORMS = ['text', 'json', 'html'] as const;
export const REPORT_FORMS = ['text', 'markdown', 'json', 'html', 'sarif'] as const;

export const TALK: OptionRules = {
  quiet: { type: 'boolean', short: 'q', help: 'no progress on standard error' },
  help: { type: 'boolean', short: 'h', help: 'this text' },
};

/** Options that a command has whose answer has these forms. */
export function common(forms: readonly Form[]): OptionRules {
  return {
    format: { type: 'string', value: forms.join('|'), help: 'form of the answer; text unless given' },
    json: { type: 'boolean', help: 'short for --format json' },
    out: { type: 'string', value: 'FILE', help: 'write the answer to a file instead of standard output' },
    ...TALK,
  };
}

/** Options of commands that read a repository. */
export const REPOSITORY: OptionRules = {
  repo: { type: 'string', value: 'DIR', help: 'repository; the current folder unless given' },
  config: {
    type: 'string',
    value: 'FILE',
    help: 'configuration inside the commits, or a file outside the repository',
  },
  bundle: { type: 'string', value: 'NAME', help: 'only this bundle, of several' },
};

/** Results of both sides. */
export const RESULTS: OptionRules = {
  evidence: {
    type: 'string',
    multiple: true,
    value: 'NAME=FILE',
    help: 'results of the candidate; may be repeated',
  },
  baseline: {
    type: 'string',
    multiple: true,
    value: 'NAME=FILE',
    help: 'results to compare with; may be repeated',
  },
};

/** What flipped from passed to failed, for whoever runs it again. */
export const FLIPPED: OptionRules = {
  flipped: {
    type: 'string',
    value: 'FILE',
    help: 'also write the items that the confirm step has to run again',
  },
};

export const EVIDENCE: OptionRules = {
  ...RESULTS,
  pr: { type: 'string', value: 'N', help: 'number of the pull request, for the version' },
};

import type { Problem, ProblemExit } from '../problem.ts';
import { PROBLEMS } from './codes/problems.ts';
import { type Palette, PLAIN } from './terminal.ts';
import { visible } from './visible.ts';

/** `FILE:LINE:COLUMN: CODE: what is the case. Found …, expected …; did you mean …? How to mend it.` */
export function problemText(problem: Problem, palette: Palette = PLAIN): string {
  const place = [problem.file === null ? null : visible(problem.file, 300), problem.line, problem.column]
    .filter((part) => part !== null)
    .join(':');
  return `${place === '' ? '' : `${palette.bold(place)}: `}${palette.red(problem.code)}: ${sentence(problem)}\n  ${palette.dim(mendText(problem))}`;
}

function sentence(problem: Problem): string {
  const { found, expected, nearest, args } = problem;
  const key = typeof args['key'] === 'string' && args['key'] !== '' ? `${visible(args['key'], 120)}: ` : '';
  const title = PROBLEMS[problem.code].title;
  const facts = [
    found === null ? null : `found ${quoted(found)}`,
    expected === null ? null : `expected ${visible(expected, 400)}`,
    typeof args['firstLine'] === 'number' ? `the first is in line ${args['firstLine']}` : null,
    typeof args['component'] === 'string' ? `component ${quoted(args['component'])}` : null,
    typeof args['command'] === 'string' ? `in git ${visible(args['command'], 40)}` : null,
    typeof args['first'] === 'string' ? `the other is ${quoted(args['first'])}` : null,
  ].filter((fact) => fact !== null);
  const details = facts.length === 0 ? '' : ` ${capital(facts.join(', '))}.`;
  return `${key}${title}${details}${nearest === null ? '' : ` Did you mean ${quoted(nearest)}?`}`;
}

function capital(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}

function quoted(text: string): string {
  return `"${visible(text, 200)}"`;
}

export function mendText(problem: Problem): string {
  return PROBLEMS[problem.code].mend;
}

/** `airlock.error/1`: the same in machine-readable form. */
export function errorDocument(problems: readonly Problem[], exit: ProblemExit) {
  return {
    schema: 'airlock.error/1' as const,
    exit,
    errors: problems.map(({ code, file, line, column, found, expected, nearest, args }) => ({
      code,
      file,
      line,
      column,
      found,
      expected,
      nearest,
      mend: PROBLEMS[code].mend,
      args,
    })),
  };
}

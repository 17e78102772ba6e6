import { getInput } from '@actions/core';
import type { FailOn } from '../../gates/decision.ts';
import { refuse } from '../../problem.ts';
import { nearest } from '../../reader/nearest.ts';

/** Every input of the root action; a test ties this list to action.yml and the docs. */
export const INPUTS = [
  'config',
  'evidence',
  'baseline',
  'environment',
  'comment',
  'fail-on',
  'token',
] as const;
export type InputName = (typeof INPUTS)[number];

export const OUTPUTS = ['decision', 'tier', 'version', 'digest', 'report', 'result'] as const;

export interface ActionInputs {
  readonly config: string | null;
  readonly evidence: ReadonlyMap<string, string>;
  readonly baseline: ReadonlyMap<string, string>;
  readonly environment: string | null;
  readonly comment: boolean;
  readonly failOn: FailOn | null;
  readonly token: string;
}

/** Reads and checks all inputs at once; an empty input is one that was not given. */
export function readInputs(): ActionInputs {
  return {
    config: optional('config'),
    evidence: pairs('evidence'),
    baseline: pairs('baseline'),
    environment: optional('environment'),
    comment: choice('comment', ['true', 'false'], 'true') === 'true',
    failOn: choice('fail-on', ['no-go', 'undecided', 'never'], null),
    token: read('token'),
  };
}

function read(name: InputName): string {
  return getInput(name);
}

function optional(name: InputName): string | null {
  const text = read(name);
  return text === '' ? null : text;
}

function choice<T extends string>(name: InputName, values: readonly T[], otherwise: T | null): T | null {
  const text = read(name);
  if (text === '') return otherwise;
  const found = values.find((value) => value === text);
  return (
    found ??
    refuse('option-bad-value', {
      found: `${name}: ${text}`,
      expected: `one of ${values.join(', ')}`,
      nearest: nearest(text, values),
    })
  );
}

/** `name=path`, one a line. */
function pairs(name: InputName): ReadonlyMap<string, string> {
  const lines = read(name)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return new Map(
    lines.map((line): [string, string] => {
      const at = line.indexOf('=');
      if (at < 1 || at === line.length - 1)
        refuse('option-bad-value', { found: `${name}: ${line}`, expected: 'name=path, one a line' });
      return [line.slice(0, at), line.slice(at + 1)];
    }),
  );
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { INPUTS, OUTPUTS } from '../../src/entry/action/inputs.ts';
import { sources } from '../house/sources.ts';
import { ROOT } from '../scenario/paths.ts';

interface Setting {
  readonly description?: string;
  readonly required?: boolean;
  readonly default?: string;
}

interface ActionFile {
  readonly name: string;
  readonly description: string;
  readonly author: string;
  readonly branding: { readonly icon: string; readonly color: string };
  readonly inputs: Readonly<Record<string, Setting>>;
  readonly outputs: Readonly<Record<string, Setting>>;
  readonly runs: { readonly using: string; readonly main: string };
}

const ACTION = parse(readFileSync(join(ROOT, 'action.yml'), 'utf8')) as ActionFile;

describe('action.yml and the registries', () => {
  test('name the same inputs and outputs, in the same order', () => {
    expect(Object.keys(ACTION.inputs)).toEqual([...INPUTS]);
    expect(Object.keys(ACTION.outputs)).toEqual([...OUTPUTS]);
  });

  test('every input and output is described, and none is required', () => {
    for (const [name, { description = '' }] of [
      ...Object.entries(ACTION.inputs),
      ...Object.entries(ACTION.outputs),
    ])
      expect(description, name).toMatch(/^.{20,}\.$/u);
    expect(Object.values(ACTION.inputs).filter(({ required }) => required === true)).toEqual([]);
  });

  test('defaults are what the code takes for an input that is not given', () => {
    const defaults = Object.fromEntries(
      Object.entries(ACTION.inputs).map(([name, setting]) => [name, setting.default]),
    );
    expect(defaults).toEqual({
      config: undefined,
      evidence: undefined,
      baseline: undefined,
      environment: undefined,
      comment: 'true',
      'fail-on': undefined,
      token: '${{ github.token }}',
    });
  });

  test('the marketplace finds what it asks for', () => {
    expect(ACTION.name).toBe('Airlock');
    expect(ACTION.description.length).toBeLessThanOrEqual(125);
    expect(ACTION.branding).toEqual({ icon: 'shield', color: 'blue' });
    expect(ACTION.runs.using).toBe('node24');
  });
});

describe('the code', () => {
  test('reads inputs in inputs.ts and writes outputs in run.ts, nowhere else', () => {
    const where = (pattern: RegExp): string[] =>
      sources().flatMap(({ path, code }) => (pattern.test(code) ? [path] : []));
    expect(where(/\bget(?:Boolean|Multiline)?Input\(|\bINPUT_/u)).toEqual(['entry/action/inputs.ts']);
    expect(where(/\bsetOutput\(|\bGITHUB_OUTPUT\b/u)).toEqual(['entry/action/run.ts']);
    expect(where(/\b(?:saveState|exportVariable|addPath|setCommandEcho)\(/u)).toEqual([]);
  });

  test('reads every input and writes every output', () => {
    const text = (path: string): string => sources().find((source) => source.path === path)?.text ?? '';
    for (const name of INPUTS)
      expect(text('entry/action/inputs.ts').split(`'${name}'`).length, name).toBeGreaterThan(2);
    const run = text('entry/action/run.ts');
    const written = [...run.matchAll(/setOutput\(\s*'([a-z-]+)'/gu)].map(([, name]) => name);
    expect(written.sort()).toEqual([...OUTPUTS].sort());
  });
});

describe('dist', () => {
  const dist = dirname(join(ROOT, ACTION.runs.main));
  const files = readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(dist.length + 1)
        .replaceAll('\\', '/'),
    );

  test('has what action.yml and package.json start', () => {
    const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      bin: Record<string, string>;
    };
    for (const path of [ACTION.runs.main, ...Object.values(manifest.bin)])
      expect(existsSync(join(ROOT, path)), path).toBe(true);
    expect(JSON.parse(readFileSync(join(dist, 'package.json'), 'utf8'))).toEqual({ type: 'module' });
  });

  test('holds no stray file: everything is an entry or is reached from one', () => {
    const entries = ['action.js', 'cli.js'];
    const reached = new Set<string>();
    const visit = (file: string): void => {
      if (reached.has(file)) return;
      reached.add(file);
      const text = readFileSync(join(dist, file), 'utf8');
      for (const [, name = ''] of text.matchAll(/["'](\.{1,2}\/[\w./-]+\.js)["']/gu)) {
        const next = join(dirname(file), name).replaceAll('\\', '/');
        if (files.includes(next)) visit(next);
      }
    };
    for (const entry of entries) visit(entry);
    const strays = files.filter((file) => file.endsWith('.js') && !reached.has(file));
    expect(strays).toEqual([]);
    const others = files.filter((file) => !file.endsWith('.js'));
    expect(others.sort()).toEqual(['licences.txt', 'package.json']);
    expect(files.length).toBeLessThan(40);
  });
});

describe('docs/action.md', () => {
  const path = join(ROOT, 'docs', 'action.md');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : null;
  const rows = (title: string): string[] => {
    const section =
      new RegExp(`^## ${title}$([\\s\\S]*?)(?=^## |(?![\\s\\S]))`, 'mu').exec(text ?? '')?.[1] ?? '';
    return [...section.matchAll(/^\| *`([a-z-]+)` *\|/gmu)].map(([, name = '']) => name);
  };

  test.skipIf(text === null)('has a row for every input and output, and for nothing else', () => {
    expect(rows('Inputs')).toEqual([...INPUTS]);
    expect(rows('Outputs')).toEqual([...OUTPUTS]);
  });
});

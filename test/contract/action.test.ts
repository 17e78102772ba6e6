import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { ACTIONS } from '../../src/entry/action/registry.ts';
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

const read = (folder: string): ActionFile =>
  parse(readFileSync(join(ROOT, folder, 'action.yml'), 'utf8')) as ActionFile;
const ACTION = read('.');
const ALL = Object.entries(ACTIONS).map(([name, contract]) => ({
  name,
  contract,
  file: read(contract.folder),
}));

describe.each(ALL)('$name', ({ name, contract, file }) => {
  test('action.yml and the registry name the same inputs and outputs, in the same order', () => {
    expect(Object.keys(file.inputs)).toEqual([...contract.inputs]);
    expect(Object.keys(file.outputs)).toEqual([...contract.outputs]);
  });

  test('every input and output is described', () => {
    const settings = [...Object.entries(file.inputs), ...Object.entries(file.outputs)];
    for (const [setting, { description = '' }] of settings)
      expect(description, setting).toMatch(/^.{15,}\.$/u);
  });

  test('an input with a default or a meaning when left out is not required', () => {
    for (const [input, { required, default: value }] of Object.entries(file.inputs)) {
      expect(typeof required, input).toBe('boolean');
      if (required === true) expect(value, input).toBeUndefined();
    }
  });

  test("the token is the job's own unless another is given", () => {
    expect(file.inputs['token']?.default ?? '${{ github.token }}').toBe('${{ github.token }}');
  });

  test('runs its own file of dist/ on the node of the runner', () => {
    expect(file.runs.using).toBe('node24');
    const main = name === 'airlock' ? 'dist/action.js' : `../../dist/${name}.js`;
    expect(file.runs.main).toBe(main);
    expect(existsSync(join(ROOT, contract.folder, main))).toBe(true);
  });

  test('the code reads every input and no other', () => {
    const text = sources().find(({ path }) => path === 'entry/action/inputs.ts')?.text ?? '';
    for (const input of contract.inputs) expect(text, input).toMatch(new RegExp(`'${input}'`, 'u'));
  });
});

describe('the root action', () => {
  test('requires nothing, and its defaults are what the code takes for an input that is not given', () => {
    expect(Object.values(ACTION.inputs).filter(({ required }) => required === true)).toEqual([]);
    const given = Object.entries(ACTION.inputs).flatMap(([name, setting]) =>
      setting.default === undefined ? [] : [[name, setting.default]],
    );
    expect(Object.fromEntries(given)).toEqual({ comment: 'true', token: '${{ github.token }}' });
  });

  test('the marketplace finds what it asks for', () => {
    expect(ACTION.name).toBe('Airlock');
    expect(ACTION.description.length).toBeLessThanOrEqual(125);
    expect(ACTION.branding).toEqual({ icon: 'shield', color: 'blue' });
  });
});

describe('the code', () => {
  test('reads inputs in inputs.ts and writes outputs in outputs.ts, nowhere else', () => {
    const where = (pattern: RegExp): string[] =>
      sources().flatMap(({ path, code }) => (pattern.test(code) ? [path] : []));
    // How one is read stands apart from which are, and nobody else may read one.
    expect(where(/\bget(?:Boolean|Multiline)?Input\(|\bINPUT_/u)).toEqual(['entry/action/input.ts']);
    const readers = sources().filter(({ imports }) =>
      imports.some(({ target }) => target === 'entry/action/input.ts'),
    );
    expect(readers.map(({ path }) => path)).toEqual(['entry/action/inputs.ts']);
    expect(where(/\bsetOutput\(|\bGITHUB_OUTPUT\b/u)).toEqual(['entry/action/outputs.ts']);
    expect(where(/\b(?:saveState|exportVariable|addPath|setCommandEcho)\(/u)).toEqual([]);
  });

  test('every folder under actions/ is one of the registry, or a composite that refers to one', () => {
    const known = new Set<string>(Object.values(ACTIONS).map(({ folder }) => folder));
    const composite = readdirSync(join(ROOT, 'actions')).filter((name) => !known.has(`actions/${name}`));
    for (const name of composite) {
      const { runs } = parse(readFileSync(join(ROOT, 'actions', name, 'action.yml'), 'utf8')) as {
        runs: { using: string; steps: { uses?: string; run?: string }[] };
      };
      expect(runs.using).toBe('composite');
      for (const { uses = '', run = '' } of runs.steps) {
        expect(run).not.toContain('${{');
        if (uses !== '') expect(uses).toMatch(/^airlock-ci\/airlock\/actions\/[a-z-]+@[0-9a-f]{40}$/u);
      }
    }
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
    const entries = ['cli.js', 'action.js', ...ALL.map(({ name }) => `${name}.js`)].filter((name) =>
      files.includes(name),
    );
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
    const others = files.filter(
      (file) =>
        !file.endsWith('.js') &&
        !/^(?:grammars\/[a-z-]+\.wasm|workflows-templates\/airlock-[a-z]+(?:\.enterprise-server)?\.yml)$/u.test(
          file,
        ),
    );
    expect(others.sort()).toEqual(['licences.txt', 'package.json']);
    expect(files.length).toBeLessThan(170);
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
    expect(rows('Inputs')).toEqual([...ACTIONS.airlock.inputs]);
    expect(rows('Outputs')).toEqual([...ACTIONS.airlock.outputs]);
  });
});

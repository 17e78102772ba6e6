import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import * as z from 'zod';
import { configSchema } from '../src/config/schema.ts';
import { type Area, allCodes } from '../src/report/codes/all.ts';
import { assumptionsOf, kindsTable, teamsTable } from './cost.ts';

/**
 * Writes the parts of the docs that the code knows best, between `<!-- generated: NAME -->` and `<!-- end -->`; with
 * `--check` says which of them are not what the code makes.
 */
const root = fileURLToPath(new URL('..', import.meta.url));

type Json = { readonly [key: string]: unknown };

const COST = 'docs/cost.md';

const PARTS: readonly { readonly file: string; readonly name: string; readonly make: () => string }[] = [
  { file: 'docs/codes.md', name: 'codes', make: codes },
  { file: 'docs/doctor.md', name: 'doctor', make: () => codeRows('doctor').join('\n') },
  { file: 'docs/configuration.md', name: 'fields', make: fields },
  { file: COST, name: 'kinds', make: () => kindsTable(assumptionsOf(join(root, COST))) },
  { file: COST, name: 'teams', make: () => teamsTable(assumptionsOf(join(root, COST))) },
  { file: 'docs/action.md', name: 'inputs', make: () => contract('action.yml', 'inputs') },
  { file: 'docs/action.md', name: 'outputs', make: () => contract('action.yml', 'outputs') },
  ...readdirSync(join(root, 'actions')).flatMap((name) =>
    (['inputs', 'outputs'] as const).map((part) => ({
      file: `actions/${name}/README.md`,
      name: part,
      make: () => contract(`actions/${name}/action.yml`, part),
    })),
  ),
];

const AREA_TITLES: Readonly<Record<Area, string>> = {
  finding: 'Findings: what a change does to the risk',
  check: 'Checks: what a verdict rests on',
  decision: 'Decisions: why the outcome is what it is',
  carry: 'Carrying: why recorded results are not taken over',
  override: 'Overrides: why a person’s word does not count',
  voice: 'Words on the tier: why a person’s word does not count',
  doctor: 'Doctor: what is missing or weak for what is promised',
  release: 'Releases: why something is not promoted, taken back or released',
  ledger: 'Ledger: what `airlock verify` finds',
  problem: 'Problems: what stopped the work',
  pack: 'Packs: what does not match in an evidence pack',
  grade: 'Grades: why evidence is not of a higher one',
};

function codes(): string {
  const areas = [...new Set(allCodes().map((one) => one.area))];
  return areas.map((area) => [`## ${AREA_TITLES[area]}`, '', ...codeRows(area)].join('\n')).join('\n\n');
}

function codeRows(area: Area): string[] {
  const rows = allCodes()
    .filter((one) => one.area === area)
    .map(({ code, title, why, mend }) => `| \`${code}\` | ${cell(title)} | ${cell(why)} | ${cell(mend)} |`);
  return ['| code | what | why | what to do |', '| --- | --- | --- | --- |', ...rows];
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}

/** One row for each field of the configuration, from the schema that reads it. */
function fields(): string {
  const schema = z.toJSONSchema(configSchema, {
    target: 'draft-7',
    io: 'input',
    unrepresentable: 'any',
  }) as Json;
  return ['| field | value | meaning |', '| --- | --- | --- |', ...rows(schema, '')].join('\n');
}

function rows(schema: Json, path: string): string[] {
  const properties = (schema['properties'] ?? {}) as Readonly<Record<string, Json>>;
  const own = Object.entries(properties).flatMap(([name, field]) => [
    row(field, `${path}${name}`),
    ...below(field, `${path}${name}`),
  ]);
  return own;
}

/** Fields of members: `evidence.NAME.path`, `gates.NAME[].metric`. */
function below(field: Json, path: string): string[] {
  const members = field['additionalProperties'];
  const items = field['items'];
  if (isSchema(field['properties'])) return rows(field, `${path}.`);
  if (isSchema(members))
    return isSchema(members['properties']) ? rows(members, `${path}.NAME.`) : below(members, `${path}.NAME`);
  if (isSchema(items) && isSchema(items['properties'])) return rows(items, `${path}[].`);
  return [];
}

function isSchema(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function row(field: Json, path: string): string {
  const fallback = field['default'];
  const plain =
    fallback === undefined ||
    (typeof fallback === 'object' && fallback !== null && Object.keys(fallback).length === 0)
      ? ''
      : ` Default: \`${JSON.stringify(fallback).replaceAll('"', '')}\`.`;
  return `| \`${path}\` | ${cell(shownValue(field))} | ${cell(String(field['description'] ?? ''))}${plain} |`;
}

function shownValue(field: Json): string {
  const expected = field['expected'];
  if (typeof expected === 'string') return expected.replace(/`/gu, '');
  if (Array.isArray(field['enum'])) return field['enum'].map((one) => `\`${String(one)}\``).join(', ');
  if (field['type'] === 'array')
    return `a list${isSchema(field['items']) && Array.isArray(field['items']['enum']) ? ` of ${field['items']['enum'].map((one) => `\`${String(one)}\``).join(', ')}` : ''}`;
  return (
    {
      object: 'a map',
      string: 'text',
      number: 'a number',
      integer: 'a whole number',
      boolean: '`true` or `false`',
    }[String(field['type'])] ?? ''
  );
}

interface ActionFile {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default?: string }>>;
  readonly outputs: Readonly<Record<string, { readonly description: string }>>;
}

function contract(file: string, part: 'inputs' | 'outputs'): string {
  const action = parse(readFileSync(join(root, file), 'utf8')) as ActionFile;
  if (part === 'outputs')
    return [
      '| output | meaning |',
      '| --- | --- |',
      ...Object.entries(action.outputs).map(
        ([name, { description }]) => `| \`${name}\` | ${cell(description)} |`,
      ),
    ].join('\n');
  const lines = Object.entries(action.inputs).map(
    ([name, { description, default: value }]) =>
      `| \`${name}\` | ${cell(description)} | ${value === undefined ? '' : `\`${value}\``} |`,
  );
  return ['| input | meaning | default |', '| --- | --- | --- |', ...lines].join('\n');
}

let stale = 0;
for (const { file, name, make } of PARTS) {
  const path = join(root, file);
  const text = readFileSync(path, 'utf8');
  const [start, end] = [`<!-- generated: ${name} -->`, '<!-- end -->'];
  const from = text.indexOf(start);
  const to = text.indexOf(end, from);
  if (from === -1 || to === -1) throw new Error(`${file} has no place for ${name}`);
  const next = `${text.slice(0, from)}${start}\n${make()}\n${text.slice(to)}`;
  if (next === text) continue;
  stale += 1;
  if (process.argv.includes('--check'))
    process.stdout.write(`${file}: ${name} is not what the code makes: npm run generate\n`);
  else writeFileSync(path, next);
}
if (process.argv.includes('--check')) process.exitCode = stale === 0 ? 0 : 1;

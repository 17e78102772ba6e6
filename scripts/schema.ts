import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { rollbackPlanSchema } from '../src/config/rollback-plan.ts';
import { configSchema, defaultsSchema } from '../src/config/schema.ts';
import { DOCUMENTS } from '../src/report/documents/schema.ts';

/** Writes the JSON Schemas of `schema/`, or with `--check` says which of them are not what the code makes. */
const folder = fileURLToPath(new URL('../schema', import.meta.url));

/** File name to schema; draft 7, which is what editors read. */
function schemas(): Map<string, string> {
  const text = (schema: z.ZodType, io: 'input' | 'output'): string => {
    const json = z.toJSONSchema(schema, {
      target: 'draft-7',
      io,
      unrepresentable: 'any',
      override: ({ jsonSchema }) => void delete jsonSchema['expected'],
    });
    return `${JSON.stringify(json, null, 2)}\n`;
  };
  return new Map([
    ['airlock.schema.json', text(configSchema, 'input')],
    ['airlock-defaults.schema.json', text(defaultsSchema, 'input')],
    ['airlock-rollback-plan.schema.json', text(rollbackPlanSchema, 'input')],
    ...Object.entries(DOCUMENTS).map(([id, schema]): [string, string] => [
      `${id.replace('/', '.')}.schema.json`,
      text(schema, 'output'),
    ]),
  ]);
}

function stale(name: string, text: string): boolean {
  try {
    return readFileSync(join(folder, name), 'utf8') !== text;
  } catch {
    return true;
  }
}

if (process.argv.includes('--check')) {
  const names = [...schemas()].filter(([name, text]) => stale(name, text)).map(([name]) => name);
  for (const name of names)
    process.stdout.write(`schema/${name} is not what the code makes: npm run generate\n`);
  process.exitCode = names.length === 0 ? 0 : 1;
} else {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of schemas()) writeFileSync(join(folder, name), text);
}

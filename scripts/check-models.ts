import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { readTable } from '../src/models/table.ts';
import { tableProblems } from '../src/models/table-check.ts';

/** Checks the table of model ends: `node scripts/check-models.ts [file]`. Exits with 1 when something is wrong. */
function main(file: string): number {
  const { entries, problems: shape } = readTable(JSON.parse(readFileSync(file, 'utf8')));
  const problems = [...shape, ...tableProblems(entries)];
  for (const problem of problems) process.stdout.write(`${problem}\n`);
  process.stdout.write(`${entries.length} entries, ${problems.length} problems\n`);
  return problems.length === 0 ? 0 : 1;
}

process.exitCode = main(process.argv[2] ?? fileURLToPath(new URL('../src/models/eol.json', import.meta.url)));

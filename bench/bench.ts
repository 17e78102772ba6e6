import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { coldStart } from './cold-start.ts';
import { digest } from './digest.ts';
import { gates } from './gates.ts';
import { growth } from './growth.ts';
import { ledger } from './ledger.ts';
import { risk } from './risk.ts';
import { sizes } from './sizes.ts';

/**
 * The budgets of docs/benchmarks.md, printed as ratios inside one run: against bare node, git with sha256sum, and a
 * parser. Nothing here is asserted; a slow machine is slow for both sides. `npm run bench [-- NAME…] [--small]`
 */
const ROOT = fileURLToPath(new URL('..', import.meta.url)).replace(/\/$/u, '');
const names = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const small = process.argv.includes('--small');
const folder = mkdtempSync(join(tmpdir(), 'airlock-bench-'));

const BENCHES = { 'cold-start': coldStart, digest, gates, growth, ledger, risk, sizes } as const;

try {
  for (const [name, bench] of Object.entries(BENCHES)) {
    if (names.length > 0 && !names.includes(name)) continue;
    process.stdout.write(`\n${name}\n`);
    for await (const line of bench({ root: ROOT, folder, small })) process.stdout.write(`  ${line}\n`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

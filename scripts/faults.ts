import * as drills from '../src/release/drill.ts';
import * as emergencies from '../src/release/emergency.ts';
import * as holds from '../src/release/hold.ts';
import * as joints from '../src/release/joint.ts';
import * as names from '../src/release/names.ts';
import * as promotions from '../src/release/promote.ts';
import * as recordings from '../src/release/recording.ts';
import * as rollbacks from '../src/release/rollback.ts';
import { DEFECTS, withDefect } from '../test/release/faults/defects.ts';
import { schedules } from '../test/release/faults/schedule.ts';
import { type Count, pairs, singles } from '../test/release/faults/singles.ts';
import type { Code } from '../test/release/faults/world.ts';

/**
 * The whole of fault injection, with its counts: every single fault, all pairs of which the first hits a write, schedules
 * of two to four actors, and the seeded defects. `--schedules N` says how many schedules; 50,000 unless given.
 */
const at = process.argv.indexOf('--schedules');
const many = at === -1 ? 50_000 : Number(process.argv[at + 1]);
const code: Code = {
  ...drills,
  ...emergencies,
  ...holds,
  ...joints,
  ...names,
  ...promotions,
  ...recordings,
  ...rollbacks,
};

let failed = 0;

async function told(what: string, work: () => Promise<Count>): Promise<void> {
  const began = performance.now();
  const { runs, failures } = await work();
  failed += failures.length;
  const seconds = ((performance.now() - began) / 1000).toFixed(1);
  process.stdout.write(
    `${what}: ${runs} runs, ${runs - new Set(failures).size} recovered, ${failures.length} broken, ${seconds} s\n`,
  );
  for (const one of failures.slice(0, 10)) process.stdout.write(`  ${one}\n`);
}

await told('single faults', () => singles(code));
await told('pairs of promote', () => pairs(code, 'promote'));
await told('schedules', () => schedules(code, 1, many));
await told('seeded defects', async () => {
  const missed: string[] = [];
  for (const defect of DEFECTS) {
    using broken = await withDefect(defect);
    const found = [
      ...(await singles(broken.code)).failures,
      ...(await schedules(broken.code, 1, 200)).failures,
    ];
    if (found.length === 0) missed.push(`not noticed: ${defect.name}`);
  }
  return { runs: DEFECTS.length, failures: missed };
});
process.exitCode = failed === 0 ? 0 : 1;

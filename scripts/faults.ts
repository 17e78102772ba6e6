import { CODE } from '../test/release/faults/code.ts';
import { DEFECTS, withDefect } from '../test/release/faults/defects.ts';
import { processes } from '../test/release/faults/processes.ts';
import { gitSchedules, schedules } from '../test/release/faults/schedule.ts';
import { type Count, pairs, singles } from '../test/release/faults/singles.ts';

/**
 * The whole of fault injection, with its counts: every single fault, all pairs of which the first hits a write, schedules
 * of two to four actors in memory and on real git, eight processes that append at once over file and over HTTP, and the
 * seeded defects. `--schedules N`, `--on-git N` and `--appends N` say how many; 50,000, 500 and 50 unless given.
 */
const number = (name: string, otherwise: number): number => {
  const at = process.argv.indexOf(name);
  return at === -1 ? otherwise : Number(process.argv[at + 1]);
};
const many = number('--schedules', 50_000);
const onGit = number('--on-git', 500);
const appends = number('--appends', 50);
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

await told('single faults', () => singles(CODE));
await told('pairs of promote', () => pairs(CODE, 'promote'));
await told('schedules', () => schedules(CODE, 1, many));
await told('schedules on git', () => gitSchedules(CODE, 1, onGit));
for (const transport of ['file', 'http'] as const)
  await told(`eight processes over ${transport}`, () => processes(transport, 8, appends));
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

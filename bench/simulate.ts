import { createRandom } from '../src/stats/random.ts';
import { confirmWorlds } from './simulate/confirm.ts';
import { lookWorlds } from './simulate/looks.ts';
import { meanWorlds } from './simulate/means.ts';
import { shareWorlds } from './simulate/shares.ts';
import { weightWorlds } from './simulate/weights.ts';
import type { World } from './simulate/world.ts';

/**
 * Honesty by simulation: every method in many worlds in which the truth is known, beside what it is declared to do there.
 * An error may be lower than declared, a power within two points of it. `npm run simulate [-- --small]`
 */
const small = process.argv.includes('--small');
const WORLDS = small ? 400 : 4000;
const TOLERANCE = 0.02;

let off = 0;
let method = '';
for (const world of [
  ...shareWorlds(),
  ...meanWorlds(),
  ...weightWorlds(),
  ...confirmWorlds(),
  ...lookWorlds(),
]) {
  if (world.method !== method) {
    method = world.method;
    process.stdout.write(`\n${method}\n`);
  }
  const worlds = Math.min(WORLDS, world.worlds ?? WORLDS);
  const measured = rate(world, worlds);
  const isOff = offBy(world, measured) > TOLERANCE + noise(world, worlds);
  if (isOff) off += 1;
  process.stdout.write(`${line(world, measured, worlds)}${isOff ? '  OFF' : ''}\n`);
}
process.stdout.write(`\n${off === 0 ? 'All' : `All but ${off}`} within two points of what is declared.\n`);
process.exitCode = off === 0 ? 0 : 1;

function rate(world: World, worlds: number): number {
  const random = createRandom(`${world.method} ${world.world} ${world.n}`);
  let said = 0;
  for (let i = 0; i < worlds; i += 1) if (world.trial(random)) said += 1;
  return said / worlds;
}

/** How far a figure is on the wrong side: an error above, a power below what was declared. */
function offBy({ what, declared }: World, measured: number): number {
  return what === 'error' ? measured - declared : declared - measured;
}

/** Two standard errors of so many worlds. */
function noise({ declared }: World, worlds: number): number {
  return 2 * Math.sqrt((declared * (1 - declared)) / worlds);
}

function line({ world, n, what, declared }: World, measured: number, worlds: number): string {
  const figure = (share: number): string => `${(100 * share).toFixed(1)} %`.padStart(7);
  return `  ${world.padEnd(62)} n ${String(n).padStart(5)}  ${what.padEnd(5)} ${figure(measured)}  declared ${figure(declared)}  (${worlds})`;
}

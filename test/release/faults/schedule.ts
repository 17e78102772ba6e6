import { MemoryStore } from '../../ledger/memory-store.ts';
import { Faulty, KINDS } from './faults.ts';
import { WatchedGitStore } from './git-store.ts';
import { broken } from './invariants.ts';
import type { Count } from './singles.ts';
import {
  type Approved,
  approve,
  CANDIDATES,
  type Code,
  DEEDS,
  type Reach,
  reachOf,
  type WatchedStore,
  type World,
  world,
} from './world.ts';

/** Numbers that only hang on a seed (mulberry32). */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

/** Lets one actor make one call at a time, whoever the dice choose. */
class Turns {
  readonly #waiting: (() => void)[] = [];
  readonly #roll: (below: number) => number;
  #running = 0;
  #wake: (() => void) | null = null;

  constructor(roll: (below: number) => number) {
    this.#roll = roll;
  }

  reach(reach: Reach): Reach {
    const turn = async <T>(call: () => Promise<T>): Promise<T> => {
      await new Promise<void>((resolve) => {
        this.#waiting.push(resolve);
        this.#stop();
      });
      return call();
    };
    const { ledger, deployer, now } = reach;
    return {
      now,
      ledger: {
        read: () => turn(() => ledger.read()),
        file: (tip, path) => turn(() => ledger.file(tip, path)),
        files: (tip) => turn(() => ledger.files(tip)),
        commit: (expected, files, message) => turn(() => ledger.commit(expected, files, message)),
      },
      deployer: {
        fences: deployer.fences,
        deploy: (order) => turn(() => deployer.deploy(order)),
        probe: (order) => turn(() => deployer.probe(order)),
        served: (order) => turn(() => deployer.served(order)),
      },
    };
  }

  async play(actors: readonly (() => Promise<unknown>)[]): Promise<void> {
    this.#running = actors.length;
    const ends = actors.map((actor) =>
      actor()
        .catch(() => null)
        .then((result) => {
          this.#stop();
          return result;
        }),
    );
    let left = actors.length;
    for (const end of ends) end.then(() => (left -= 1));
    while (left > 0) {
      if (this.#running > 0) await new Promise<void>((resolve) => (this.#wake = resolve));
      const [chosen] = this.#waiting.splice(this.#roll(Math.max(1, this.#waiting.length)), 1);
      if (chosen === undefined) {
        await Promise.all(ends);
        return;
      }
      this.#running += 1;
      chosen();
    }
  }

  #stop(): void {
    this.#running -= 1;
    if (this.#running === 0) this.#wake?.();
  }
}

/** Two to four actors at once, each of whom does something and may be struck by a fault; then somebody cleans up. */
export async function schedule(
  code: Code,
  seed: number,
  store: WatchedStore = new MemoryStore(),
): Promise<string[]> {
  const roll = dice(seed);
  const made = await world(code, ['bot'], store);
  const everyDay = await Promise.all(CANDIDATES.slice(0, 2).map((one) => approve(made, one)));
  await DEEDS.declare(code, reachOf(made));
  const urgent = await approve(made, CANDIDATES[2]);
  const approved = [...everyDay, urgent];
  const turns = new Turns(roll);
  const results: { kind: string }[] = [];
  const actors = Array.from({ length: 2 + roll(3) }, (_, i) => {
    const faults =
      roll(2) === 0 ? [] : [{ call: 1 + roll(10), kind: KINDS[roll(KINDS.length)] ?? 'refused' }];
    const reach = new Faulty(faults).reach(turns.reach(reachOf(made)));
    const deed = deedOf(code, roll, approved, `${seed}-${i}`);
    return async () => {
      const first = await deed(reach).catch(() => null);
      if (first !== null) results.push(first);
    };
  });
  await turns.play(actors);
  const early = await broken(made, approved, false);
  await tidy(code, made, approved);
  return [...early, ...(await broken(made, approved, true))].map((one) => `seed ${seed}: ${one}`);
}

type Deed = (reach: Reach) => Promise<{ kind: string }>;

function deedOf(
  code: Code,
  roll: (below: number) => number,
  approved: readonly Approved[],
  key: string,
): Deed {
  const plan = approved[roll(approved.length)];
  switch (roll(7)) {
    case 0:
    case 1:
    case 2:
      return (reach) =>
        plan === undefined ? Promise.resolve({ kind: 'done' }) : DEEDS.promote(code, reach, plan);
    case 3:
      return (reach) => DEEDS.rollback(code, reach);
    case 4:
      return (reach) => DEEDS.hold(code, reach, key);
    case 5:
      // As if every lease were over at once: whoever is still at it is overtaken, and breaks nothing.
      return (reach) => DEEDS.reconcile(code, reach);
    case 6:
      return (reach) => DEEDS.endEmergency(code, reach);
    default:
      return (reach) => DEEDS.releaseHold(code, reach, key);
  }
}

/** Whoever comes after a crash: goes on with what is open, or takes it back where a hold stands in the way. */
async function tidy(code: Code, made: World, approved: readonly Approved[]): Promise<void> {
  for (const plan of approved) await DEEDS.promote(code, reachOf(made), plan);
  await DEEDS.rollback(code, reachOf(made));
}

/** Schedules of many seeds, one after the other. */
export async function schedules(code: Code, from: number, many: number): Promise<Count> {
  const count: Count = { runs: 0, failures: [] };
  for (let seed = from; seed < from + many; seed += 1) {
    count.runs += 1;
    try {
      count.failures.push(...(await schedule(code, seed)));
    } catch (error) {
      count.failures.push(`seed ${seed}: ${String(error)}`);
    }
  }
  return count;
}

/** The same on real git, each schedule in a repository of its own. */
export async function gitSchedules(code: Code, from: number, many: number): Promise<Count> {
  const count: Count = { runs: 0, failures: [] };
  for (let seed = from; seed < from + many; seed += 1) {
    count.runs += 1;
    using store = new WatchedGitStore();
    count.failures.push(...(await schedule(code, seed, store)));
  }
  return count;
}

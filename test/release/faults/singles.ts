import { type FaultKind, Faulty, KINDS, type Planned } from './faults.ts';
import { broken } from './invariants.ts';
import {
  type Approved,
  approve,
  CANDIDATES,
  type Code,
  DEEDS,
  type Reach,
  reachOf,
  type World,
  world,
} from './world.ts';

/** A deed on a world of its own, which can be run, and run again. */
interface Trial {
  readonly world: World;
  readonly approved: readonly Approved[];
  readonly run: (reach: Reach) => Promise<{ readonly kind: string }>;
}

const BOTH = ['bot', 'search'];

/** Every command that writes; the hardest part of each is in the middle. */
export const TRIALS: Readonly<Record<string, (code: Code) => Promise<Trial>>> = {
  candidate: async (code) => {
    const made = await world(code);
    return { world: made, approved: [], run: (reach) => DEEDS.candidate(code, reach) };
  },
  append: async (code) => {
    const made = await world(code);
    return { world: made, approved: [], run: (reach) => DEEDS.hold(code, reach, 'one hold') };
  },
  rescore: async (code) => {
    const made = await world(code);
    return { world: made, approved: [], run: (reach) => DEEDS.rescore(code, reach) };
  },
  promote: async (code) => {
    const made = await world(code);
    const plan = await approve(made, CANDIDATES[0]);
    return { world: made, approved: [plan], run: (reach) => DEEDS.promote(code, reach, plan) };
  },
  'promote the next': async (code) => {
    const made = await world(code);
    const before = await approve(made, CANDIDATES[0]);
    await DEEDS.promote(code, reachOf(made), before);
    const plan = await approve(made, CANDIDATES[1]);
    return { world: made, approved: [before, plan], run: (reach) => DEEDS.promote(code, reach, plan) };
  },
  rollback: async (code) => {
    const made = await world(code);
    const plan = await approve(made, CANDIDATES[1]);
    await DEEDS.promote(code, reachOf(made), plan);
    return {
      world: made,
      approved: [plan],
      run: (reach) => DEEDS.rollback(code, reach, 'bot', CANDIDATES[1].version),
    };
  },
  remediate: async (code) => {
    const made = await world(code);
    const plan = await approve(made, CANDIDATES[1]);
    await DEEDS.promote(code, reachOf(made), plan);
    await DEEDS.rollback(code, reachOf(made));
    return { world: made, approved: [plan], run: (reach) => DEEDS.remediate(code, reach) };
  },
  drill: async (code) => {
    const made = await world(code);
    const plan = await approve(made, CANDIDATES[0]);
    await DEEDS.promote(code, reachOf(made), plan);
    return { world: made, approved: [plan], run: (reach) => DEEDS.drill(code, reach) };
  },
  'reconcile what serves': (code) => abandoned(code, 'killed after'),
  'reconcile what never served': (code) => abandoned(code, 'killed before'),
  'reconcile a rollback': async (code) => {
    const made = await world(code);
    const plan = await approve(made, CANDIDATES[1]);
    await DEEDS.promote(code, reachOf(made), plan);
    const dying = new Faulty([{ call: 5, kind: 'killed before' }]);
    await DEEDS.rollback(code, dying.reach(reachOf(made))).catch(() => {});
    return { world: made, approved: [plan], run: (reach) => DEEDS.reconcile(code, reach) };
  },
  'reconcile a drill': async (code) => {
    const made = await world(code);
    const plan = await approve(made, CANDIDATES[0]);
    await DEEDS.promote(code, reachOf(made), plan);
    const dying = new Faulty([{ call: 5, kind: 'killed after' }]);
    await DEEDS.drill(code, dying.reach(reachOf(made))).catch(() => {});
    return { world: made, approved: [plan], run: (reach) => DEEDS.reconcile(code, reach) };
  },
  emergency: async (code) => {
    const made = await world(code);
    return { world: made, approved: [], run: (reach) => DEEDS.declare(code, reach) };
  },
  'the end of an emergency': async (code) => {
    const made = await world(code);
    await DEEDS.declare(code, reachOf(made));
    return { world: made, approved: [], run: (reach) => DEEDS.endEmergency(code, reach) };
  },
  'the review of an emergency': async (code) => {
    const made = await world(code);
    await DEEDS.declare(code, reachOf(made));
    await DEEDS.endEmergency(code, reachOf(made));
    return { world: made, approved: [], run: (reach) => DEEDS.reviewEmergency(code, reach) };
  },
  'promote two by one plan': async (code) => {
    const made = await world(code, BOTH);
    const plans = [await approve(made, CANDIDATES[0]), await approve(made, CANDIDATES[0], 'search')];
    return { world: made, approved: plans, run: (reach) => DEEDS.jointly(code, reach, plans) };
  },
  'take back from two at once': async (code) => {
    const made = await world(code, BOTH);
    const plans = [await approve(made, CANDIDATES[1]), await approve(made, CANDIDATES[1], 'search')];
    await DEEDS.jointly(code, reachOf(made), plans);
    const { version } = CANDIDATES[1];
    return {
      world: { ...made, together: BOTH },
      approved: plans,
      run: (reach) => DEEDS.jointlyBack(code, reach, BOTH, version),
    };
  },
  'another name': async (code) => {
    const made = await world(code);
    return { world: made, approved: [], run: (reach) => DEEDS.rename(code, reach) };
  },
  'rollback forward': async (code) => {
    const made = await world(code);
    const bad = await approve(made, CANDIDATES[0]);
    await DEEDS.promote(code, reachOf(made), bad);
    await DEEDS.declare(code, reachOf(made));
    const plan = await approve(made, CANDIDATES[1]);
    return { world: made, approved: [bad, plan], run: (reach) => DEEDS.forward(code, reach, plan) };
  },
  'rollback over a promotion': async (code) => {
    const made = await world(code);
    const plan = await approve(made, CANDIDATES[1]);
    // Dies after the deployment, before it could say so.
    const dying = new Faulty([{ call: 4, kind: 'killed after' }]);
    await DEEDS.promote(code, dying.reach(reachOf(made)), plan).catch(() => {});
    return {
      world: made,
      approved: [plan],
      run: (reach) => DEEDS.rollback(code, reach, 'bot', CANDIDATES[1].version),
    };
  },
};

/** A promotion that died at its deployment, and whoever ends it. */
async function abandoned(code: Code, kind: FaultKind): Promise<Trial> {
  const made = await world(code);
  const plan = await approve(made, CANDIDATES[1]);
  const dying = new Faulty([{ call: 4, kind }]);
  await DEEDS.promote(code, dying.reach(reachOf(made)), plan).catch(() => {});
  return { world: made, approved: [plan], run: (reach) => DEEDS.reconcile(code, reach) };
}

export interface Count {
  runs: number;
  readonly failures: string[];
}

/** Fails every call of a command with every kind of fault, runs it again, and holds the world against the invariants. */
export async function singles(code: Code, names = Object.keys(TRIALS)): Promise<Count> {
  const count: Count = { runs: 0, failures: [] };
  for (const name of names) {
    const { calls } = await counted(code, name);
    for (let call = 1; call <= calls; call += 1)
      for (const kind of KINDS) await trial(code, name, [{ call, kind }], count);
  }
  return count;
}

/** All pairs of faults in which the first hits a write. One of every `every` of them. */
export async function pairs(code: Code, name: string, every = 1): Promise<Count> {
  const count: Count = { runs: 0, failures: [] };
  const { calls, writes } = await counted(code, name);
  let turn = 0;
  for (const first of writes)
    for (const kind of KINDS)
      for (let second = first + 1; second <= calls + 4; second += 1)
        for (const other of KINDS) {
          turn += 1;
          if (turn % every !== 0) continue;
          await trial(
            code,
            name,
            [
              { call: first, kind },
              { call: second, kind: other },
            ],
            count,
          );
        }
  return count;
}

/** Calls of a clean run. */
export async function counted(code: Code, name: string): Promise<Faulty> {
  const trial = await trialOf(code, name);
  const faulty = new Faulty();
  await trial.run(faulty.reach(reachOf(trial.world)));
  return faulty;
}

async function trialOf(code: Code, name: string): Promise<Trial> {
  const make = TRIALS[name];
  if (make === undefined) throw new Error(`no trial ${name}`);
  return make(code);
}

async function trial(code: Code, name: string, planned: readonly Planned[], count: Count): Promise<void> {
  count.runs += 1;
  const where = `${name}: ${planned.map(({ call, kind }) => `${kind} at call ${call}`).join(', ')}`;
  try {
    const { world: made, approved, run } = await trialOf(code, name);
    const first = await run(new Faulty(planned).reach(reachOf(made))).catch(() => null);
    const early = await broken(made, approved, first?.kind === 'done');
    const again = await run(reachOf(made));
    const late = await broken(made, approved, true);
    if (again.kind !== 'done' && again.kind !== 'nothing') count.failures.push(`${where}: not recovered`);
    for (const one of [...early, ...late]) count.failures.push(`${where}: ${one}`);
  } catch (error) {
    count.failures.push(`${where}: ${String(error)}`);
  }
}

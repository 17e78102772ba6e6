import { expect, test } from 'vitest';
import { MACHINE_ACTIONS } from '../../src/config/terms.ts';
import { openLedger } from '../../src/ledger/record.ts';
import type { Actor } from '../../src/ledger/shapes.ts';
import { pairOf } from '../../src/ledger/state.ts';
import { EVERY_MACHINE, type Machines } from '../../src/release/actors.ts';
import { recordPlan, sayTo } from '../../src/release/approve.ts';
import type { Changed } from '../../src/release/outcome.ts';
import { protections } from '../../src/release/protect.ts';
import { factsWith } from './facts.ts';
import { CODE } from './faults/code.ts';
import {
  approve,
  BASE,
  CANDIDATES,
  DEEDS,
  ENVIRONMENT,
  person,
  reachOf,
  type World,
  world,
} from './faults/world.ts';

const ACTORS: Readonly<Record<Actor['kind'], Actor>> = {
  human: person('kim'),
  automation: { kind: 'automation', id: 1, login: 'airlock[bot]' },
  agent: { kind: 'agent', id: 2, login: 'claude' },
};

interface Try {
  readonly made: World;
  readonly actor: Actor;
  readonly machines: Machines;
}

/** A bot whose second version is live, held, with its prompts condemned by hand of an earlier rollback. */
async function tried(actor: Actor, machines: Machines): Promise<Try> {
  const made = await world(CODE);
  await DEEDS.promote(CODE, reachOf(made), await approve(made, CANDIDATES[0]));
  return { made, actor, machines };
}

function actOf({ actor }: Try) {
  return { bundle: 'bot', environment: ENVIRONMENT, actor, run: null };
}

function back(one: Try, to: string | null = null): Promise<Changed> {
  const request = { ...actOf(one), scope: 'bundle' as const, to, from: null, reason: 'It is wrong.' };
  return CODE.rollback(reachOf(one.made), {
    ...request,
    detectedAt: null,
    ...UNSAID,
    machines: one.machines,
  });
}

/** Nothing more is known of what went wrong. */
const UNSAID = { over: null, detectedBy: null, harmfulSince: null, degraded: null } as const;

const RULE = { declare: 'oncall', triggers: ['harm'], minutes: 240, reviewer: null, reviewDays: 5 };

/** Everything that somebody can do, done for real. */
const DONE: Readonly<Record<string, (one: Try) => Promise<Changed | readonly string[]>>> = {
  promote: async ({ actor }) =>
    protections(factsWith({ facts: () => ({ actor }) })).flatMap(({ reasons }) =>
      reasons.map(({ code }) => code),
    ),
  approve: async (one) => {
    const { plan, digest } = await approve(one.made, CANDIDATES[1]);
    const reach = reachOf(one.made);
    await recordPlan(reach, actOf(one), plan, reach.now());
    return sayTo(reach, { ...actOf(one), plan: digest, role: null, rejects: null });
  },
  'release-hold': async (one) => {
    await DEEDS.hold(CODE, reachOf(one.made), 'a hold');
    return CODE.releaseHold(reachOf(one.made), { ...actOf(one), key: 'k', reason: 'Fine.', hold: null });
  },
  clear: async (one) => {
    await DEEDS.rollback(CODE, reachOf(one.made));
    const words = { component: 'prompts', digest: null, reason: 'Fine.', evidence: 'golden' };
    return CODE.clear(reachOf(one.made), { ...actOf(one), key: 'k', ...words });
  },
  'declare-emergency': (one) =>
    CODE.declareEmergency(reachOf(one.made), {
      ...actOf(one),
      key: 'k',
      trigger: 'harm',
      reason: 'It is wrong.',
      rule: RULE,
      people: { oncall: ['@kim', '@claude', '@airlock[bot]'] },
      teams: new Map(),
    }),
  'end-emergency': async (one) => {
    await DEEDS.declare(CODE, reachOf(one.made));
    return CODE.endEmergency(reachOf(one.made), {
      ...actOf(one),
      key: 'k',
      emergency: null,
      reason: 'Over.',
    });
  },
  'review-emergency': async (one) => {
    await DEEDS.declare(CODE, reachOf(one.made));
    await DEEDS.endEmergency(CODE, reachOf(one.made));
    const actor = one.actor.kind === 'human' ? person('lee') : one.actor;
    const word = { key: 'k', emergency: null, reason: 'It was one.' };
    return CODE.reviewEmergency(reachOf(one.made), { ...actOf(one), actor, ...word });
  },
  hold: (one) =>
    CODE.hold(reachOf(one.made), { ...actOf(one), key: 'k', reason: 'Odd.', machines: one.machines }),
  rollback: (one) => back(one),
};

function codesOf(answer: Changed | readonly string[]): readonly string[] {
  if (!('kind' in answer)) return answer;
  return answer.kind === 'refused' ? answer.reasons.map(({ code }) => code) : [];
}

const NEVER: Readonly<Record<string, string>> = { approve: 'approver-not-human' };
const STOPS = ['hold', 'rollback'];
const CELLS = Object.keys(DONE).flatMap((action) =>
  (['human', 'automation', 'agent'] as const).map((kind) => {
    const may = kind === 'human' || STOPS.includes(action);
    return [action, kind, may ? [] : [NEVER[action] ?? 'actor-not-human']] as const;
  }),
);

test.each(CELLS)('%s by %s', async (action, kind, codes) => {
  expect(codesOf((await DONE[action]?.(await tried(ACTORS[kind], EVERY_MACHINE))) ?? [])).toEqual(codes);
});

const NARROWED = STOPS.flatMap((action) =>
  (['human', 'automation', 'agent'] as const).map((kind) => [action, kind] as const),
);

test.each(NARROWED)('%s by %s where the policy lets machines only do the other', async (action, kind) => {
  const left = MACHINE_ACTIONS.filter((one) => one !== action);
  const one = await tried(ACTORS[kind], { automation: left, agent: left });
  expect(codesOf((await DONE[action]?.(one)) ?? [])).toEqual(kind === 'human' ? [] : ['actor-narrowed']);
});

/** Cut off between the intent and the deployment. */
async function cutOff(one: Try, to: string | null): Promise<void> {
  const { deployer, ...reach } = reachOf(one.made);
  const cut = {
    ...deployer,
    fences: true,
    deploy: () => Promise.reject(new Error('cut')),
    probe: deployer.probe,
  };
  const request = { ...actOf(one), scope: 'bundle' as const, to, from: null, reason: 'It is wrong.' };
  await CODE.rollback(
    { ...reach, deployer: cut },
    { ...request, detectedAt: null, ...UNSAID, machines: one.machines },
  ).catch(() => null);
}

test("a machine does not take over a person's rollback, and a person takes over a machine's", async () => {
  const human = await tried(ACTORS.human, EVERY_MACHINE);
  await DEEDS.promote(CODE, reachOf(human.made), await approve(human.made, CANDIDATES[2]));
  await cutOff(human, BASE.version);
  const machine = { ...human, actor: ACTORS.automation };
  expect(codesOf(await back(machine, CANDIDATES[0].version))).toEqual(['human-decided']);
  expect(codesOf(await back(machine, BASE.version))).toEqual([]);

  const other = await tried(ACTORS.automation, EVERY_MACHINE);
  await DEEDS.promote(CODE, reachOf(other.made), await approve(other.made, CANDIDATES[2]));
  await cutOff(other, CANDIDATES[0].version);
  const person = { ...other, actor: ACTORS.human };
  expect(codesOf(await back(person, BASE.version))).toEqual([]);
  expect(other.made.cluster.serving).toBe(BASE.digest);
});

test('where a person went back to stays, whatever a machine asks for', async () => {
  const one = await tried(ACTORS.human, EVERY_MACHINE);
  await DEEDS.promote(CODE, reachOf(one.made), await approve(one.made, CANDIDATES[2]));
  expect(codesOf(await back(one))).toEqual([]);
  const machine = { ...one, actor: ACTORS.agent };
  expect(codesOf(await back(machine, BASE.version))).toEqual(['human-decided']);
  expect(codesOf(await back(machine))).toEqual(['already-rolled-back']);
  expect(codesOf(await back(one, BASE.version))).toEqual([]);
  const { state } = await openLedger(one.made.store);
  expect(pairOf(state, 'bot', ENVIRONMENT).live).toMatchObject({
    version: BASE.version,
    by: { login: 'kim' },
  });
});

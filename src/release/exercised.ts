import type { State } from '../ledger/state.ts';

/** When a way back of a bundle was last taken, in a drill anywhere or for real; null where it never was. */
export function exercisedAt(state: State, bundle: string): string | null {
  const own = Object.values(state.pairs).filter((pair) => pair.bundle === bundle);
  const times = own.flatMap(({ drills, live, history }) => [
    ...drills.filter((one) => one.restored).map((one) => one.time),
    ...[live, ...history].flatMap((one) => (one?.how === 'rolled-back' ? [one.since] : [])),
  ]);
  return times.sort().at(-1) ?? null;
}

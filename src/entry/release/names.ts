import { loadConfigs } from '../../config/load.ts';
import { openLedger } from '../../ledger/record.ts';
import { carryNames, renameDue, vanished } from '../../release/names.ts';
import type { ReleaseReason } from '../../release/reason.ts';
import { type Desk, whoActs } from '../ledger.ts';
import type { Subject } from './subject.ts';

/**
 * The desk with everything that is recorded under former names carried over to those of today, or why that cannot be: a
 * name that vanished may be the one that appeared.
 */
export async function underNamesOfToday(
  desk: Desk,
  { bundle, environment, policy, commit, choice }: Subject,
): Promise<Desk | { readonly reasons: readonly ReleaseReason[] }> {
  const configs = await loadConfigs(desk.repository, commit, choice);
  const read = configs.flatMap(({ result }) => (result.ok ? [result] : []));
  const own = read.find(({ identity }) => identity.name === bundle);
  if (own === undefined) return desk;
  const { formerly } = own;
  const names = {
    bundle,
    environment,
    formerly,
    // Of a file that cannot be read nobody can tell which bundle it names.
    bundles:
      choice.kind === 'default' && read.length === configs.length
        ? read.map(({ identity }) => identity.name)
        : null,
    environments: [...Object.keys(policy.environments), policy.environment],
  };
  const { state } = desk.opened;
  if (renameDue(state, names) === null && vanished(state, names) === null) return desk;
  const changed = await carryNames(
    { ledger: desk.store, now: desk.terminal.now },
    { bundle, environment, ...(await whoActs(desk)) },
    names,
  );
  if (changed.kind === 'refused') return { reasons: changed.reasons };
  return { ...desk, opened: await openLedger(desk.store) };
}

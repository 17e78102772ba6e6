import type { Disagreement, RegistryPlan, RegistryStep } from '../../release/registry.ts';

/** What a model registry lacks, and where it contradicts, `airlock.mirror/1`. */
export function mirrorDocument(
  bundle: string,
  model: string,
  { steps, disagreements }: RegistryPlan,
  done: { readonly applied: boolean; readonly repaired: readonly Disagreement[] },
) {
  const open = disagreements.filter((one) => !done.repaired.includes(one));
  return {
    schema: 'airlock.mirror/1' as const,
    bundle,
    registry: 'mlflow' as const,
    model,
    outcome:
      open.length > 0
        ? ('disagrees' as const)
        : steps.length > 0 && !done.applied
          ? ('behind' as const)
          : ('follows' as const),
    applied: done.applied,
    steps: steps.map(stepOf),
    disagreements: disagreements.map((one) => ({
      code: one.code,
      what: one.what,
      ledger: one.ledger,
      registry: one.registry,
      repaired: done.repaired.includes(one),
    })),
  };
}
export type MirrorDocument = ReturnType<typeof mirrorDocument>;

function stepOf(step: RegistryStep): { kind: RegistryStep['kind']; what: string; version: string | null } {
  if (step.kind === 'model') return { kind: step.kind, what: 'model', version: null };
  return step.kind === 'version'
    ? { kind: step.kind, what: step.release.version, version: step.release.version }
    : { kind: step.kind, what: step.alias, version: step.live.version };
}

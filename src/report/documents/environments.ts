import type { ComparedEnvironment } from '../../release/apply-environments.ts';

export interface ComparedPlace {
  readonly repository: string;
  readonly defaultBranch: string;
  /** Commit whose policy was compared with. */
  readonly commit: string;
}

/** How the environments of a repository are, or were set, `airlock.environments/1`. */
export function environmentsDocument(
  action: 'plan' | 'apply',
  place: ComparedPlace,
  compared: readonly ComparedEnvironment[],
) {
  const differs = compared.some((one) => one.outcome === 'differs');
  const set = compared.some((one) => one.outcome === 'set');
  return {
    schema: 'airlock.environments/1' as const,
    action,
    ...place,
    outcome: differs ? ('differs' as const) : set ? ('set' as const) : ('same' as const),
    environments: compared,
  };
}
export type EnvironmentsDocument = ReturnType<typeof environmentsDocument>;

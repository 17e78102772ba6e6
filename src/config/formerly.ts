import type { IdentityInput, PolicyInput } from './schema.ts';

/** Names that things had before, so that what is recorded under them goes on. Null where nobody said, which is not none. */
export interface Formerly {
  readonly bundle: readonly string[] | null;
  readonly components: Readonly<Record<string, readonly string[]>>;
  readonly environments: Readonly<Record<string, readonly string[] | null>>;
}

export function formerlyOf({ formerly, components }: IdentityInput, { environments }: PolicyInput): Formerly {
  return {
    bundle: formerly ?? null,
    components: Object.fromEntries(
      Object.entries(components ?? {}).map(([name, one]) => [name, one.formerly ?? []]),
    ),
    environments: Object.fromEntries(
      Object.entries(environments).map(([name, one]) => [name, one.formerly ?? null]),
    ),
  };
}

import { canonicalJson } from '../jcs.ts';
import type { Bundle, Component } from './bundle.ts';

/** A component of one bundle that has something in common with a component of another. */
export interface Shared {
  readonly component: string;
  readonly bundle: string;
  /** Component of the other bundle. */
  readonly theirs: string;
  /** The first path or pinned value that both have. */
  readonly what: string;
}

/** What a bundle shares with others at the same commit: a path, or a pinned value. */
export function sharedWith(own: Bundle, others: readonly Bundle[]): Shared[] {
  return others
    .filter((other) => other.name !== own.name)
    .flatMap((other) =>
      own.components.flatMap((part) =>
        other.components.flatMap((their): Shared[] => {
          const what = commonIn(part, their);
          return what === null
            ? []
            : [{ component: part.name, bundle: other.name, theirs: their.name, what }];
        }),
      ),
    );
}

function commonIn(one: Component, other: Component): string | null {
  const paths = new Set(other.entries.map(({ path }) => path));
  const path = one.entries.find((entry) => paths.has(entry.path))?.path;
  if (path !== undefined) return path;
  const value = Object.entries(one.values).find(
    ([key, pinned]) =>
      key in other.values && canonicalJson(other.values[key] ?? null) === canonicalJson(pinned),
  );
  return value?.[0] ?? null;
}

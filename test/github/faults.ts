/**
 * A fault to inject. Faults wait in a plain list; each fires at the `nth` request (1 is the next) that fits its
 * method and path since it was pushed, for `times` requests in a row (1), and then leaves the list.
 */
export type Fault = {
  method?: string;
  /** A path without its query, `*` or `{name}` standing for one segment and `**` for any; or an expression. */
  path: RegExp | string;
  nth?: number;
  times?: number;
} & Kind;

type Kind =
  /** The connection is closed before anything happens. */
  | { kind: 'refuse' }
  /** Nothing happens for so many milliseconds; then the connection is closed, without effect. */
  | { kind: 'timeout'; ms: number }
  | { kind: '404' | '409' | '422' | '500' }
  /** GitHub's answers to haste, `retryAfter` in seconds (60). */
  | { kind: '403-secondary' | '429'; retryAfter?: number }
  /** The effect happens, and the client learns nothing of it. */
  | { kind: '502-after-commit' | 'cut-after-commit' }
  /** The answer is from before the last write, as a replica of GitHub's may give. */
  | { kind: 'stale-read' }
  /** 200 with the first half of the JSON. */
  | { kind: 'truncated' }
  /** 200 with a page of HTML, as a proxy may give. */
  | { kind: 'html' }
  /** 200 with errors and no data. */
  | { kind: 'graphql-errors'; message?: string };

type Progress = { seen: number; fired: number };

const progress = new WeakMap<Fault, Progress>();

/** The fault that this request meets, if any; a fault that has fired for the last time is taken off the list. */
export function takeFault(faults: Fault[], method: string, path: string): Fault | undefined {
  let taken: Fault | undefined;
  for (const fault of faults.filter((candidate) => fits(candidate, method, path))) {
    const { seen, fired } = progress.get(fault) ?? { seen: 0, fired: 0 };
    const fires = taken === undefined && seen + 1 >= (fault.nth ?? 1);
    progress.set(fault, { seen: seen + 1, fired: fires ? fired + 1 : fired });
    if (!fires) continue;
    taken = fault;
    if (fired + 1 >= (fault.times ?? 1)) faults.splice(faults.indexOf(fault), 1);
  }
  return taken;
}

/** A fault in a few words, for the list of those that never fired. */
export function describeFault(fault: Fault): string {
  return `${fault.kind} at ${fault.method ?? 'any method'} ${String(fault.path)}`;
}

function fits(fault: Fault, method: string, path: string): boolean {
  if (fault.method !== undefined && fault.method.toUpperCase() !== method) return false;
  if (fault.path instanceof RegExp) return fault.path.test(path);
  const source = fault.path
    .replace(/[.+^$()|[\]\\?]/g, '\\$&')
    .replace(/\*\*|\*|\{[^}]*\}/g, (wildcard) => (wildcard === '**' ? '.*' : '[^/]+'));
  return new RegExp(`^${source}$`).test(path);
}

import { type Operation, operations } from './contract.ts';

export type Route = { operation: Operation; path: Record<string, string> };

type Template = { operation: Operation; pattern: RegExp; names: string[]; fixed: number };

/** Operations whose last parameter may be empty, slash and all: the root folder, every ref. */
const OPEN_ENDED = new Set(['repos/get-content', 'git/list-matching-refs']);

const templates: Template[] = operations.map((operation) => {
  const parameters = [...operation.path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  const pattern = operation.path.replace(/\{(\w+)\}/g, (_, name: string) => {
    return operation.parameters.some((parameter) => parameter.name === name && parameter.multiSegment)
      ? '(.*)'
      : '([^/]+)';
  });
  const whole = OPEN_ENDED.has(operation.id) ? pattern.replace('/(.*)', '(?:/(.*))?') : pattern;
  const fixed = operation.path.split('/').filter((segment) => !segment.startsWith('{')).length;
  return { operation, pattern: new RegExp(`^${whole}$`), names: parameters, fixed };
});

/**
 * The operation that a request means, with its path parameters decoded. `commits/{ref}` would take
 * `commits/abc/pulls` too, since a ref may hold slashes: the template with the most fixed segments wins.
 */
export function findRoute(method: string, path: string): Route | undefined {
  let best: (Route & { fixed: number }) | undefined;
  for (const { operation, pattern, names, fixed } of templates) {
    if (operation.method !== method || (best !== undefined && best.fixed >= fixed)) continue;
    const match = pattern.exec(path);
    if (match === null) continue;
    const values = names.map((name, index) => [name, decodeURIComponent(match[index + 1] ?? '')]);
    best = { operation, fixed, path: Object.fromEntries(values) };
  }
  return best;
}

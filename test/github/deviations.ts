import type { Schema } from './schema.ts';

/**
 * Places where GitHub answers otherwise than its own description says. Kept here, each with its reason, so that
 * the extract stays equal to the package.
 */
const DEVIATIONS: { path: string[]; reason: string; schema: Schema; added?: true }[] = [
  ...['pull-request', 'pull-request-simple'].map((name) => ({
    path: [name, 'properties', 'head', 'properties', 'repo'],
    reason: 'null once the fork was deleted',
    schema: { $ref: '#/components/schemas/nullable-repository' },
  })),
  {
    path: ['pull-request-simple', 'properties', 'labels', 'items', 'properties', 'description'],
    reason: 'null for a label without a description, as in every other answer',
    schema: { type: 'string', nullable: true },
  },
  ...['target_url', 'environment_url', 'log_url'].map((name) => ({
    path: ['deployment-status', 'properties', name],
    reason: 'empty where none was given, and so no URI',
    schema: { type: 'string' },
  })),
  {
    path: ['environment', 'properties', 'can_admins_bypass'],
    reason: 'answered since 2023 and never described',
    schema: { type: 'boolean' },
    added: true,
  },
];

/** The schemas with the deviations put in; the argument is left as it is. */
export function deviate(schemas: Schema): Schema {
  const copy = structuredClone(schemas);
  for (const { path, schema, added = false } of DEVIATIONS) {
    const name = path.at(-1) ?? '';
    const parent = path.slice(0, -1).reduce<Schema>((node, key) => {
      const next = node[key];
      // The description changed: the deviation may be mended, and must not silently miss.
      if (typeof next !== 'object' || next === null) throw new Error(`no schema at ${path.join('/')}`);
      return next as Schema;
    }, copy);
    if (name in parent === added) throw new Error(`no schema at ${path.join('/')}`);
    parent[name] = schema;
  }
  return copy;
}

/** OpenAPI 3.0 schemas as JSON Schema, which is what ajv compiles. */

export type Schema = Record<string, unknown>;

/** GitHub's errors carry more than it describes (`status` beside a validation error), so they stay open. */
const OPEN = new Set(['basic-error', 'validation-error']);

/**
 * Rewrites a schema.
 * - `nullable` becomes the type null, also beside `enum` and `anyOf`, where OpenAPI 3.0 leaves it unclear.
 * - `oneOf` becomes `anyOf`: GitHub's alternatives overlap.
 * - An object may have no properties but the described ones. GitHub's answers do, ours must not: a misspelt
 *   optional field would pass unseen. In requests GitHub says `"x" is not a permitted key.`
 */
export function toJsonSchema(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(toJsonSchema);
  if (!isSchema(schema)) return schema;
  const { nullable, oneOf, properties, ...rest } = schema;
  const plain: Schema = Object.fromEntries(
    Object.entries(rest).map(([key, value]) => [key, key === 'enum' ? value : toJsonSchema(value)]),
  );
  if (oneOf !== undefined) plain.anyOf = toJsonSchema(oneOf);
  if (isSchema(properties)) {
    plain.properties = mapValues(properties, toJsonSchema);
    if (!('additionalProperties' in plain)) plain.additionalProperties = false;
  }
  return nullable === true ? { anyOf: [plain, { type: 'null' }] } : plain;
}

/** The named schemas, closed but for the errors. */
export function toJsonSchemas(schemas: Schema): Schema {
  return Object.fromEntries(
    Object.entries(schemas).map(([name, schema]) => {
      const closed = toJsonSchema(joined(schema, schemas)) as Schema;
      return [name, OPEN.has(name) ? { ...closed, additionalProperties: true } : closed];
    }),
  );
}

/** `allOf` as one object: closed one by one, its parts would each refuse what the others have. */
export function joined(schema: unknown, schemas: Schema): unknown {
  if (Array.isArray(schema)) return schema.map((part) => joined(part, schemas));
  if (!isSchema(schema)) return schema;
  if (!Array.isArray(schema.allOf)) return mapValues(schema, (part) => joined(part, schemas));
  const parts = schema.allOf.map((part: Schema) => {
    const name = typeof part.$ref === 'string' ? part.$ref.split('/').at(-1) : undefined;
    return (name === undefined ? part : schemas[name]) as Schema;
  });
  return {
    type: 'object',
    properties: Object.assign({}, ...parts.map(({ properties }) => properties)) as Schema,
    required: parts.flatMap(({ required }) => (Array.isArray(required) ? required : [])),
  };
}

export function mapValues<A, B>(entries: Record<string, A>, map: (value: A) => B): Record<string, B> {
  return Object.fromEntries(Object.entries(entries).map(([key, value]) => [key, map(value)]));
}

function isSchema(value: unknown): value is Schema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

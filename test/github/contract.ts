/** GitHub's own description of its REST API, as far as the test GitHub serves it, compiled operation by operation. */
import { readFileSync } from 'node:fs';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { deviate } from './deviations.ts';
import { joined, mapValues, type Schema, toJsonSchema, toJsonSchemas } from './schema.ts';

export type Operation = {
  id: string;
  method: string;
  /** Template, `/repos/{owner}/{repo}`. */
  path: string;
  parameters: Parameter[];
  body?: { required: boolean; schema: unknown };
  /** Schemas by status; null where GitHub describes an answer without a body. */
  responses: Record<string, unknown>;
};

type Parameter = {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  /** A path parameter that may hold slashes: refs and file names. */
  multiSegment?: boolean;
  schema: unknown;
};

type Extract = { operations: Record<string, Omit<Operation, 'id'>>; components: { schemas: Schema } };

const extract = JSON.parse(readFileSync(new URL('openapi.json', import.meta.url), 'utf8')) as Extract;

export const operations: Operation[] = Object.entries(extract.operations).map(([id, operation]) => ({
  id,
  ...operation,
}));

const options = { strict: false, allErrors: true, verbose: true, logger: false } as const;

/** Queries and paths are text; numbers and booleans in them are read as GitHub reads them. */
const ofText = new Ajv({ ...options, coerceTypes: true });
const ofJson = new Ajv(options);
for (const ajv of [ofText, ofJson]) {
  formats.default(ajv);
  // GitHub marks epoch seconds with a format of its own.
  ajv.addFormat('timestamp', true);
}
const schemas = deviate(extract.components.schemas);
ofJson.addSchema({
  $id: 'openapi',
  components: { schemas: toJsonSchemas(schemas) },
  bodies: mapValues(extract.operations, ({ body }) => (body ? toJsonSchema(body.schema) : true)),
  responses: mapValues(extract.operations, ({ responses }) =>
    mapValues(responses, (answer) => toJsonSchema(joined(answer, schemas))),
  ),
});

const ofParameters = new Map<string, ValidateFunction>();

/**
 * Reads the parameters of one place, given as text.
 * @returns the values by name, and what is wrong with them; unknown ones are wrong, though GitHub ignores them.
 */
export function readParameters(
  operation: Operation,
  place: Parameter['in'],
  given: Record<string, string>,
): { values: Record<string, unknown>; errors: ErrorObject[] } {
  const key = `${operation.id} ${place}`;
  let validate = ofParameters.get(key);
  if (validate === undefined) {
    const described = operation.parameters.filter((parameter) => parameter.in === place);
    validate = ofText.compile({
      type: 'object',
      properties: Object.fromEntries(described.map(({ name, schema }) => [name, toJsonSchema(schema)])),
      required: described.filter(({ required }) => required).map(({ name }) => name),
      additionalProperties: false,
    });
    ofParameters.set(key, validate);
  }
  const values: Record<string, unknown> = { ...given };
  return { values, errors: validate(values) ? [] : (validate.errors ?? []) };
}

/** What is wrong with a request's JSON body; undefined is an empty one. */
export function checkBody(operation: Operation, body: unknown): ErrorObject[] {
  if (body === undefined)
    return operation.body?.required === true ? check(`bodies/${pointer(operation)}`, {}) : [];
  return check(`bodies/${pointer(operation)}`, body);
}

/** What is wrong with an answer of ours; GitHub describes only some of its errors, the others are basic ones. */
export function checkAnswer(operation: Operation, status: number, body: unknown): string[] {
  const schema = operation.responses[status];
  if (schema === undefined && status < 400) return [`${operation.id} never answers ${status}`];
  if (schema === null || schema === undefined) {
    if (status >= 400) return words(check('components/schemas/basic-error', body));
    return body === undefined ? [] : [`${operation.id} answers ${status} without a body`];
  }
  return words(check(`responses/${pointer(operation)}/${status}`, body));
}

function check(path: string, value: unknown): ErrorObject[] {
  const validate = ofJson.getSchema(`openapi#/${path}`);
  if (validate === undefined) throw new Error(`no schema at ${path}`);
  return validate(value) === true ? [] : (validate.errors ?? []);
}

function pointer(operation: Operation): string {
  return operation.id.replace('/', '~1');
}

function words(errors: ErrorObject[]): string[] {
  return errors.map(({ instancePath, message, params }) => {
    return `${instancePath || '/'} ${message ?? 'does not fit'} ${JSON.stringify(params)}`;
  });
}

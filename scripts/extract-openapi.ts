/**
 * Extracts the operations that the test GitHub serves from GitHub's own OpenAPI description.
 *
 *     node scripts/extract-openapi.ts PACKAGE_DIR [--check]
 *
 * PACKAGE_DIR is an unpacked `@octokit/openapi` of the version below. The package takes 390 MB on disk, so
 * contributors get `test/github/openapi.json` instead and only the check in CI unpacks the original.
 * With `--check` nothing is written; exit code 1 says that the file differs from the package.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const VERSION = '23.0.2';
const TARGET = join(import.meta.dirname, '../test/github/openapi.json');

const OPERATIONS = [
  'actions/create-workflow-dispatch',
  'actions/download-artifact',
  'actions/get-artifact',
  'actions/get-reviews-for-run',
  'actions/get-workflow-run',
  'actions/list-artifacts-for-repo',
  'actions/list-jobs-for-workflow-run',
  'actions/list-self-hosted-runners-for-repo',
  'actions/list-workflow-run-artifacts',
  'actions/list-workflow-runs',
  'actions/re-run-workflow',
  'actions/re-run-workflow-failed-jobs',
  'checks/create',
  'checks/list-annotations',
  'checks/list-for-ref',
  'checks/update',
  'git/create-blob',
  'git/create-commit',
  'git/create-ref',
  'git/create-tree',
  'git/get-blob',
  'git/get-ref',
  'git/get-tag',
  'git/get-tree',
  'git/list-matching-refs',
  'git/update-ref',
  'issues/add-labels',
  'issues/create',
  'issues/create-comment',
  'issues/create-label',
  'issues/delete-comment',
  'issues/get',
  'issues/get-label',
  'issues/list-comments',
  'issues/list-events',
  'issues/list-for-repo',
  'issues/list-labels-on-issue',
  'issues/remove-label',
  'issues/update',
  'issues/update-comment',
  'pulls/get',
  'pulls/list',
  'pulls/list-commits',
  'pulls/list-files',
  'rate-limit/get',
  'repos/compare-commits-with-basehead',
  'repos/create-attestation',
  'repos/create-commit-status',
  'repos/create-deployment',
  'repos/create-deployment-branch-policy',
  'repos/create-deployment-status',
  'repos/create-or-update-environment',
  'repos/create-release',
  'repos/delete-deployment-branch-policy',
  'repos/get',
  'repos/get-all-environments',
  'repos/get-branch',
  'repos/get-branch-protection',
  'repos/get-branch-rules',
  'repos/get-collaborator-permission-level',
  'repos/get-commit',
  'repos/get-content',
  'repos/get-environment',
  'repos/get-release-asset',
  'repos/get-release-by-tag',
  'repos/list-attestations',
  'repos/list-commit-statuses-for-ref',
  'repos/list-deployment-branch-policies',
  'repos/list-deployment-statuses',
  'repos/list-deployments',
  'repos/list-pull-requests-associated-with-commit',
  'repos/list-releases',
  'repos/update-release',
  'repos/upload-release-asset',
  'teams/get-by-name',
  'teams/list-members-in-org',
  'users/get-authenticated',
  'users/get-by-username',
];

type Json = Record<string, unknown>;

/** Words about a schema that decide nothing when a document is validated. */
const NOTES = new Set([
  'title',
  'description',
  'example',
  'examples',
  'default',
  'deprecated',
  'discriminator',
]);

const [directory, ...flags] = process.argv.slice(2);
if (directory === undefined || flags.some((flag) => flag !== '--check')) {
  stop(64, 'usage: node scripts/extract-openapi.ts PACKAGE_DIR [--check]');
}
if (!existsSync(join(directory, 'package.json'))) stop(64, `${directory} is no unpacked package`);
const found = object(read(join(directory, 'package.json'))).version;
if (found !== VERSION) stop(64, `${directory} holds version ${String(found)}, expected ${VERSION}`);

const description = object(read(join(directory, 'generated/api.github.com.json')));
const text = print(extract(description));

if (flags.includes('--check')) {
  if (text !== readFileSync(TARGET, 'utf8')) {
    stop(
      1,
      `${relative('.', TARGET)} differs from the package: run node scripts/extract-openapi.ts PACKAGE_DIR`,
    );
  }
} else {
  writeFileSync(TARGET, text);
}

/** The extract: operations with their references to parameters and responses inlined, and the schemas they reach. */
function extract(from: Json): { operations: Json; schemas: Json } {
  const operations: Json = {};
  for (const [path, item] of Object.entries(object(from.paths))) {
    for (const [method, value] of Object.entries(object(item))) {
      const id = Array.isArray(value) ? undefined : object(value).operationId;
      if (typeof id === 'string' && OPERATIONS.includes(id)) {
        operations[id] = operation(method.toUpperCase(), path, object(value));
      }
    }
  }
  const missing = OPERATIONS.filter((id) => !(id in operations));
  if (missing.length > 0) stop(1, `not in the package: ${missing.join(', ')}`);
  return { operations: sorted(operations), schemas: sorted(reachable(operations)) };
}

function operation(method: string, path: string, value: Json): Json {
  const parameters = list(value.parameters).map((entry) => {
    const { name, in: place, required, schema, 'x-multi-segment': multiSegment } = resolve(object(entry));
    return { name, in: place, required: required === true, multiSegment, schema: slim(schema) };
  });
  const body = value.requestBody === undefined ? undefined : object(value.requestBody);
  const responses = Object.entries(object(value.responses)).map(([status, entry]) => {
    return [status, jsonSchema(resolve(object(entry))) ?? null] as const;
  });
  return {
    method,
    path,
    parameters,
    ...(body && { body: { required: body.required === true, schema: jsonSchema(body) } }),
    responses: Object.fromEntries(responses),
  };
}

/** The schema of the JSON body; other media types (diff, patch, raw) have no schema worth checking. */
function jsonSchema(content: Json): unknown {
  const media = content.content === undefined ? {} : object(content.content);
  const json = media['application/json'] ?? media['application/scim+json'];
  return json === undefined ? undefined : slim(object(json).schema);
}

/** A schema without notes. `properties` is walked by name, because properties are called "title" or "description" too. */
function slim(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(slim);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(([key]) => !NOTES.has(key) && !key.startsWith('x-'));
  return Object.fromEntries(
    kept.map(([key, value]) => {
      if (key !== 'properties') return [key, key === 'enum' ? value : slim(value)];
      return [
        key,
        Object.fromEntries(Object.entries(object(value)).map(([name, inner]) => [name, slim(inner)])),
      ];
    }),
  );
}

function reachable(roots: unknown): Json {
  const schemas: Json = {};
  const queue: unknown[] = [roots];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    for (const [, name] of JSON.stringify(node).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)) {
      if (name === undefined || name in schemas) continue;
      schemas[name] = slim(at(description, ['components', 'schemas', name]));
      queue.push(schemas[name]);
    }
  }
  return schemas;
}

/** One operation or schema a line: compact, and a change of GitHub's shows as the lines it touches. */
function print({ operations, schemas }: { operations: Json; schemas: Json }): string {
  const lines = (entries: Json): string =>
    Object.entries(entries)
      .map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`)
      .join(',\n');
  return [
    `{"package":"@octokit/openapi","version":"${VERSION}",`,
    `"operations":{\n${lines(operations)}},`,
    `"components":{"schemas":{\n${lines(schemas)}}}}\n`,
  ].join('\n');
}

function resolve(value: Json): Json {
  const { $ref } = value;
  return typeof $ref === 'string' ? object(at(description, $ref.slice(2).split('/'))) : value;
}

function at(from: Json, path: string[]): unknown {
  return path.reduce<unknown>((node, key) => object(node)[key], from);
}

function sorted(entries: Json): Json {
  return Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function read(file: string): unknown {
  return JSON.parse(readFileSync(file, 'utf8'));
}

function object(value: unknown): Json {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Json;
  throw new Error(`expected an object, found ${JSON.stringify(value)?.slice(0, 80)}`);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function stop(code: number, message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(code);
}

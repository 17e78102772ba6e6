import { operations as described, type Operation } from '../contract.ts';
import type { Operations } from '../operation.ts';
import { attestations } from './attestations.ts';
import { checks } from './checks.ts';
import { comments } from './comments.ts';
import { commits } from './commits.ts';
import { contents } from './contents.ts';
import { deployments } from './deployments.ts';
import { environments } from './environments.ts';
import { gitWrites } from './git-writes.ts';
import { issues } from './issues.ts';
import { labels } from './labels.ts';
import { objects } from './objects.ts';
import { pulls } from './pulls.ts';
import { refs } from './refs.ts';
import { releases } from './releases.ts';
import { repositories } from './repository.ts';
import { runs } from './runs.ts';
import { settings } from './settings.ts';
import { users } from './users.ts';

const handlers: Operations = {
  ...attestations,
  ...checks,
  ...comments,
  ...commits,
  ...contents,
  ...deployments,
  ...environments,
  ...gitWrites,
  ...issues,
  ...labels,
  ...objects,
  ...pulls,
  ...refs,
  ...releases,
  ...repositories,
  ...runs,
  ...settings,
  ...users,
};

/** What serves an operation. Every operation of the extract has a handler, and the other way round. */
export function handlerOf(operation: Operation): Operations[string] {
  const handler = handlers[operation.id];
  if (handler === undefined) throw new Error(`no handler for ${operation.id}`);
  return handler;
}

const ids = new Set(described.map(({ id }) => id));
const strays = [
  ...Object.keys(handlers).filter((id) => !ids.has(id)),
  ...[...ids].filter((id) => !(id in handlers)),
];
if (strays.length > 0) throw new Error(`handlers and openapi.json differ in: ${strays.join(', ')}`);

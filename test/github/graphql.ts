import { authenticate } from './access.ts';
import { type Answer, json, jsonAnswer, type Request, type World } from './exchange.ts';
import { Problem } from './problem.ts';
import type { State, Token } from './state.ts';
import { reviewsView } from './views/review.ts';

type Query = { query?: string; operationName?: string; variables?: Record<string, unknown> };

/** Answers a query by the name of its operation; a test registers what it needs with `onGraphql`. */
export function answerGraphql(world: World, request: Request, state: State): Answer {
  let token: Token;
  try {
    token = authenticate(state, request.headers.authorization);
  } catch (error) {
    if (error instanceof Problem) return jsonAnswer(error.status, error.body);
    throw error;
  }
  const { query = '', operationName, variables = {} } = (json(request) ?? {}) as Query;
  const [, kind, name] = /\b(query|mutation)\s+(\w+)/.exec(query) ?? [];
  const operation = operationName ?? name ?? '(no name)';
  const handler = world.graphql.get(operation) ?? usual(state, token).get(operation);
  if (handler === undefined) {
    world.unexpected.push(`GraphQL ${operation}`);
    return graphqlErrors(`The test GitHub has no handler for ${operation}: register one with onGraphql().`);
  }
  try {
    return jsonAnswer(200, { data: handler(variables, state) }, kind === 'mutation');
  } catch (error) {
    if (error instanceof GraphqlRefusal) return graphqlErrors(error.message, error.type);
    throw error;
  }
}

/** What is answered whatever a test is about. */
function usual(state: State, { login }: Token): Map<string, (variables: Variables) => object> {
  return new Map<string, (variables: Variables) => object>([
    ['Viewer', () => ({ viewer: { login } })],
    ['PlanReviews', (variables) => reviewsView(state, String(variables['oid']))],
  ]);
}

type Variables = Record<string, unknown>;

/** 200 with errors, which is how GraphQL fails. */
export function graphqlErrors(message: string, type = 'INTERNAL'): Answer {
  return jsonAnswer(200, { data: null, errors: [{ type, message, path: [], locations: [] }] });
}

/** Thrown by a handler: an answer with an error of this type. */
export class GraphqlRefusal extends Error {
  readonly type: string;

  constructor(type: string, message: string) {
    super(message);
    this.type = type;
  }
}

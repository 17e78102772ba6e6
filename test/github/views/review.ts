import { pullsOfCommit } from '../repository.ts';
import type { State } from '../state.ts';
import { findUser } from './user.ts';

/** Reviews as GraphQL tells them: of the pull requests that brought a commit. */
export function reviewsView(state: State, oid: string): Record<string, unknown> {
  const [repository] = state.repositories;
  const pulls = repository === undefined ? [] : pullsOfCommit(state, repository, oid);
  const nodes = pulls.map(({ reviews }) => ({
    reviews: {
      nodes: reviews.map(({ author, ...review }) => {
        const { id, login, type } = findUser(state, author);
        const account =
          type === 'User' ? { __typename: type, login, databaseId: id } : { __typename: type, login };
        return { ...review, author: account };
      }),
    },
  }));
  return { repository: { object: { associatedPullRequests: { nodes } } } };
}

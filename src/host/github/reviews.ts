import type { GitHubAccess, GitHubClient } from './client.ts';

/** A review of a pull request that brought a commit. */
export interface PullReview {
  readonly author: string;
  readonly authorId: number | null;
  readonly isBot: boolean;
  /** What the author is to the repository: `OWNER`, `MEMBER`, `NONE`, … */
  readonly association: string;
  readonly body: string;
  readonly isEdited: boolean;
}

/**
 * The newest reviews of the pull requests that brought a commit, dismissed ones left out. REST does not tell whether a
 * review was edited. None where the token may not see pull requests.
 */
export async function reviewsOf(
  client: GitHubClient,
  { owner, repo }: GitHubAccess,
  commit: string,
): Promise<PullReview[]> {
  const answer = await client
    .graphql<ReviewsAnswer>(QUERY, { owner, repo, oid: commit })
    .catch((error: unknown) => {
      if (isRefusal(error)) return null;
      throw error;
    });
  const pulls = answer?.repository?.object?.associatedPullRequests?.nodes ?? [];
  return pulls.flatMap(({ reviews }) =>
    reviews.nodes
      .filter(({ state }) => state !== 'DISMISSED')
      .map(({ author, authorAssociation, body, lastEditedAt }) => ({
        author: author?.login ?? '',
        authorId: author?.databaseId ?? null,
        isBot: author?.__typename !== 'User',
        association: authorAssociation,
        body,
        isEdited: lastEditedAt !== null,
      })),
  );
}

/** GraphQL answers what a token may not ask with 200 and a list of errors. */
function isRefusal(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'errors' in error && Array.isArray(error.errors);
}

const QUERY = `query PlanReviews($owner: String!, $repo: String!, $oid: GitObjectID!) {
  repository(owner: $owner, name: $repo) {
    object(oid: $oid) {
      ... on Commit {
        associatedPullRequests(first: 5) {
          nodes {
            reviews(last: 100) {
              nodes {
                state body lastEditedAt authorAssociation
                author { __typename login ... on User { databaseId } }
              }
            }
          }
        }
      }
    }
  }
}`;

interface ReviewsAnswer {
  readonly repository: {
    readonly object: {
      readonly associatedPullRequests?: {
        readonly nodes: readonly { readonly reviews: { readonly nodes: readonly ReviewNode[] } }[];
      };
    } | null;
  } | null;
}

interface ReviewNode {
  readonly state: string;
  readonly body: string;
  readonly lastEditedAt: string | null;
  readonly authorAssociation: string;
  readonly author: {
    readonly __typename: string;
    readonly login: string;
    readonly databaseId?: number;
  } | null;
}

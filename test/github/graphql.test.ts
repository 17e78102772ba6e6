import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import { startTestGitHub } from './server.ts';

const QUERY = 'query Live($name: String!) { repository(owner: "acme", name: $name) { id } }';

test('a registered query is answered, here and where an Enterprise Server has it', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS });
  gh.onGraphql('Live', ({ name }, { repositories }) => ({
    repository: { id: `${name} of ${repositories.length}` },
  }));
  const expected = { repository: { id: 'support-bot of 1' } };
  expect(await octokit(gh).graphql(QUERY, { name: 'support-bot' })).toEqual(expected);
  const enterprise = octokit({ apiUrl: `${gh.url}/api/v3` });
  expect(await enterprise.graphql(QUERY, { name: 'support-bot' })).toEqual(expected);
  expect(gh.routes()).toEqual(['POST /graphql → 200', 'POST /api/graphql → 200']);
  gh.assertClean();
});

test('any other is unexpected, and says so to the client', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS });
  await expect(octokit(gh).graphql(QUERY, { name: 'x' })).rejects.toThrow('no handler for Live');
  expect(gh.unexpected).toEqual(['GraphQL Live']);
});

test('errors can be injected, and a token is needed', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS });
  gh.faults.push({
    kind: 'graphql-errors',
    path: '/graphql',
    message: 'Resource not accessible by integration',
  });
  await expect(octokit(gh).graphql(QUERY, { name: 'x' })).rejects.toThrow('Resource not accessible');
  await expect(octokit(gh, 'none').graphql(QUERY, { name: 'x' })).rejects.toMatchObject({ status: 401 });
  gh.assertClean();
});

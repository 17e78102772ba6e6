import { expect, test } from 'vitest';
import { octokit, TOKENS } from './client.ts';
import { startTestGitHub } from './server.ts';

const AT = { owner: 'acme', repo: 'support-bot' };
const clock = () => new Date('2026-11-21T10:00:00Z');

test('every answer says how much of the hour is left', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, clock });
  const { rest } = octokit(gh);
  await rest.repos.get(AT);
  const { headers } = await rest.repos.get(AT);
  expect(headers).toMatchObject({
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '998',
    'x-ratelimit-reset': String(Date.parse('2026-11-21T11:00:00Z') / 1000),
    'x-ratelimit-resource': 'core',
    'x-ratelimit-used': '2',
  });
  const { data } = await rest.rateLimit.get();
  expect(data.rate).toMatchObject({ limit: 1000, remaining: 998, used: 2 });
  gh.assertClean();
});

test('a used-up hour refuses everything but the question how long', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS, clock });
  const { rest } = octokit(gh);
  gh.state.limits.used = gh.state.limits.limit;
  await expect(rest.repos.get(AT)).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('API rate limit exceeded'),
    response: { headers: { 'x-ratelimit-remaining': '0' } },
  });
  expect((await rest.rateLimit.get()).data.rate.remaining).toBe(0);
  gh.state.limits.used = 0;
  await rest.repos.get(AT);
  gh.assertClean();
});

test('the secondary limit can be switched on', async () => {
  await using gh = await startTestGitHub({ tokens: TOKENS });
  gh.state.limits.secondary = { retryAfter: 7 };
  await expect(octokit(gh).rest.repos.get(AT)).rejects.toMatchObject({
    status: 403,
    message: expect.stringContaining('secondary rate limit'),
    response: { headers: { 'retry-after': '7', 'x-ratelimit-remaining': '1000' } },
  });
  gh.assertClean();
});

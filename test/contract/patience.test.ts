import { expect, test } from 'vitest';
import { patient } from '../../src/host/github/patient.ts';

const QUICK = { longestTry: 50, pauses: [1, 1] };

/** A server that answers each try with the next of these; `silence` is never. */
function server(...answers: (number | 'cut' | 'silence')[]) {
  const tries: string[] = [];
  const send: typeof fetch = async (_, init) => {
    tries.push(init?.method ?? 'GET');
    const answer = answers[tries.length - 1] ?? 200;
    if (answer === 'cut') throw new TypeError('fetch failed');
    if (answer !== 'silence') return new Response(null, { status: answer });
    return new Promise((_resolve, reject) => {
      init?.signal?.addEventListener('abort', () => reject(init.signal?.reason));
    });
  };
  return { tries, ask: patient(send, QUICK) };
}

test('a read that fails for a moment is tried again', async () => {
  const { ask, tries } = server(502, 'cut', 200);
  expect((await ask('https://api.github.com')).status).toBe(200);
  expect(tries).toHaveLength(3);
});

test('a read that goes on failing ends with its last answer', async () => {
  const { ask, tries } = server(502, 502, 503, 200);
  expect((await ask('https://api.github.com')).status).toBe(503);
  expect(tries).toHaveLength(3);
});

test.each([401, 403, 404, 422, 429])('a read that is answered with %i is not tried again', async (status) => {
  const { ask, tries } = server(status);
  expect((await ask('https://api.github.com')).status).toBe(status);
  expect(tries).toHaveLength(1);
});

test.each(['POST', 'PATCH', 'DELETE', 'PUT'])('%s is sent once, whatever becomes of it', async (method) => {
  const { ask, tries } = server(502, 200);
  expect((await ask('https://api.github.com', { method })).status).toBe(502);
  expect(tries).toEqual([method]);
  const cut = server('cut', 200);
  await expect(cut.ask('https://api.github.com', { method })).rejects.toThrow('fetch failed');
  expect(cut.tries).toEqual([method]);
});

test('silence ends after a while, and is not waited for twice', async () => {
  for (const method of ['GET', 'POST']) {
    const { ask, tries } = server('silence', 200);
    await expect(ask('https://api.github.com', { method })).rejects.toThrow(/aborted|timeout/u);
    expect(tries).toHaveLength(1);
  }
});

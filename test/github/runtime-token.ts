/** Who an artifact client says it is: the backend ids of a run and of one of its jobs. */
export type Backend = { run: string; job: string };

/** Seconds since 1970: far beyond every test. */
const EXPIRES = 4_102_444_800;

/** The token that a runner gives to its jobs as ACTIONS_RUNTIME_TOKEN. Nobody checks the signature, so it has none. */
export function runtimeToken(run: number | string, job: number | string): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { scp: `Actions.Results:${run}:${job}`, exp: EXPIRES, nbf: 0, iss: 'test-github' };
  return `${part({ alg: 'none', typ: 'JWT' })}.${part(claims)}.`;
}

/** The backend ids in a token, undefined for anything else. */
export function readRuntimeToken(header: string | undefined): Backend | undefined {
  const claims = /^Bearer [^.]+\.([^.]+)\./.exec(header ?? '')?.[1];
  if (claims === undefined) return undefined;
  const text = Buffer.from(claims, 'base64url').toString('utf8');
  const [, run, job] = /Actions\.Results:([^:"\s]+):([^:"\s]+)/.exec(text) ?? [];
  return run === undefined || job === undefined ? undefined : { run, job };
}

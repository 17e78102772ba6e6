/** A workflow run, in GitHub's own words. What a pack says of its run is a claim until a signature proves it. */
export interface RunFacts {
  /** `owner/name`. */
  readonly repository: string;
  /** `owner/name/.github/workflows/file.yml@refs/heads/main`. */
  readonly workflow: string;
  readonly event: string;
  readonly ref: string;
  readonly commit: string;
  readonly id: string;
  readonly attempt: string;
}

/** The run that an environment describes; null outside GitHub Actions. */
export function runOf(env: Readonly<Record<string, string | undefined>>): RunFacts | null {
  if (env['GITHUB_ACTIONS'] !== 'true') return null;
  const text = (name: string): string => (env[`GITHUB_${name}`] ?? '').slice(0, 500);
  return {
    repository: text('REPOSITORY'),
    workflow: text('WORKFLOW_REF'),
    event: text('EVENT_NAME'),
    ref: text('REF'),
    commit: text('SHA'),
    id: text('RUN_ID'),
    attempt: text('RUN_ATTEMPT'),
  };
}

import { EXIT, problem, Refusal, refuse } from '../problem.ts';

/** A workflow that a user copies, as it lies in our repository: our own actions stand there at the last release, or at zeros. */
export interface Template {
  /** File name below `.github/workflows/`. */
  readonly name: string;
  readonly text: string;
}

const OURS =
  /(\buses:\s*["']?airlock-ci\/airlock(?:\/[\w./-]+)?@)[0-9a-f]{40}(["']?[ \t]*)(?:#[ \t]*v[\w.-]+)?/gu;
const ZEROS = /^0+$/u;

/** The commit that our actions are pinned to: the one that is given, else the one of this release. */
export function pinOf(given: string | null, released: string): string {
  const commit = given ?? released;
  if (!/^[0-9a-f]{40}$/u.test(commit))
    refuse('option-bad-value', {
      found: `--pin ${commit}`,
      expected: 'a commit of 40 lower-case hex digits',
    });
  if (ZEROS.test(commit))
    throw new Refusal(
      [
        problem('pin-unknown', {
          found: commit,
          expected: 'the commit of a release of Airlock, by `--pin COMMIT`',
        }),
      ],
      EXIT.usage,
    );
  return commit;
}

/** A template with our actions at a commit, and the version that it is beside it. */
export function pinned(text: string, commit: string, version: string): string {
  return text.replace(OURS, (_, before: string, quote: string) => {
    const close = quote.trimEnd();
    return `${before}${commit}${close} # v${version}`;
  });
}

/** A template for the branch that is merged into. A name that could be read as something else in YAML stays away from it. */
export function onBranch(text: string, branch: string): string {
  if (branch === 'main' || !/^[\w./-]+$/u.test(branch)) return text;
  return text.replace(/^( +branches: )\[main\]/gmu, `$1["${branch}"]`);
}

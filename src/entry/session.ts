import { readFile, realpath } from 'node:fs/promises';
import { basename, dirname, isAbsolute, relative, resolve, sep } from 'node:path';
import { type CheckRequest, type CheckResult, check, type ProgressStep } from '../check.ts';
import type { ConfigChoice } from '../config/load.ts';
import { CONFIG_LIMITS } from '../config/read.ts';
import type { Moment } from '../config/terms.ts';
import type { ByteSource } from '../evidence/source.ts';
import { requiredFile, workTreeResults } from '../host/files.ts';
import { digestCache } from '../host/git/digest-cache.ts';
import { GitRepository } from '../host/git/repository.ts';
import { TreeSitter } from '../host/grammars.ts';
import { refuse } from '../problem.ts';
import { progressText } from '../report/voice.ts';
import { type Arguments, pairsOf } from './arguments.ts';
import type { Terminal } from './io.ts';
import { knownResults } from './store.ts';

/** A repository that is open for one command. */
export async function withRepository<T>(
  args: Arguments,
  terminal: Terminal,
  use: (repository: GitRepository) => Promise<T>,
): Promise<T> {
  const directory = resolve(terminal.cwd, args.text('repo') ?? '.');
  const repository = await GitRepository.open(directory, {
    cache: digestCache(directory, terminal.env),
  });
  try {
    return await use(repository);
  } finally {
    repository.close();
  }
}

/** Which configuration a name means: a path inside the commits, or a file outside the repository. */
export async function configChoice(
  given: string | null,
  cwd: string,
  repository: GitRepository,
): Promise<ConfigChoice> {
  if (given === null) return { kind: 'default' };
  const top = repository.workTree;
  const inside = top === null ? null : await insidePath(top, given);
  if (inside !== null) return { kind: 'inside', path: inside };
  if (!isAbsolute(given) && top === null) return { kind: 'inside', path: given };
  const path = resolve(cwd, given);
  const { size } = await requiredFile(path, given);
  if ((size ?? 0) > CONFIG_LIMITS.bytes) {
    refuse('file-too-large', {
      file: given,
      found: `${size} bytes`,
      expected: `at most ${CONFIG_LIMITS.bytes} bytes`,
    });
  }
  return { kind: 'outside', path: given, bytes: new Uint8Array(await readFile(path)) };
}

/** A relative path is one from the root of the repository; an absolute one is inside where it lies in the work tree. */
async function insidePath(top: string, given: string): Promise<string | null> {
  const absolute = isAbsolute(given) ? given : resolve(top, given);
  const real = await realpath(top);
  const steps = relative(
    real,
    isAbsolute(given) ? await realpath(absolute).catch(() => absolute) : resolve(real, given),
  );
  return steps === '' || steps.startsWith('..') || isAbsolute(steps) ? null : steps.split(sep).join('/');
}

export interface CheckOptions {
  readonly base: string;
  readonly head: string;
  readonly moment: Moment;
  /** Whether evidence is looked at; `classify` and `diff` do without. */
  readonly evidence: boolean;
  /** Whether versions are told. */
  readonly versions?: boolean;
}

/** Runs the pipeline for a command. */
export async function runCheck(
  args: Arguments,
  terminal: Terminal,
  repository: GitRepository,
  options: CheckOptions,
): Promise<CheckResult[]> {
  const request: CheckRequest = {
    base: options.base,
    head: options.head,
    config: await configChoice(args.text('config'), terminal.cwd, repository),
    bundle: args.text('bundle'),
    evidence: options.evidence ? await namedSources(pairsOf(args, 'evidence'), terminal.cwd) : new Map(),
    baselines: options.evidence ? await namedSources(pairsOf(args, 'baseline'), terminal.cwd) : new Map(),
    moment: options.moment,
    withoutKeys: false,
    today: terminal.today,
    pull: pullOf(args),
    raisedBy: null,
    environment: null,
    skipUnchanged: !options.evidence,
    withoutVersions: options.versions === false,
  };
  const results = options.evidence
    ? workTreeResults(repository.workTree)
    : { open: () => Promise.resolve(null) };
  return check(
    {
      repository,
      history: repository.history,
      results,
      grammars: new TreeSitter(),
      ...(await knownResults(repository)),
      progress: reporter(args, terminal),
    },
    request,
  );
}

/** Files of `name=path` pairs; each must be there. Of a file in `temp`, which nobody else can open, only the name is told. */
export async function namedSources(
  pairs: ReadonlyMap<string, string>,
  cwd: string,
  temp: string | null = null,
): Promise<ReadonlyMap<string, ByteSource>> {
  const files = new Map<string, ByteSource>();
  for (const [name, path] of pairs) {
    const shown = temp !== null && dirname(path) === temp ? basename(path) : path;
    files.set(name, await requiredFile(resolve(cwd, path), shown));
  }
  return files;
}

function pullOf(args: Arguments): CheckRequest['pull'] {
  const text = args.text('pr');
  if (text === null) return null;
  if (!/^[1-9][0-9]{0,8}$/u.test(text))
    refuse('option-bad-value', { found: `--pr ${text}`, expected: 'the number of a pull request' });
  return { number: Number(text), author: null };
}

/** Progress on standard error: one line that is rewritten on a terminal, silence elsewhere and under --quiet. */
function reporter(args: Arguments, { stderr, env }: Terminal): (step: ProgressStep) => void {
  if (args.flag('quiet') || stderr.isTTY !== true || env['TERM'] === 'dumb') return () => {};
  return ({ step, bundle }) => {
    stderr.write(`\r\u001b[2K${progressText(step, bundle)}${step === 'gates' ? '\r\u001b[2K' : ''}`);
  };
}

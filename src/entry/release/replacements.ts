import { resolve } from 'node:path';
import { readLfsPointer } from '../../bundle/lfs.ts';
import type { TreeFile } from '../../bundle/repository.ts';
import { LARGEST_REPLACED, replaces, valueAt, withValue } from '../../check/replacement.ts';
import type { Replaceable } from '../../config/policy.ts';
import { readWhole } from '../../evidence/source.ts';
import { requiredFile } from '../../host/files.ts';
import { MlflowRegistry, mlflowAccess } from '../../host/registry/mlflow.ts';
import { refuse } from '../../problem.ts';
import { decodeUtf8 } from '../../reader/text.ts';
import { because, type ReleaseReason } from '../../release/reason.ts';
import type { Replaced } from '../../report/documents/propose.ts';
import { type Arguments, pairsOf } from '../arguments.ts';
import type { Desk } from '../ledger.ts';

/** What is to be put in the place of what, as the command line says it. */
interface Valued {
  readonly option: 'set' | 'alias';
  readonly path: string;
  readonly key: string;
  readonly value: string;
}
interface Pointed {
  readonly option: 'put';
  readonly path: string;
  readonly key: null;
  readonly file: string;
}
type Wish = Valued | Pointed;

/** Files of a commit as they would be. */
export interface Replacements {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly replaced: readonly Replaced[];
}

/**
 * Reads the commit that is live and puts what is asked for in its place. Refuses what the policy does not name; what cannot be
 * done is a wrong option (64).
 */
export async function replacementsOf(
  { args, terminal, repository }: Desk,
  commit: string,
  rules: readonly Replaceable[],
): Promise<Replacements | { readonly reasons: readonly ReleaseReason[] }> {
  const wishes = wishesOf(args);
  const unlisted = wishes.filter(
    (wish) => !rules.some(({ path, key }) => path === wish.path && key === wish.key),
  );
  const choices = rules.map(placeOf).join(', ');
  if (unlisted.length > 0)
    return { reasons: unlisted.map((one) => because('not-replaceable', { place: placeOf(one), choices })) };
  const tree = await repository.tree(commit);
  const files = new Map<string, Uint8Array>();
  const replaced: Replaced[] = [];
  for (const wish of wishes) {
    const file = tree.find(({ path }) => path === wish.path);
    const there = files.get(wish.path) ?? (await contentOf(repository, file));
    if (there === null) wrong(wish, 'a file of what is live, of at most a megabyte');
    const next =
      wish.option === 'put'
        ? await pointerIn(wish, there, terminal.cwd)
        : valueIn(wish, there, wish.option === 'alias' ? await aliased(wish, terminal.env) : wish.value);
    files.set(wish.path, next.bytes);
    replaced.push({ path: wish.path, key: wish.key, from: next.from, to: next.to });
  }
  return { files, replaced };
}

function wishesOf(args: Arguments): Wish[] {
  const valued = (option: 'set' | 'alias') =>
    [...pairsOf(args, option)].map(([place, value]): Wish => {
      const at = place.lastIndexOf(':');
      if (at < 1 || at === place.length - 1)
        refuse('option-bad-value', {
          found: `--${option} ${place}=${value}`,
          expected: `--${option} PATH:KEY=${option === 'set' ? 'VALUE' : 'MODEL@ALIAS'}`,
        });
      return { option, path: place.slice(0, at), key: place.slice(at + 1), value };
    });
  const put = [...pairsOf(args, 'put')].map(
    ([path, file]): Wish => ({ option: 'put', path, key: null, file }),
  );
  const wishes = [...valued('set'), ...valued('alias'), ...put];
  if (wishes.length === 0)
    refuse('option-missing', {
      expected: '--set PATH:KEY=VALUE, --alias PATH:KEY=MODEL@ALIAS or --put PATH=FILE',
    });
  return wishes;
}

async function contentOf(
  repository: Desk['repository'],
  file: TreeFile | undefined,
): Promise<Uint8Array | null> {
  return file?.mode === '100644' ? repository.read(file.oid, LARGEST_REPLACED) : null;
}

interface Next {
  readonly bytes: Uint8Array;
  readonly from: string | null;
  readonly to: string | null;
}

/** Longer values are no version, digest or name of a model. */
const LONGEST_VALUE = 300;

function valueIn(wish: Valued, there: Uint8Array, value: string): Next {
  if (value.length > LONGEST_VALUE || /\p{Cc}/u.test(value))
    wrong(wish, `a value of one line, at most ${LONGEST_VALUE} characters`);
  const text = decodeUtf8(there);
  const next = text === null ? { why: 'no-data' as const } : withValue(wish.path, text, wish.key, value);
  if (text === null || 'why' in next) {
    const { why } = next as { why: 'no-data' | 'no-value' | 'no-place' };
    return wrong(wish, EXPECTED[why]);
  }
  return { bytes: Buffer.from(next.text), from: valueAt(wish.path, text, wish.key), to: value };
}

const EXPECTED = {
  'no-data': 'a file of YAML, JSON or TOML',
  'no-value': 'a key that has one value in what is live',
  'no-place': 'a value that can be written there as what the old one is',
} as const;

async function pointerIn(wish: Pointed, there: Uint8Array, cwd: string): Promise<Next> {
  const source = await requiredFile(resolve(cwd, wish.file), wish.file);
  if (source.size === null || source.size > LARGEST_REPLACED) wrong(wish, 'a pointer, of at most a megabyte');
  const bytes = await readWhole(source.open() as AsyncIterable<Buffer>, wish.file, source.size);
  if (!replaces(wish.path, there, bytes, [{ path: wish.path, key: null }]))
    wrong(wish, 'a pointer of Git LFS or DVC, in the place of one that differs in nothing else');
  return { bytes, from: oidOf(there), to: oidOf(bytes) };
}

function oidOf(bytes: Uint8Array): string | null {
  const pointer = readLfsPointer(bytes);
  return pointer === null ? null : `sha256:${pointer.oid}`;
}

/** Number of the version that an alias of a registered model points to. */
async function aliased(wish: Valued, env: Desk['terminal']['env']): Promise<string> {
  const [, model = '', alias = ''] = /^(.+)@([^@]+)$/u.exec(wish.value) ?? [];
  if (alias === '') wrong(wish, 'a model and an alias such as support-bot@challenger');
  const access = mlflowAccess(env) ?? refuse('registry-unnamed', {});
  const { aliases } = await new MlflowRegistry(access, model).read();
  return aliases[alias] ?? wrong(wish, 'an alias that the registry has');
}

function placeOf({ path, key }: Replaceable): string {
  return key === null ? path : `${path}:${key}`;
}

function wrong(wish: Wish, expected: string): never {
  const what = wish.option === 'put' ? wish.file : wish.value;
  refuse('option-bad-value', { found: `--${wish.option} ${placeOf(wish)}=${what}`, expected });
}

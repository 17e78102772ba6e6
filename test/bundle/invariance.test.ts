import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { describeBundle } from '../../src/bundle/describe.ts';
import { GitRepository } from '../../src/host/git/repository.ts';
import { file, MadeRepository, scratch } from './git.ts';

/** Everything that would change what a checkout or an archive writes; none of it may change a digest. */
const ATTRIBUTES = [
  '*.md text eol=crlf ident',
  '*.txt filter=shout working-tree-encoding=UTF-16',
  'prompts/hidden.md export-ignore',
  'prompts/subst.md export-subst',
  '* -diff',
].join('\n');
const FILES = [
  file('.gitattributes', ATTRIBUTES),
  file('prompts/a.md', 'one\r\n$Id$\r\n'),
  file('prompts/b.md', 'two\n$Id: deadbeef $\n'),
  file('prompts/c.txt', 'quiet\n'),
  file('prompts/hidden.md', 'hidden\n'),
  file('prompts/subst.md', '$Format:%H$\n'),
  file('prompts/é.md', 'x'),
  file('prompts/e\u0301\u0302.md', 'x'),
  file('big.bin', Buffer.alloc(200_000, 'ab')),
];
const COMPONENTS = ['prompts/**', '**'].map((glob, i) => ({
  name: `c${i}`,
  kind: 'other' as const,
  paths: [glob],
  values: { seed: 0.1 },
  links: 'refuse' as const,
  confidential: false,
}));

async function digest(path: string, ref = 'HEAD'): Promise<string> {
  using repository = await GitRepository.open(path);
  const identity = { name: 'bot', components: COMPONENTS, provisional: false };
  return (await describeBundle(repository, await repository.commit(ref), identity)).digest;
}

const made = MadeRepository.init();
const url = `file://${made.path}`;
let expected = '';

beforeAll(async () => {
  made.commit([file('earlier')]);
  made.commit(FILES, 'main', true);
  expected = await digest(made.path);
});
afterEach(() => vi.unstubAllEnvs());

function clone(...options: readonly string[]): MadeRepository {
  const path = join(scratch(), 'clone');
  made.git(['clone', '--quiet', ...options, url, path]);
  return new MadeRepository(path);
}

test.each(['true', 'false', 'input'])('core.autocrlf %s and a checkout with it', async (autocrlf) => {
  const other = clone('--no-checkout');
  other.git(['config', 'core.autocrlf', autocrlf]);
  other.git(['config', 'filter.shout.smudge', 'tr a-z A-Z']);
  other.git(['config', 'filter.shout.clean', 'tr A-Z a-z']);
  other.git(['checkout', '--quiet', 'main']);
  expect(await digest(other.path)).toBe(expected);
});

test('a bare clone', async () => expect(await digest(clone('--bare').path)).toBe(expected));
test('a shallow clone', async () => expect(await digest(clone('--depth=1').path)).toBe(expected));
test('a shallow clone of two commits', async () =>
  expect(await digest(clone('--depth=2').path)).toBe(expected));

test('the object format SHA-256', async () => {
  const other = MadeRepository.init('--object-format=sha256');
  other.commit(FILES);
  expect(await digest(other.path)).toBe(expected);
});

test('loose objects, one pack, many packs', async () => {
  const other = clone();
  other.git(['gc', '--quiet', '--prune=now']);
  expect(await digest(other.path)).toBe(expected);
  const pack = other.raw(['pack-objects', '--all', '--stdout', '--quiet']);
  rmSync(join(other.path, '.git/objects/pack'), { recursive: true });
  other.git(['unpack-objects', '-q'], pack);
  expect(other.git(['count-objects', '-v'])).toContain('in-pack: 0');
  expect(await digest(other.path)).toBe(expected);
});

test('a work tree and an index that are dirty', async () => {
  const other = clone();
  writeFileSync(join(other.path, 'prompts/a.md'), 'changed\n');
  writeFileSync(join(other.path, 'prompts/new.md'), 'new\n');
  rmSync(join(other.path, 'prompts/b.md'));
  other.git(['add', '--all']);
  writeFileSync(join(other.path, 'big.bin'), 'changed after');
  expect(await digest(other.path)).toBe(expected);
});

test('a replaced blob, tree or commit', async () => {
  const other = clone();
  const to = other.git(['hash-object', '-w', '--stdin'], 'forged\n');
  other.git(['replace', other.git(['rev-parse', 'HEAD:prompts/a.md']), to]);
  other.git(['replace', other.git(['rev-parse', 'HEAD:prompts']), other.git(['rev-parse', 'HEAD^:'])]);
  other.git(['replace', 'HEAD', 'HEAD^']);
  expect(other.git(['show', 'HEAD:earlier'])).toBe('earlier');
  expect(await digest(other.path)).toBe(expected);
});

test.each([
  { TZ: 'Pacific/Apia', LANG: 'tr_TR.UTF-8', LC_ALL: 'tr_TR.UTF-8' },
  { TZ: 'Asia/Kathmandu', LANG: 'C', LC_ALL: 'POSIX', LANGUAGE: 'de' },
])('a machine of another place: %o', async (env) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
  expect(await digest(made.path)).toBe(expected);
});

test('another commit with the same content: rebased, squashed, reverted', async () => {
  const first = made.git(['rev-parse', 'HEAD']);
  const other = clone();
  other.commit([file('something else')], 'side');
  const rebased = other.commit(FILES, 'side', true);
  expect(rebased).not.toBe(first);
  expect(await digest(other.path, rebased)).toBe(expected);
});

test('settings of a user that change what git prints', async () => {
  const config = join(scratch(), 'config');
  const settings = [
    '[color]\n  ui = always',
    '[core]\n  quotePath = true\n  precomposeUnicode = true\n  ignoreCase = true',
    '[i18n]\n  logOutputEncoding = latin1',
    '[safe]\n  bareRepository = explicit',
    '[submodule]\n  recurse = true',
  ];
  writeFileSync(config, settings.join('\n'));
  vi.stubEnv('GIT_CONFIG_GLOBAL', config);
  expect(await digest(made.path)).toBe(expected);
  expect(await digest(clone('--bare').path)).toBe(expected);
});

import type { Repository } from '../bundle/repository.ts';
import type { FileFacts } from '../evidence/readers/reader.ts';
import { decodeUtf8 } from '../reader/text.ts';

type Tool = NonNullable<FileFacts['tool']>;

/** Packages of the tools whose results say which version wrote them. */
const PACKAGES: Readonly<Record<string, string>> = {
  promptfoo: 'promptfoo',
  inspect: 'inspect-ai',
  'lm-eval': 'lm-eval',
  garak: 'garak',
};

const LARGEST_LOCK = 16 * 1024 * 1024;
/** A monorepo has a lockfile or two; whoever has more than these cannot be told which one its evals use. */
const MOST_LOCKS = 8;

/**
 * Whether the files of a commit pin another version of the tool than the one that wrote some results. What no lockfile
 * pins, and what the results do not say, counts as equal.
 */
export async function isOtherHarness(
  repository: Repository,
  commit: string,
  tool: FileFacts['tool'],
): Promise<boolean> {
  if (tool === null || tool.version === null || PACKAGES[tool.name] === undefined) return false;
  const locks = (await repository.tree(commit)).filter(({ path }) => readerOf(path) !== null);
  for (const { path, oid } of locks.slice(0, MOST_LOCKS)) {
    const bytes = await repository.read(oid, LARGEST_LOCK);
    const text = bytes === null ? null : decodeUtf8(bytes);
    if (text !== null && pinnedIn(path, text, tool).some((version) => version !== tool.version)) return true;
  }
  return false;
}

/** Versions that a lockfile pins a tool to. */
export function pinnedIn(path: string, text: string, { name }: Tool): string[] {
  const pattern = readerOf(path)?.(PACKAGES[name] ?? name);
  if (pattern === undefined) return [];
  return [...text.matchAll(pattern)].flatMap(([, version]) => (version === undefined ? [] : [version]));
}

type Reader = (name: string) => RegExp;

/** A name as Python's indexes compare it: dots, dashes and underscores are the same. */
const python = (name: string): string => name.replaceAll('-', '[-_.]');

const READERS: readonly (readonly [RegExp, Reader])[] = [
  [
    /(?:^|\/)package-lock\.json$/u,
    (name) => new RegExp(`"node_modules/${name}":\\s*\\{\\s*"version":\\s*"([^"]+)"`, 'gu'),
  ],
  [/(?:^|\/)pnpm-lock\.yaml$/u, (name) => new RegExp(`^ {2}['"]?/?${name}@([0-9][^(:'"\\s]*)`, 'gmu')],
  [
    /(?:^|\/)yarn\.lock$/u,
    (name) => new RegExp(`^"?${name}@[^\\n]*:\\n[ \\t]+version:? "?([^"\\n]+)`, 'gmu'),
  ],
  [
    /(?:^|\/)(?:uv|poetry|pdm)\.lock$/u,
    (name) => new RegExp(`^name = "${python(name)}"\\nversion = "([^"]+)"`, 'gmu'),
  ],
  [
    /(?:^|\/)[\w.-]*(?:requirements|constraints)[\w.-]*\.txt$/u,
    (name) => new RegExp(`^${python(name)}(?:\\[[^\\]\\n]*\\])?==([^\\s;\\\\]+)`, 'gimu'),
  ],
];

function readerOf(path: string): Reader | null {
  return READERS.find(([name]) => name.test(path))?.[1] ?? null;
}

import { EXIT, type Problem, problem, Refusal } from '../problem.ts';
import { append } from '../reader/append.ts';
import { exactUtf8 } from '../reader/text.ts';
import type { Bundle, BundleWarning, Component, ComponentRule, Entry, Identity } from './bundle.ts';
import { bundleDigest, componentDigest } from './digest.ts';
import { anyGlob, type Matcher } from './glob.ts';
import { type BlobDigest, ObjectMissing, type Repository, type TreeFile } from './repository.ts';

/**
 * The bundle that an identity names at a commit. Refuses, all at once, what would make the digest ambiguous inside a
 * component: links, paths that are not UTF-8, paths that differ only in case or normalisation. A provisional bundle
 * (nobody asked for it yet) leaves such paths out with a warning instead.
 */
export async function describeBundle(
  repository: Repository,
  commit: string,
  identity: Identity,
): Promise<Bundle> {
  const owned = assign(await repository.tree(commit), identity.components);
  const targets = await linkTargets(repository, owned);
  const problems = [...owned].flatMap(([rule, files]) =>
    files.flatMap((file) => fileProblem(rule, file, targets)),
  );
  append(problems, collisions([...owned.values()].flat()));
  if (problems.length > 0 && !identity.provisional) throw new Refusal(sorted(problems), EXIT.usage);

  const leftOut = new Set(problems.map((one) => one.file));
  const kept = new Map(
    [...owned].map(([rule, files]) => [rule, files.filter((file) => !leftOut.has(file.path))]),
  );
  const blobs = [...kept.values()].flat().filter((file) => file.mode !== SUBMODULE);
  const digests = await repository.hash(blobs.map((file) => file.oid));
  const lacking = notInClone(kept, digests, targets, identity);
  const leftBehind = new Set(lacking.map((one) => one.file));
  const components = [...kept].map(([rule, files]) =>
    component(
      rule,
      files.filter(({ path }) => !leftBehind.has(path)),
      digests,
      targets,
    ),
  );
  return {
    name: identity.name,
    commit,
    digest: bundleDigest(identity.name, components),
    components,
    provisional: identity.provisional,
    warnings: [...[...problems, ...lacking].map(leftOutWarning), ...components.flatMap(emptyWarning)],
  };
}

const SYMLINK = '120000';
const SUBMODULE = '160000';

/** Files whose bytes the clone lacks: a version that was asked for cannot be told without them. */
function notInClone(
  owned: ReadonlyMap<ComponentRule, readonly TreeFile[]>,
  digests: ReadonlyMap<string, BlobDigest>,
  targets: LinkTargets,
  { provisional }: Identity,
): Problem[] {
  return [...owned].flatMap(([rule, files]) =>
    files.flatMap((file) => {
      if (digests.has(file.oid) || targets.get(file) !== undefined || file.mode === SUBMODULE) return [];
      if (!provisional) throw new ObjectMissing(file.oid);
      return [problem('git-object-missing', { file: file.path, args: { component: rule.name } })];
    }),
  );
}

/** Gives each file to the first component whose paths match. Components without files stay. */
export function assign(
  tree: readonly TreeFile[],
  rules: readonly ComponentRule[],
): Map<ComponentRule, TreeFile[]> {
  const owned = new Map(rules.map((rule): [ComponentRule, TreeFile[]] => [rule, []]));
  const owner = ownerOf(rules);
  for (const file of tree) {
    const rule = owner(file.path);
    if (rule !== null) owned.get(rule)?.push(file);
  }
  return owned;
}

/** Which component a path belongs to, by the first match; null where none has it. */
export function ownerOf(rules: readonly ComponentRule[]): (path: string) => ComponentRule | null {
  const matchers = rules.map((rule): [ComponentRule, Matcher] => [rule, anyGlob(rule.paths)]);
  return (path) => matchers.find(([, matches]) => matches(path))?.[0] ?? null;
}

function fileProblem(rule: ComponentRule, file: TreeFile, targets: LinkTargets): Problem[] {
  const at = { file: file.path, args: { component: rule.name } };
  if (!file.validPath) return [problem('path-not-utf8', { ...at, expected: 'a path in UTF-8' })];
  if (targets.get(file) === null)
    return [problem('path-not-utf8', { ...at, found: 'the text of a link', expected: LINK_EXPECTED })];
  if (rule.links === 'record') return [];
  const kind = file.mode === SYMLINK ? 'symlink' : file.mode === SUBMODULE ? 'submodule' : null;
  if (kind === null) return [];
  return [problem(`component-${kind}`, { ...at, found: kind, expected: 'a regular file, or links: record' })];
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the range of ASCII is what is meant
const ASCII = /^[\x00-\x7f]*$/u; // normalising costs more than all the rest of a large tree, and changes no ASCII

/** Paths of all components together that a case-insensitive or normalising file system cannot tell apart. */
function collisions(files: readonly TreeFile[]): Problem[] {
  const byFold = new Map<string, string>();
  const found: Problem[] = [];
  for (const { path } of files) {
    const fold = ASCII.test(path) ? path.toLowerCase() : path.normalize('NFC').toLowerCase();
    const first = byFold.get(fold);
    if (first === undefined) byFold.set(fold, path);
    else
      found.push(
        problem('path-collision', {
          file: path,
          found: first,
          expected: 'paths that differ in more than case or normalisation',
        }),
      );
  }
  return found;
}

/** Entries keep the tree's order, which is the order of the bytes of their paths. */
function component(
  rule: ComponentRule,
  files: readonly TreeFile[],
  digests: ReadonlyMap<string, BlobDigest>,
  targets: LinkTargets,
): Component {
  const entries = files.map((file) => entry(file, digests.get(file.oid), targets.get(file) ?? undefined));
  const content = { name: rule.name, kind: rule.kind, entries, values: rule.values };
  return { ...content, digest: componentDigest(content) };
}

/** What recorded links point to; null where a link's text is no path that could be written down. */
type LinkTargets = ReadonlyMap<TreeFile, string | null>;

const LONGEST_LINK = 65_536;
const LINK_EXPECTED = `UTF-8 of at most ${LONGEST_LINK} bytes`;

async function linkTargets(
  repository: Repository,
  owned: ReadonlyMap<ComponentRule, readonly TreeFile[]>,
): Promise<LinkTargets> {
  const targets = new Map<TreeFile, string | null>();
  for (const [rule, files] of owned) {
    if (rule.links !== 'record') continue;
    for (const file of files) {
      if (file.mode === SUBMODULE) targets.set(file, file.oid);
      if (file.mode !== SYMLINK) continue;
      const text = await repository.read(file.oid, LONGEST_LINK);
      targets.set(file, text === null ? null : exactUtf8(text));
    }
  }
  return targets;
}

function entry({ path, mode }: TreeFile, digest: BlobDigest | undefined, target: string | undefined): Entry {
  if (target !== undefined) return { path, mode, target };
  if (digest === undefined) throw new Error('a blob of the bundle was not hashed');
  if (digest.lfs !== null) return { path, mode, lfs: digest.lfs };
  return { path, mode, sha256: digest.sha256, size: digest.size };
}

function sorted(problems: readonly Problem[]): Problem[] {
  return [...problems].sort((a, b) => compareText(a.file ?? '', b.file ?? '') || compareText(a.code, b.code));
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function leftOutWarning(one: Problem): BundleWarning {
  return {
    code: 'path-left-out',
    component: String(one.args['component'] ?? ''),
    path: one.file,
    reason: one.code,
  };
}

function emptyWarning(one: Component): BundleWarning[] {
  return one.entries.length > 0
    ? []
    : [{ code: 'component-empty', component: one.name, path: null, reason: null }];
}

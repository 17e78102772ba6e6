import { ownerOf } from '../bundle/describe.ts';
import { type Judged, kindsOf } from '../bundle/detect.ts';
import type { Kind } from '../bundle/kinds.ts';
import type { Stage } from '../config/terms.ts';
import { type ComponentDraft, draftComponents, rulesOf } from './components.ts';
import { draftEvidence, type EvidenceDraft } from './evidence.ts';
import { type Feature, featuresOf, slug } from './features.ts';
import { isWritable } from './globs.ts';
import type { Survey } from './survey.ts';

/** A bundle as `init` would write it. */
export interface BundleDraft {
  readonly name: string;
  /** Path of its configuration. */
  readonly file: string;
  /** Folder that prefixes its globs; null for the whole repository. */
  readonly root: string | null;
  readonly components: readonly ComponentDraft[];
  readonly evidence: readonly EvidenceDraft[];
  /** `observe` until there are results to judge by. */
  readonly stage: Stage;
}

/** What was looked for and not found. */
export const MISSING = [
  'no-feature',
  'no-prompt',
  'no-model',
  'no-evals',
  'no-results',
  'no-rollback-plan',
] as const;
export type Missing = (typeof MISSING)[number];

export const SINGLE = '.github/airlock.yml';
export const DEFAULTS = '.github/airlock/_defaults.yml';

/** One bundle for a repository, or one for each feature of a monorepo and one for what they share; none where nothing was found. */
export function draftBundles(survey: Survey, folder: string): BundleDraft[] {
  const taken = survey.judged.filter(({ kind }) => kind !== null);
  if (kindsOf(taken).size === 0) return [];
  const features = featuresOf(survey.judged, survey.tree);
  if (features.length === 0) {
    const name = slug(survey.name ?? '') ?? slug(folder) ?? 'default';
    return [bundle({ name, root: '' }, SINGLE, survey, [])];
  }
  const shared = { name: sharedName(features), root: '' };
  const drafts = features.map((one) => bundle(one, fileOf(one.name), survey, []));
  const rest = survey.judged.filter(({ path }) => isWritable(path) && !isBelowAny(path, features));
  return isShared(rest) ? [...drafts, bundle(shared, fileOf(shared.name), survey, features)] : drafts;
}

function fileOf(name: string): string {
  return `.github/airlock/${name}.yml`;
}

const DECIDES: readonly Kind[] = ['prompt', 'model', 'inference', 'tools', 'routing', 'safety'];

/** What lies outside every feature is a bundle of its own where it decides what a model does. */
function isShared(rest: readonly Judged[]): boolean {
  const kinds = kindsOf(rest);
  return DECIDES.some((kind) => kinds.has(kind));
}

function sharedName(features: readonly Feature[]): string {
  return features.some(({ name }) => name === 'shared') ? 'shared-by-all' : 'shared';
}

/** The bundle of a folder, without what lies in the folders of others. */
function bundle(
  { name, root }: Feature,
  file: string,
  survey: Survey,
  others: readonly Feature[],
): BundleDraft {
  const prefix = root === '' ? '' : `${root}/`;
  const inside = <T extends { readonly path: string }>(all: readonly T[]): T[] =>
    all.filter(({ path }) => path.startsWith(prefix) && !isBelowAny(path, others));
  // Globs are written from the folder on; `root:` puts it before them.
  const relative = <T extends { readonly path: string }>(all: readonly T[]): T[] =>
    all
      .filter(({ path }) => path.startsWith(prefix))
      .map((one) => ({ ...one, path: one.path.slice(prefix.length) }));
  const [script] = inside(survey.scripts);
  const [step] = survey.steps.filter(({ run }) => root === '' && !run.includes('\n'));
  const evidence = draftEvidence(
    inside(survey.suites),
    inside(survey.results),
    script?.run ?? step?.run ?? null,
    file === SINGLE ? null : name,
  );
  return {
    name,
    file,
    root: root === '' ? null : root,
    components: draftComponents(relative(inside(survey.judged)), relative(survey.tree)),
    evidence,
    stage: evidence.some(({ items }) => (items ?? 0) > 0) ? 'enforce' : 'observe',
  };
}

function isBelowAny(path: string, features: readonly Feature[]): boolean {
  return features.some(({ root }) => isBelow(path, root));
}

function isBelow(path: string, root: string): boolean {
  return path.startsWith(`${root}/`);
}

/** What was not found, over all bundles together. */
export function missingOf(survey: Survey, drafts: readonly BundleDraft[]): Missing[] {
  const kinds = new Set(drafts.flatMap(({ components }) => components.map(({ kind }) => kind)));
  const checks: readonly (readonly [Missing, boolean])[] = [
    ['no-feature', drafts.length === 0],
    ['no-prompt', !kinds.has('prompt')],
    ['no-model', !kinds.has('model') && !survey.judged.some(({ kind, model }) => kind !== null && model)],
    [
      'no-evals',
      !kinds.has('evals') && survey.suites.length + survey.steps.length + survey.scripts.length === 0,
    ],
    ['no-results', survey.results.length === 0],
    ['no-rollback-plan', !kinds.has('rollback-plan')],
  ];
  return checks.flatMap(([code, is]) => (is ? [code] : []));
}

/** A file that looks like a part of a feature and was left out. */
export interface LeftOut {
  readonly path: string;
  readonly basis: Judged['basis'] | 'name-is-a-glob' | 'outside-features' | 'too-many' | 'unowned';
}

/** Near misses, in the order of their paths. */
export function leftOut(survey: Survey, drafts: readonly BundleDraft[]): LeftOut[] {
  const owner = ownerOf(
    drafts.flatMap(({ components, root }) => rulesOf(components, root === null ? '' : `${root}/`)),
  );
  const everywhere = drafts.some(({ root }) => root === null);
  return survey.judged.flatMap(({ path, kind, basis }): LeftOut[] => {
    if (kind === null) return basis === 'configuration' ? [] : [{ path, basis }];
    if (drafts.length === 0 || owner(path) !== null) return [];
    if (!isWritable(path)) return [{ path, basis: 'name-is-a-glob' }];
    const inside = everywhere || drafts.some(({ root }) => root !== null && isBelow(path, root));
    return [{ path, basis: inside ? 'too-many' : 'outside-features' }];
  });
}

import { basename } from 'node:path';
import { ownerOf } from '../../bundle/describe.ts';
import { readConfig } from '../../config/read.ts';
import { engineFacts } from '../../host/engine.ts';
import { defaultBranch } from '../../host/git/default-branch.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { workflowTemplates } from '../../host/templates.ts';
import { workTreeAt, writeAll } from '../../host/work-tree.ts';
import { EXIT, Refusal, refuse } from '../../problem.ts';
import { configText, defaultsText, WRITTEN_BY } from '../../report/airlock-yml.ts';
import { initDocument } from '../../report/documents/init.ts';
import { initText } from '../../report/init-text.ts';
import { unifiedDiff } from '../../report/unified-diff.ts';
import { type Dialect, translated } from '../../setup/dialect.ts';
import { type BundleDraft, DEFAULTS, draftBundles, leftOut, missingOf } from '../../setup/draft.ts';
import { existingConfigs, unowned } from '../../setup/existing.ts';
import { onBranch, pinned, pinOf } from '../../setup/pins.ts';
import { isWritten, planFiles, stamped, type Wanted } from '../../setup/plan.ts';
import { isUseful, type Places, placed, placesOf } from '../../setup/release-workflows.ts';
import { type Survey, surveyOf } from '../../setup/survey.ts';
import { RELEASE_COMMIT, VERSION } from '../../version.ts';
import type { Arguments } from '../arguments.ts';
import type { Terminal } from '../io.ts';
import { dialectFor } from '../server.ts';
import { withRepository } from '../session.ts';
import { type Answer, type Command, common, PLAIN_FORMS } from './command.ts';

/** From nothing to a configuration and workflows; a second run changes nothing. */
export const initCommand: Command = {
  name: 'init',
  summary: 'detects components and evals, writes the configuration and the workflows',
  usage:
    'airlock init [--dry-run] [--pin COMMIT] [--overwrite] [--host HOST] [--from HOST/OWNER/airlock] [--runs-on LABELS] [--release]',
  options: {
    'dry-run': { type: 'boolean', help: 'show what would be written, and write nothing' },
    pin: {
      type: 'string',
      value: 'COMMIT',
      help: 'commit of Airlock that workflows use; that of this release unless given',
    },
    host: {
      type: 'string',
      value: 'HOST',
      help: "GitHub that workflows are for; the runner's or that of the remote unless given",
    },
    from: {
      type: 'string',
      value: 'HOST/OWNER/airlock',
      help: 'copy of Airlock on that server; airlock-ci/airlock unless given',
    },
    'runs-on': {
      type: 'string',
      value: 'LABELS',
      help: 'labels of the runner, separated by commas; on an Enterprise Server self-hosted,linux unless given',
    },
    overwrite: { type: 'boolean', help: 'replace files that somebody has edited' },
    release: {
      type: 'boolean',
      help: 'also the workflows of promotion and rollback; always where the policy has `environments`',
    },
    repo: { type: 'string', value: 'DIR', help: 'repository; the current folder unless given' },
    ...common(PLAIN_FORMS),
  },
  forms: PLAIN_FORMS,
  words: 0,
  run: (args, terminal) => withRepository(args, terminal, (repository) => init(args, terminal, repository)),
};

async function init(args: Arguments, terminal: Terminal, repository: GitRepository): Promise<Answer> {
  const dryRun = args.flag('dry-run');
  const pin = pinFor(args.text('pin'), dryRun);
  const dialect = await dialectFor(args, terminal, repository.location);
  const top = repository.workTree ?? refuse('no-work-tree', { expected: 'a clone with a work tree' });
  const workTree = workTreeAt(top);
  const commit = await firstCommit(repository);
  const survey = await surveyOf(repository, commit, workTree);
  const proposed = draftBundles(survey, basename(top));
  const existing = await existingConfigs(workTree);
  const ours = new Set([...proposed.map(({ file }) => file), ...(proposed.length > 1 ? [DEFAULTS] : [])]);
  const foreign = existing.filter(({ path }) => !ours.has(path));
  // Somebody has said already what the bundles are; ours beside theirs would be others.
  const drafts = foreign.length > 0 ? [] : proposed;
  const policies = existing.flatMap(({ result }) => (result.ok ? [result.policy] : []));
  const places = placesOf(policies, args.flag('release'));
  const isEmpty = proposed.length === 0 && existing.length === 0;
  const { workflows, absent } = await workflowFiles(pin ?? RELEASE_COMMIT, dialect, places, repository);
  const files = await planFiles(
    isEmpty ? [] : [...configFiles(drafts), ...workflows],
    workTree,
    args.flag('overwrite'),
  );
  const written = files.filter(isWritten);
  if (!dryRun) await writeAll(top, written);
  const document = initDocument(
    {
      commit,
      dryRun,
      pin,
      server: dialect.server,
      kit: dialect.kit,
      absent: isEmpty ? [] : absent,
      survey: { ...survey, gates: survey.gates.filter((path) => !files.some((file) => file.path === path)) },
      drafts,
      files,
      leftOut: foreign.length > 0 ? unownedBy(foreign, survey) : leftOut(survey, drafts),
      missing: foreign.length > 0 ? [] : missingOf(survey, drafts),
      existing: foreign.map(({ path }) => path),
      diffOf: (file) =>
        isWritten(file) || file.action === 'keep' ? unifiedDiff(file.path, file.now, file.text) : null,
    },
    await engineFacts(),
  );
  return {
    exit: isEmpty ? EXIT.undecided : EXIT.go,
    text: (palette) => initText(document, palette),
    json: () => document,
  };
}

/** A dry run shows the files of a copy that is no release too; they are never written. */
function pinFor(given: string | null, dryRun: boolean): string | null {
  return dryRun && given === null && /^0+$/u.test(RELEASE_COMMIT) ? null : pinOf(given, RELEASE_COMMIT);
}

async function firstCommit(repository: GitRepository): Promise<string | null> {
  try {
    return await repository.commit('HEAD');
  } catch (error) {
    if (
      error instanceof Refusal &&
      error.problems.some(({ code }) => code === 'no-commits' || code === 'unknown-ref')
    )
      return null;
    throw error;
  }
}

/** The configurations, each of which the real reader has accepted. */
function configFiles(drafts: readonly BundleDraft[]): Wanted[] {
  const shared = drafts.length > 1 ? defaultsText(commonStage(drafts)) : null;
  const defaults = shared === null ? null : { path: DEFAULTS, text: stamped(shared, WRITTEN_BY) };
  const files = drafts.map((draft) => ({
    path: draft.file,
    text: stamped(configText(draft, defaults === null ? null : commonStage(drafts)), WRITTEN_BY),
  }));
  for (const { path, text } of files) {
    const result = readConfig(
      { path, bytes: Buffer.from(text) },
      defaults === null ? null : { path: DEFAULTS, bytes: Buffer.from(defaults.text) },
      'default',
    );
    if (!result.ok) throw new Refusal(result.problems, EXIT.fault);
  }
  return defaults === null ? files : [defaults, ...files];
}

function commonStage(drafts: readonly BundleDraft[]): BundleDraft['stage'] {
  return drafts.every(({ stage }) => stage === 'enforce') ? 'enforce' : 'observe';
}

async function workflowFiles(
  pin: string,
  dialect: Dialect,
  places: Places | null,
  { location }: GitRepository,
): Promise<{ readonly workflows: Wanted[]; readonly absent: readonly string[] }> {
  const branch = await defaultBranch(location);
  const all = (await workflowTemplates())
    .filter(({ name }) => isUseful(name, places))
    .map(({ name, text }) => ({
      name,
      text: placed(onBranch(pinned(text, pin, VERSION), branch), places),
    }));
  const { templates, absent } = translated(all, dialect);
  const workflows = templates.map(({ name, text }) => ({
    path: `.github/workflows/${name}`,
    text: stamped(text, WRITTEN_BY),
  }));
  return { workflows, absent };
}

function unownedBy(configs: Awaited<ReturnType<typeof existingConfigs>>, survey: Survey) {
  const rules = configs.flatMap(({ result }) => (result.ok ? result.identity.components : []));
  return unowned(survey.judged, ownerOf(rules));
}

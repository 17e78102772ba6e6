import { DETECTION_VERSION } from '../../bundle/detect.ts';
import { type BundleDraft, type LeftOut, type Missing, SINGLE } from '../../setup/draft.ts';
import { isWritten, type PlannedFile } from '../../setup/plan.ts';
import type { Server } from '../../setup/server.ts';
import type { Survey } from '../../setup/survey.ts';
import type { Engine } from './documents.ts';

export interface InitFacts {
  /** Null where there is no commit yet. */
  readonly commit: string | null;
  readonly dryRun: boolean;
  /** What our actions are pinned to; null in a dry run without one. */
  readonly pin: string | null;
  readonly server: Server;
  /** `OWNER/NAME` that our actions come from there. */
  readonly kit: string;
  /** Workflows that cannot work on this server, and are not written. */
  readonly absent: readonly string[];
  readonly survey: Survey;
  readonly drafts: readonly BundleDraft[];
  readonly files: readonly PlannedFile[];
  readonly leftOut: readonly LeftOut[];
  readonly missing: readonly Missing[];
  /** Configurations that were there before, which are left alone. */
  readonly existing: readonly string[];
  /** Of a file that is written, what changes, as a unified diff. */
  readonly diffOf: (file: PlannedFile) => string | null;
}

/** What `init` found and did, `airlock.init/1`. */
export function initDocument(facts: InitFacts, engine: Engine) {
  const { survey, drafts, files } = facts;
  return {
    schema: 'airlock.init/1' as const,
    engine,
    commit: facts.commit,
    dryRun: facts.dryRun,
    pin: facts.pin,
    server: facts.server,
    kit: facts.kit,
    absent: facts.absent,
    detection: DETECTION_VERSION,
    files: files.map((file) => ({
      path: file.path,
      action: file.action,
      written: isWritten(file) && !facts.dryRun,
      diff: facts.diffOf(file),
    })),
    existing: facts.existing,
    layout:
      drafts.length === 0 ? null : drafts[0]?.file === SINGLE ? ('single' as const) : ('several' as const),
    bundles: drafts.map(({ name, file, root, stage, components, evidence }) => ({
      bundle: name,
      file,
      root,
      stage,
      components,
      evidence: evidence.map(({ criteria, ...one }) => ({
        ...one,
        criteria: criteria.map(({ gate, metric, statistic }) => ({ gate, metric, statistic })),
      })),
    })),
    found: {
      suites: survey.suites,
      gates: survey.gates,
      workflows: survey.steps,
      scripts: survey.scripts,
      results: survey.results.map(({ path, format, items, complete }) => ({ path, format, items, complete })),
      notUnderstood: survey.noResults,
    },
    leftOut: facts.leftOut,
    missing: facts.missing,
  };
}
export type InitDocument = ReturnType<typeof initDocument>;

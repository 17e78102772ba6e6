import { join } from 'node:path';
import { info } from '@actions/core';
import type { CheckResult } from '../../check.ts';
import { engineFacts } from '../../host/engine.ts';
import { writeWhole } from '../../host/files.ts';
import type { GitRepository } from '../../host/git/repository.ts';
import { riskDocument, risksDocument } from '../../report/documents/documents.ts';
import { classifySummary, nothingDue } from '../../report/look-summary.ts';
import { riskText } from '../../report/risk-text.ts';
import { PLAIN } from '../../report/terminal.ts';
import { withoutCommands } from '../../report/voice.ts';
import { NO_RESULTS } from '../release/judge.ts';
import type { ActionContext } from './context.ts';
import { guardedInCheckout } from './guard.ts';
import { type LookInputs, readLookInputs, readRef, readSince } from './inputs.ts';
import { isWithoutKeys, ledgerFor, lookAt } from './look.ts';
import { setOutputs, tierOf } from './outputs.ts';
import { PullDesk } from './pull.ts';
import { SHARD_SIDES, type ShardLeg, type ShardSide, shardRead } from './shards.ts';
import type { Started } from './start.ts';
import { writeSummary } from './voice.ts';

/** `actions/classify`: what a change is, and what must be run for it, before any model is called. */
export function runClassify(started: Started): Promise<void> {
  return guardedInCheckout(started, async (context, repository) => {
    const inputs = readLookInputs();
    const isOfLive = readSince() === 'live';
    const looked = isOfLive
      ? await lookAtDue(context, { ...inputs, ref: readRef() })
      : await lookAtChange(context, repository, inputs);
    const { results, required } = looked;
    const engine = await engineFacts();
    const documents = results.map((result) => riskDocument(result, engine));
    const [only] = documents;
    const document = documents.length === 1 && only !== undefined ? only : risksDocument(documents);
    const path = join(context.temp, 'airlock-risk.json');
    await writeWhole(path, `${JSON.stringify(document, null, 2)}\n`);
    for (const result of results) info(withoutCommands(riskText(result, PLAIN)));
    const touched = results.filter((result) => !result.unchanged);
    setOutputs('classify', {
      changed: String(touched.length > 0),
      tier: tierOf(results),
      scope: results.some(({ risk }) => risk.scope === 'cross-cutting') ? 'cross-cutting' : 'feature',
      'required-evidence': JSON.stringify({
        required,
        carried: results.flatMap(carriedOf),
        estimate: totalEstimate(required),
      }),
      // A run without keys measures nothing: what is due is deferred, and no job is started to fail.
      matrix: JSON.stringify(isWithoutKeys(context) ? [] : required.flatMap(legsOf)),
      bundles: JSON.stringify(touched.map(({ head }) => head.bundle.name)),
      result: path,
    });
    await writeSummary(isOfLive && touched.length === 0 ? nothingDue() : classifySummary(results));
    looked.desk?.speak();
  });
}

interface Looked {
  readonly results: readonly CheckResult[];
  readonly required: readonly Need[];
  readonly desk: PullDesk | null;
}

async function lookAtChange(
  context: ActionContext,
  repository: GitRepository,
  inputs: LookInputs,
): Promise<Looked> {
  const desk = new PullDesk(context, inputs);
  const results = await lookAt(context, repository, desk, {
    ...inputs,
    environment: null,
    evidence: new Map(),
    baselines: new Map(),
    results: NO_RESULTS,
    known: ledgerFor(desk, repository),
  });
  return { results, required: results.filter((result) => !result.unchanged).flatMap(needsOf), desk };
}

/** What is live was measured when it was released: only what the ledger does not keep of it is run again. */
async function lookAtDue(
  context: ActionContext,
  inputs: LookInputs & { readonly ref: string | null },
): Promise<Looked> {
  const { dueCandidates } = await import('./due.ts');
  const due = await dueCandidates(context, inputs);
  const required = due.flatMap(({ result, unkept }) =>
    needsOf(result).map((need) => (unkept.has(need.evidence) ? need : { ...need, baseline: null })),
  );
  return { results: due.map(({ result }) => result), required, desk: null };
}

interface Need {
  readonly bundle: string;
  readonly evidence: string;
  readonly purpose: string;
  readonly path: string;
  readonly run: string | null;
  readonly baseline: string | null;
  readonly shards: number;
  readonly because: readonly string[];
  /** Why recorded results are not taken over; null where there are none. */
  readonly refused: string | null;
  readonly usd: number | null;
  readonly minutes: number | null;
  /** How its results are read, for whoever puts shards together. */
  readonly read: string;
  readonly commits: Readonly<Record<ShardSide, string>>;
}

function needsOf({ base, head, required, rules }: CheckResult): Need[] {
  return required.required.map(
    ({ name, purpose, path, run, baseline, shards, because, refused, estimate }) => ({
      bundle: head.bundle.name,
      evidence: name,
      purpose,
      path,
      run,
      baseline,
      shards,
      because,
      refused,
      ...estimate,
      read: shardRead(rules, name),
      commits: { candidate: head.commit, baseline: base.commit },
    }),
  );
}

/** What is taken over instead of being run. */
function carriedOf({ head, required }: CheckResult) {
  return required.carried.map(({ name, from, estimate }) => ({
    bundle: head.bundle.name,
    evidence: name,
    from,
    ...estimate,
  }));
}

/** What all of it costs; null where one part does not say. */
function totalEstimate(needs: readonly Need[]): { usd: number | null; minutes: number | null } {
  const sum = (parts: readonly (number | null)[]): number | null =>
    parts.reduce<number | null>((all, one) => (all === null || one === null ? null : all + one), 0);
  return { usd: sum(needs.map(({ usd }) => usd)), minutes: sum(needs.map(({ minutes }) => minutes)) };
}

/** What has no command is made by the team in its own way, and is no job of ours. */
function legsOf({ bundle, evidence, run, path, baseline, shards, read, commits }: Need): ShardLeg[] {
  if (run === null) return [];
  const sides = SHARD_SIDES.filter((side) => side === 'candidate' || baseline !== null);
  return sides.flatMap((side) =>
    Array.from({ length: shards }, (_, i) => ({
      bundle,
      evidence,
      side,
      run,
      path,
      read,
      commit: commits[side],
      shard: i + 1,
      shards,
    })),
  );
}

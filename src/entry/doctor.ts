import { collectFacts } from '../doctor/collect.ts';
import { examine } from '../doctor/examine.ts';
import type { LiveBundle } from '../doctor/facts.ts';
import type { DoctorFinding } from '../doctor/finding.ts';
import { type Settings, untold } from '../doctor/settings.ts';
import { engineFacts } from '../host/engine.ts';
import { workTreeResults } from '../host/files.ts';
import type { GitRepository } from '../host/git/repository.ts';
import { exercisedAt } from '../release/exercised.ts';
import { type DoctorDocument, doctorDocument } from '../report/documents/doctor.ts';
import type { Terminal } from './io.ts';
import { knownLedger } from './store.ts';

/** What is examined, and how GitHub is asked about it. */
export interface Subject {
  readonly ref: string;
  /** Null: GitHub is not asked. */
  readonly name: { readonly owner: string; readonly repo: string } | null;
  readonly token: string;
  readonly apiUrl: string;
  readonly env: Terminal['env'];
  /** YYYY-MM-DD. */
  readonly today: string;
}

/** Examines a repository, for the command and for the action. */
export async function doctored(
  repository: GitRepository,
  subject: Subject,
): Promise<{ readonly document: DoctorDocument; readonly findings: readonly DoctorFinding[] }> {
  const { name, today } = subject;
  const commit = await repository.commit(subject.ref);
  const sources = {
    repository,
    results: workTreeResults(repository.workTree),
    settings: await settingsOf(subject),
    live: await liveBundles(repository),
    today,
  };
  const findings = examine(await collectFacts(sources, commit));
  const asked = name === null ? null : `${name.owner}/${name.repo}`;
  return {
    document: doctorDocument({ commit, repository: asked }, findings, await engineFacts()),
    findings,
  };
}

/** GitHub is asked where there is a name and a token; its client is loaded only then. */
async function settingsOf({ name, token, apiUrl, env }: Subject): Promise<Settings> {
  if (name === null || token === '') return untold('no-token');
  const { connect } = await import('../host/github/client.ts');
  const { readSettings } = await import('../host/github/settings.ts');
  const access = { token, apiUrl, ...name };
  return readSettings(await connect(access, env), access);
}

async function liveBundles(repository: GitRepository): Promise<LiveBundle[]> {
  const known = await knownLedger(repository);
  if (known === null) return [];
  const { state } = known.opened;
  return Object.values(state.pairs).flatMap(({ bundle, environment, live, target }) =>
    live === null
      ? []
      : [
          {
            bundle,
            environment,
            version: live.version,
            target: target?.version ?? null,
            exercised: exercisedAt(state, bundle),
          },
        ],
  );
}

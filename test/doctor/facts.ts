import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../../src/config/read.ts';
import { readOwners } from '../../src/doctor/codeowners.ts';
import { examine } from '../../src/doctor/examine.ts';
import type { ConfigFacts, DoctorFacts, LiveBundle } from '../../src/doctor/facts.ts';
import type { DoctorFinding } from '../../src/doctor/finding.ts';
import type { Environment, Settings, Told } from '../../src/doctor/settings.ts';
import { pinned } from '../../src/setup/pins.ts';
import { isUseful } from '../../src/setup/release-workflows.ts';
import { ROOT } from '../scenario/paths.ts';

const template = (name: string): string =>
  pinned(readFileSync(join(ROOT, 'workflows-templates', name), 'utf8'), 'a1'.repeat(20), '1.2.3');

export const GATE = template('airlock-gate.yml');

/** Every other template that a user copies who releases nothing yet. */
const OTHERS = readdirSync(join(ROOT, 'workflows-templates')).filter(
  (name) => !name.startsWith('airlock-gate.') && isUseful(name, null),
);

export const DEPLOY = `name: deploy
on:
  push:
    branches: [main]
permissions: {}
jobs:
  deploy:
    runs-on: ubuntu-24.04
    environment: production
    permissions:
      contents: read
    steps:
      - uses: actions/checkout@${'c2'.repeat(20)} # v7
        with:
          persist-credentials: false
      - run: ./deploy.sh
`;

export const CONFIG = `bundle: bot
components:
  prompts: { kind: prompt, paths: ["prompts/**"] }
  plan: { kind: rollback-plan, paths: [docs/rollback.md] }
evidence:
  golden: { path: out/golden.jsonl }
gates:
  functional: [{ evidence: golden, metric: score, margin: auto }]
  safety: [{ evidence: golden, metric: violation, margin: auto }]
  operational: [{ evidence: golden, metric: latency_ms, margin: auto }]
  business: [{ evidence: golden, metric: escalated, margin: auto }]
`;

export const PRODUCTION: Environment = {
  name: 'production',
  reviewers: 2,
  preventsSelfReview: true,
  limitsBranches: true,
  adminsMayBypass: false,
};

export function told<T>(value: T): Told<T> {
  return { kind: 'told', value };
}

export const NOT_TOLD = { kind: 'not-told', why: 'forbidden' } as const;

export const SETTINGS: Settings = {
  defaultBranch: 'main',
  requiredChecks: told(['airlock']),
  mergeQueue: told(true),
  asksCodeOwners: told(true),
  environments: told([PRODUCTION]),
  runners: told([]),
  packs: told([]),
};

export function config(text: string, path = '.github/airlock.yml'): ConfigFacts {
  return { path, text, result: readConfig({ path, bytes: Buffer.from(text) }, null, 'bot') };
}

export function workflow(text: string | null, name = 'airlock-gate.yml') {
  return { path: `.github/workflows/${name}`, text };
}

/** A repository in which there is nothing to mend. */
export const SOUND: DoctorFacts = {
  tree: ['prompts/a.md', 'docs/rollback.md'].map((path) => ({
    path,
    validPath: true,
    mode: '100644',
    oid: path,
  })),
  workflows: [
    workflow(GATE),
    ...OTHERS.map((name) => workflow(template(name), name)),
    workflow(DEPLOY, 'deploy.yml'),
  ],
  configs: [config(CONFIG)],
  sizes: [{ config: '.github/airlock.yml', evidence: 'golden', items: 400 }],
  owners: { path: '.github/CODEOWNERS', rules: readOwners('/.github/ @acme/platform\n') },
  settings: SETTINGS,
  live: [],
  today: '2026-11-28',
};

/** What is found in a repository that is sound but for this. */
export function findings(change: Partial<DoctorFacts>): DoctorFinding[] {
  return examine({ ...SOUND, ...change });
}

export function codesOf(all: readonly DoctorFinding[]): string[] {
  return all.map(({ code }) => code);
}

/** The gate's workflow with a text in place of another, which must be there. */
export function gateWith(from: string | RegExp, to: string): Partial<DoctorFacts> {
  return { workflows: [workflow(swapped(GATE, from, to)), ...SOUND.workflows.slice(1)] };
}

export function deployWith(from: string | RegExp, to: string): Partial<DoctorFacts> {
  return { workflows: [...SOUND.workflows.slice(0, -1), workflow(swapped(DEPLOY, from, to), 'deploy.yml')] };
}

export function swapped(text: string, from: string | RegExp, to: string): string {
  const changed = text.replace(from, to);
  if (changed === text) throw new Error(`the text does not have ${String(from)}`);
  return changed;
}

export function settings(change: Partial<Settings>): Partial<DoctorFacts> {
  return { settings: { ...SETTINGS, ...change } };
}

export function production(change: Partial<Environment>): Partial<DoctorFacts> {
  return settings({ environments: told([{ ...PRODUCTION, ...change }]) });
}

const LIVE: LiveBundle = {
  bundle: 'bot',
  environment: 'production',
  version: '2.3.1',
  target: '2.3.0',
  exercised: '2026-11-20T09:00:00Z',
};

export function live(change: Partial<LiveBundle>): Partial<DoctorFacts> {
  return { live: [{ ...LIVE, ...change }] };
}

/** A pack beside what is live. */
export function packs(name: string, expires = '2026-12-20T00:00:00Z'): Partial<DoctorFacts> {
  return { ...live({}), ...settings({ packs: told([{ name, expires }]) }) };
}

import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { type Dialect, translated } from '../../src/setup/dialect.ts';
import { GITHUB, serverAt } from '../../src/setup/server.ts';

const server = serverAt('git.acme.example') ?? GITHUB;
const ENTERPRISE: Dialect = { server, kit: 'airlock-ci/airlock', runsOn: ['self-hosted', 'linux'] };
const CLOUD: Dialect = { server: GITHUB, kit: 'airlock-ci/airlock', runsOn: null };

/** A workflow with everything that a server does not have. */
const CANDIDATE = `on:
  schedule:
    - cron: '0 5 * * *'
      timezone: Europe/Berlin
concurrency:
  group: candidate
  queue: max # newest last
  cancel-in-progress: false
jobs:
  candidate:
    runs-on: ubuntu-24.04
    permissions:
      contents: write # the ledger
      attestations: write # attest the pack
      id-token: write # the identity to attest with
    steps:
      - uses: airlock-ci/airlock/actions/candidate@${'a1'.repeat(20)} # v1.0.0
        id: candidate
      # The pack gets a statement of where it was made.
      - name: attest
        uses: actions/attest@${'b2'.repeat(20)} # v4.2.2
        with:
          subject-path: pack.zip

      - uses: "airlock-ci/airlock@${'a1'.repeat(20)}" # v1.0.0
  deploy:
    runs-on: ubuntu-24.04
    permissions:
      id-token: write # the cloud role
    steps:
      - uses: actions/attest@${'b2'.repeat(20)} # v4.2.2
`;

const of = (text: string, dialect: Dialect): string =>
  translated([{ name: 'airlock-candidate.yml', text }], dialect).templates[0]?.text ?? '';

test('github.com takes a template as it is', () => {
  expect(of(CANDIDATE, CLOUD)).toBe(CANDIDATE);
});

test('an Enterprise Server gets no newer key, no attestation, and runners of its own', () => {
  const workflow = parse(of(CANDIDATE, ENTERPRISE)) as Record<string, unknown>;
  expect(workflow).toEqual({
    on: { schedule: [{ cron: '0 5 * * *' }] },
    concurrency: { group: 'candidate', 'cancel-in-progress': false },
    jobs: {
      candidate: {
        'runs-on': ['self-hosted', 'linux'],
        permissions: { contents: 'write' },
        steps: [
          { uses: `airlock-ci/airlock/actions/candidate@${'a1'.repeat(20)}`, id: 'candidate' },
          { uses: `airlock-ci/airlock@${'a1'.repeat(20)}` },
        ],
      },
      deploy: {
        'runs-on': ['self-hosted', 'linux'],
        permissions: { 'id-token': 'write' },
        steps: null,
      },
    },
  });
  expect(of(CANDIDATE, ENTERPRISE)).not.toContain('statement of where');
});

test("actions come from the team's copy, the others from where they were", () => {
  const uses = [...of(CANDIDATE, { ...CLOUD, kit: 'tools/airlock' }).matchAll(/uses: "?([^@]+)@/gu)];
  expect(uses.map(([, name]) => name)).toEqual([
    'tools/airlock/actions/candidate',
    'actions/attest',
    'tools/airlock',
    'actions/attest',
  ]);
});

test('what hands results over as artifacts is not written, unless there is another way for it', () => {
  const text = `jobs:\n  a:\n    steps:\n      - uses: airlock-ci/airlock/actions/evaluate@${'a1'.repeat(20)}\n`;
  const gate = { name: 'airlock-gate.yml', text };
  expect(translated([gate], ENTERPRISE)).toEqual({ templates: [], absent: ['airlock-gate.yml'] });
  const other = { name: 'airlock-gate.enterprise-server.yml', text: 'jobs: {}\n' };
  expect(translated([other, gate], ENTERPRISE)).toEqual({
    templates: [{ name: 'airlock-gate.yml', text: 'jobs: {}\n' }],
    absent: [],
  });
  expect(translated([other, gate], CLOUD)).toEqual({ templates: [gate], absent: [] });
});

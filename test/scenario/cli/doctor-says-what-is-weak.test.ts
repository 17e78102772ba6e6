import { expect, test } from 'vitest';
import type { DOCTOR_CODES } from '../../../src/doctor/finding.ts';
import { DOCUMENTS } from '../../../src/report/documents/schema.ts';
import { environment } from '../../github/fixtures.ts';
import { startTestGitHub, type TestGitHub } from '../../github/server.ts';
import { airlock, json } from '../airlock.ts';
import { put, type ScratchFolder } from '../folder.ts';
import { commitAll } from '../git.ts';
import { PIN, PYTHON_BOT, start } from '../starts.ts';

interface Doctor {
  readonly health: string;
  readonly repository: string | null;
  readonly counts: Record<string, number>;
  readonly findings: {
    code: (typeof DOCTOR_CODES)[number];
    severity: string;
    file: string | null;
    line: number | null;
    mend: string;
  }[];
}

const TOKENS = {
  admin: { login: 'ana', permissions: { contents: 'read', actions: 'read', administration: 'read' } },
  job: { contents: 'read' },
} as const;

/** A repository after `init`, with what `init` cannot give it: a plan, owners, criteria of every gate, results. */
async function ready(): Promise<ScratchFolder> {
  const folder = start({
    ...PYTHON_BOT,
    '.github/workflows/evals.yml': null,
    'docs/rollback.md': '# Rollback\n',
    '.github/CODEOWNERS': '/.github/ @acme/platform\n',
  });
  const rows = Array.from(
    { length: 120 },
    (_, i) => `{"id":"q${i}","score":1,"violation":0,"escalated":0,"latency_ms":${900 + i}}`,
  );
  put(folder.path, {
    'out/promptfoo.json': null,
    'out/golden.jsonl': `${rows.join('\n')}\n`,
    'promptfooconfig.yaml': null,
  });
  commitAll(folder.path, 'Results');
  expect((await airlock(folder.path, ['init', '--pin', PIN])).code).toBe(0);
  commitAll(folder.path, 'Airlock');
  return folder;
}

async function doctor(
  folder: ScratchFolder,
  gh: TestGitHub | null,
  token = 'admin',
): Promise<Doctor & { code: number }> {
  const env: Record<string, string> =
    gh === null
      ? {}
      : { GITHUB_API_URL: gh.apiUrl, GITHUB_TOKEN: token, GITHUB_REPOSITORY: 'acme/support-bot' };
  const result = await airlock(folder.path, ['doctor', '--json'], env);
  expect(result.stderr).toBe('');
  const document = json<Doctor>(result);
  expect(DOCUMENTS['airlock.doctor/1'].parse(document)).toEqual(document);
  return { ...document, code: result.code };
}

const codes = ({ findings }: Doctor): string[] => findings.map(({ code }) => code);

test('after init, with the check required and owners asked, there is nothing to mend', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    rules: [
      { type: 'required_status_checks', contexts: ['airlock'] },
      { type: 'pull_request', codeOwners: true },
    ],
  });
  using folder = await ready();
  const answer = await doctor(folder, gh);
  expect(codes(answer)).toEqual([]);
  expect(answer).toMatchObject({ code: 0, health: 'sound', repository: 'acme/support-bot' });
  gh.assertClean();
});

test('a gate that GitHub does not ask for is weak: exit 1, with place and mend', async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    environments: [environment('production', { reviewers: [], branches: null })],
  });
  using folder = await ready();
  put(folder.path, {
    '.github/workflows/deploy.yml':
      'on: { push: { branches: [main] } }\npermissions: {}\njobs:\n  deploy:\n    runs-on: ubuntu-24.04\n    environment: production\n    steps:\n      - run: ./deploy.sh\n',
  });
  commitAll(folder.path, 'Deploy');
  const answer = await doctor(folder, gh);
  expect(answer).toMatchObject({ code: 1, health: 'weak' });
  expect(codes(answer).sort()).toEqual(['environment-unprotected', 'gate-not-required', 'owners-not-asked']);
  const required = answer.findings.find(({ code }) => code === 'gate-not-required');
  expect(required).toMatchObject({ file: '.github/workflows/airlock-gate.yml', line: expect.any(Number) });
  expect(required?.mend).toContain('airlock');
  gh.assertClean();
});

test("what a job's token may not see is an outcome of its own: exit 2", async () => {
  await using gh = await startTestGitHub({
    tokens: TOKENS,
    protections: { main: { contexts: ['airlock'], codeOwners: true } },
  });
  using folder = await ready();
  const answer = await doctor(folder, gh, 'job');
  expect(codes(answer)).toEqual(['owners-review-not-told']);
  expect(answer).toMatchObject({ code: 2, health: 'unknown' });
});

test('without a token it reads what it can, and says that it asked nobody', async () => {
  using folder = await ready();
  const answer = await doctor(folder, null);
  expect(codes(answer)).toEqual(['rules-not-told', 'owners-review-not-told', 'packs-not-told']);
  expect(answer).toMatchObject({ code: 2, repository: null });
});

test('the same in words', async () => {
  using folder = start(PYTHON_BOT);
  const { code, stdout } = await airlock(folder.path, ['doctor']);
  expect(code).toBe(1);
  expect(stdout).toMatchSnapshot();
});

test('a name that is none is refused', async () => {
  using folder = start(PYTHON_BOT);
  const result = await airlock(folder.path, ['doctor', '--repository', 'acme']);
  expect(result).toMatchObject({ code: 64, stdout: '' });
  expect(result.stderr).toContain('option-bad-value');
});

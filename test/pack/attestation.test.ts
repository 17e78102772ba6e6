import { describe, expect, it } from 'vitest';
import { signedStatements } from '../../src/host/sigstore.ts';
import { sha256Of } from '../../src/pack/canonical.ts';
import { historyOf, withRecords } from '../../src/pack/history.ts';
import type { Verification } from '../../src/pack/verify.ts';
import { zipOf } from '../../src/pack/zip-write.ts';
import { Refusal } from '../../src/problem.ts';
import { ENGINE, found, HEAD, packed, record, verified } from './packs.ts';
import { ISSUER, root, statementOf, WORKFLOW, type Workflow } from './signer.ts';

const PACK = await packed({ evidence: ', privacy: full' });
const ROOT = await root(HEAD);
const SHA = sha256Of(PACK.zip);

interface Given {
  readonly statement?: object;
  readonly signer?: Partial<Workflow>;
  readonly workflow?: string | null;
  readonly zip?: Uint8Array;
  readonly tamper?: (text: string) => string;
  readonly trustedRoot?: Uint8Array;
}

async function request(given: Given) {
  const bundle = await ROOT.sign(given.statement ?? statementOf(SHA), given.signer);
  const text = (given.tamper ?? ((one) => one))(JSON.stringify(bundle));
  const signed = signedStatements(
    { name: 'attestation.json', bytes: Buffer.from(text) },
    { name: 'trusted_root.json', bytes: given.trustedRoot ?? ROOT.trustedRoot },
  );
  const workflow = given.workflow === undefined ? WORKFLOW : given.workflow;
  return { attestation: { signed, expected: { workflow, issuer: ISSUER } } };
}

async function graded(given: Given): Promise<Verification['grade']> {
  return (await verified(given.zip ?? PACK.zip, await request(given))).grade;
}

async function answer(given: Given): Promise<string> {
  return found(given.zip ?? PACK.zip, await request(given));
}

describe('an attestation of the trusted workflow', () => {
  it('makes E3', async () => {
    expect(await graded({})).toEqual({ grade: 'E3', whyNotHigher: null });
  });

  it('may be about the manifest, and then holds for what grew from it', async () => {
    const { manifests } = historyOf(PACK.parts);
    const grown = withRecords(PACK.parts, [record(PACK.result.head.bundle.digest)], ENGINE);
    const statement = statementOf(manifests[0] ?? '', 'manifest.json');
    expect(await graded({ statement })).toMatchObject({ grade: 'E3' });
    expect(await graded({ statement, zip: zipOf(grown) })).toMatchObject({ grade: 'E3' });
  });

  it.each([['pull_request'], ['pull_request_target'], ['merge_group'], ['workflow_run']])(
    'is not enough on %s',
    async (event) => {
      expect(await graded({ signer: { event } })).toEqual({ grade: 'E1', whyNotHigher: 'run-untrusted' });
    },
  );

  it('is not enough on another commit', async () => {
    const signer = { commit: 'd'.repeat(40) };
    expect(await graded({ signer })).toEqual({ grade: 'E1', whyNotHigher: 'run-untrusted' });
  });

  it('counts for nothing where nobody says whose it must be', async () => {
    expect(await graded({ workflow: null })).toEqual({ grade: 'E1', whyNotHigher: 'signer-not-named' });
  });

  it('cannot lift figures that nobody recomputed', async () => {
    const plain = await packed();
    expect(await graded({ zip: plain.zip, statement: statementOf(sha256Of(plain.zip)) })).toEqual({
      grade: 'E0',
      whyNotHigher: 'rows-not-recomputed',
    });
  });
});

describe("an attestation of GitHub's own instance, for private repositories", () => {
  it('has a timestamp in place of logs, and makes E3 too', async () => {
    const own = await root(HEAD, 'private');
    const bundle = await own.sign(statementOf(SHA));
    const graded = async (trustedRoot: Uint8Array, text: string): Promise<Verification['grade']> => {
      const signed = signedStatements(
        { name: 'a', bytes: Buffer.from(text) },
        { name: 'r', bytes: trustedRoot },
      );
      return (
        await verified(PACK.zip, {
          attestation: { signed, expected: { workflow: WORKFLOW, issuer: ISSUER } },
        })
      ).grade;
    };
    const text = JSON.stringify(bundle);
    expect(await graded(own.trustedRoot, text)).toMatchObject({ grade: 'E3' });
    const both = Buffer.concat([ROOT.trustedRoot, Buffer.from('\n'), own.trustedRoot]);
    expect(await graded(both, text)).toMatchObject({ grade: 'E3' });
    expect(await graded(ROOT.trustedRoot, text)).toBe(null);
    const bare = text.replace(/"rfc3161Timestamps":\[.*?\]/u, '"rfc3161Timestamps":[]');
    expect(await graded(own.trustedRoot, bare)).toBe(null);
  });
});

describe('an attestation is refused', () => {
  it('of another file', async () => {
    expect(await answer({ statement: statementOf('a'.repeat(64)) })).toBe(
      'wrong attestation-of-something-else',
    );
  });

  it.each([
    ['of another repository', WORKFLOW.replace('acme', 'evil')],
    ['of a name that begins alike', WORKFLOW.replace('acme/bot/', 'acme/bot-evil/')],
    ['of a name that holds the expected one', `x/${WORKFLOW}`],
    ['on another branch', WORKFLOW.replace('main', 'mainly')],
  ])('%s', async (_, workflow) => {
    expect(await answer({ signer: { identity: `https://github.com/${workflow}` } })).toBe(
      'wrong attestation-by-another',
    );
  });

  it('where a name is taken for a pattern', async () => {
    expect(await answer({ workflow: '.*' })).toBe('wrong attestation-by-another');
  });

  it('of another issuer', async () => {
    expect(await answer({ signer: { issuer: 'https://evil.invalid' } })).toBe('wrong attestation-by-another');
  });

  it('against another root', async () => {
    const { trustedRoot } = await root(HEAD);
    expect(await answer({ trustedRoot })).toBe('wrong attestation-invalid');
  });

  it.each<[string, RegExp, string]>([
    ['signature', /"sig":"..../u, '"sig":"AAAA'],
    ['payload', /"payload":"..../u, '"payload":"eyJA'],
    ['kind of payload', /in-toto\+json/u, 'in-toto+jsom'],
    ['certificate', /"certificate":\{"rawBytes":"(.{400})..../u, '"certificate":{"rawBytes":"$1AAAA'],
    ['entry of the log', /"canonicalizedBody":"(.{40})./u, '"canonicalizedBody":"$1A'],
  ])('with another %s', async (_, pattern, text) => {
    const given = { tamper: (one: string) => one.replace(pattern, text) };
    const answered = await answer(given).catch((error: unknown) =>
      error instanceof Refusal ? error.problems[0]?.code : String(error),
    );
    expect(['wrong attestation-invalid', 'attestation-unreadable']).toContain(answered);
  });

  it('without an entry in the log', async () => {
    const tamper = (text: string): string =>
      text.replace(/"tlogEntries":\[.*?\],"timestamp/u, '"tlogEntries":[],"timestamp');
    expect(await answer({ tamper })).toBe('wrong attestation-invalid');
  });
});

describe('a file that is no attestation', () => {
  it.each([
    ['nothing', ''],
    ['no JSON', '{'],
    ['another document', '{"a":1}'],
    ['a list', '[1]'],
  ])('%s is refused', (_, text) => {
    const read = (): unknown =>
      signedStatements(
        { name: 'attestation.json', bytes: Buffer.from(text) },
        { name: 'root.json', bytes: ROOT.trustedRoot },
      );
    expect(read).toThrow('attestation-unreadable');
  });

  it('is read as lines, and as the API gives it', async () => {
    const [good, other] = [await ROOT.sign(statementOf(SHA)), await ROOT.sign(statementOf('f'.repeat(64)))];
    for (const text of [
      `${JSON.stringify(other)}\n${JSON.stringify(good)}\n`,
      JSON.stringify({ attestations: [{ bundle: other }, { bundle: good }] }, null, 2),
    ]) {
      const signed = signedStatements(
        { name: 'a', bytes: Buffer.from(text) },
        { name: 'root', bytes: ROOT.trustedRoot },
      );
      expect(signed).toHaveLength(2);
    }
  });
});

/**
 * What actions/attest does, with `@sigstore/mock` in place of Sigstore: a statement about a file, signed by a certificate
 * that names this workflow, event and commit, and kept with GitHub. The root that it verifies against is left in
 * ATTEST_FOLDER.
 */
import { createHash } from 'node:crypto';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from '../../pack/signer.ts';

const env = (name: string): string => process.env[name] ?? '';
const input = (name: string): string => env(`INPUT_${name.toUpperCase()}`);

const path = input('subject-path');
const sha256 = createHash('sha256').update(readFileSync(path)).digest('hex');
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [{ name: basename(path), digest: { sha256 } }],
  predicateType: input('predicate-type'),
  predicate: JSON.parse(readFileSync(input('predicate-path'), 'utf8')) as object,
};
const { trustedRoot, sign } = await root(env('GITHUB_SHA'));
const bundle = await sign(statement, {
  identity: `https://github.com/${env('GITHUB_WORKFLOW_REF')}`,
  event: env('GITHUB_EVENT_NAME'),
});
const folder = env('ATTEST_FOLDER');
writeFileSync(join(folder, 'trusted_root.json'), trustedRoot);
writeFileSync(join(folder, 'attestation.json'), JSON.stringify(bundle));
const answer = await fetch(`${env('GITHUB_API_URL')}/repos/${env('GITHUB_REPOSITORY')}/attestations`, {
  method: 'POST',
  headers: { authorization: `Bearer ${input('github-token')}`, 'content-type': 'application/json' },
  body: JSON.stringify({ bundle }),
});
if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
appendFileSync(env('GITHUB_OUTPUT'), `bundle-path=${join(folder, 'attestation.json')}\n`);

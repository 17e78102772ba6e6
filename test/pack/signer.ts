import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { initializeCA, initializeCTLog, initializeTLog, initializeTSA } from '@sigstore/mock';

/** A certificate authority with its logs, as Sigstore has them, that lasts as long as a test. */
export interface Root {
  /** As `gh attestation trusted-root` writes it. */
  readonly trustedRoot: Uint8Array;
  sign(statement: object, signer?: Partial<Workflow>): Promise<object>;
}

export interface Workflow {
  readonly identity: string;
  readonly issuer: string;
  readonly event: string;
  readonly commit: string;
}

export const WORKFLOW = 'acme/bot/.github/workflows/airlock-candidate.yml@refs/heads/main';
export const ISSUER = 'https://token.actions.githubusercontent.com';

const PAYLOAD_TYPE = 'application/vnd.in-toto+json';
const pair = (): { publicKey: KeyObject; privateKey: KeyObject } =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' });
const base64 = (bytes: ArrayBufferView | Buffer): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
const hash = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();

/**
 * `public`: with logs, as Sigstore's public good instance; `private`: GitHub's own, for private repositories, where a
 * timestamp authority stands in for logs.
 */
export async function root(commit: string, kind: 'public' | 'private' = 'public'): Promise<Root> {
  const [caKeys, logKeys, ctKeys] = [pair(), pair(), pair()];
  const isPublic = kind === 'public';
  const ctLog = await initializeCTLog(ctKeys);
  const ca = await initializeCA(caKeys, isPublic ? ctLog : undefined);
  const tsa = await initializeTSA(pair());
  const tlog = await initializeTLog('https://log.invalid', logKeys);
  const validFor = { start: '2020-01-01T00:00:00Z' };
  const log = (key: Buffer, keyId: string): object => ({
    baseUrl: 'https://log.invalid',
    hashAlgorithm: 'SHA2_256',
    publicKey: { rawBytes: base64(key), keyDetails: 'PKIX_ECDSA_P256_SHA_256', validFor },
    logId: { keyId },
  });
  const trusted = {
    mediaType: 'application/vnd.dev.sigstore.trustedroot+json;version=0.1',
    tlogs: isPublic ? [log(tlog.publicKey, base64(hash(tlog.publicKey)))] : [],
    certificateAuthorities: [
      {
        subject: { organization: 'sigstore.mock', commonName: 'sigstore' },
        uri: 'https://ca.invalid',
        certChain: { certificates: [{ rawBytes: base64(ca.rootCertificate) }] },
        validFor,
      },
    ],
    ctlogs: isPublic ? [log(ctLog.publicKey, base64(ctLog.logID))] : [],
    timestampAuthorities: [
      {
        subject: { organization: 'sigstore.mock', commonName: 'tsa' },
        uri: 'https://tsa.invalid',
        certChain: {
          certificates: [tsa.intCertificate, tsa.rootCertificate].map((one) => ({ rawBytes: base64(one) })),
        },
        validFor,
      },
    ],
  };

  async function signed(statement: object, signer: Partial<Workflow> = {}): Promise<object> {
    const keys = pair();
    const payload = Buffer.from(JSON.stringify(statement));
    const signature = sign('sha256', preAuth(payload), keys.privateKey);
    const certificate = await ca.issueCertificate({
      publicKey: keys.publicKey.export({ format: 'der', type: 'spki' }),
      subjectAltName: signer.identity ?? `https://github.com/${WORKFLOW}`,
      extensions: [
        { oid: '1.3.6.1.4.1.57264.1.8', value: signer.issuer ?? ISSUER },
        { oid: '1.3.6.1.4.1.57264.1.13', value: signer.commit ?? commit },
        { oid: '1.3.6.1.4.1.57264.1.20', value: signer.event ?? 'push' },
      ],
    });
    const timestamp = await tsa.timestamp({
      artifactHash: hash(signature),
      hashAlgorithmOID: '2.16.840.1.101.3.4.2.1',
      nonce: 1,
      policyOID: '1.3.6.1.4.1.57264.2',
    });
    const entry = await tlog.log({
      apiVersion: '0.0.1',
      kind: 'dsse',
      spec: {
        payloadHash: { algorithm: 'sha256', value: hash(payload).toString('hex') },
        signatures: [{ signature: base64(signature), verifier: base64(certificate) }],
      },
    });
    return {
      mediaType: 'application/vnd.dev.sigstore.bundle.v0.3+json',
      verificationMaterial: {
        certificate: { rawBytes: base64(certificate) },
        tlogEntries: isPublic ? Object.values(entry).map(logEntry) : [],
        timestampVerificationData: {
          rfc3161Timestamps: isPublic ? [] : [{ signedTimestamp: base64(timestamp) }],
        },
      },
      dsseEnvelope: {
        payload: base64(payload),
        payloadType: PAYLOAD_TYPE,
        signatures: [{ sig: base64(signature), keyid: '' }],
      },
    };
  }
  return { trustedRoot: Buffer.from(JSON.stringify(trusted)), sign: signed };
}

/** What a signature is made over. https://github.com/secure-systems-lab/dsse/blob/master/protocol.md */
function preAuth(payload: Buffer): Buffer {
  const head = `DSSEv1 ${PAYLOAD_TYPE.length} ${PAYLOAD_TYPE} ${payload.length} `;
  return Buffer.concat([Buffer.from(head), payload]);
}

type LogEntry = Awaited<ReturnType<Awaited<ReturnType<typeof initializeTLog>>['log']>>[string];

function logEntry({ body, integratedTime, logID, logIndex, verification }: LogEntry): object {
  const proof = verification?.inclusionProof;
  return {
    logIndex: String(logIndex),
    logId: { keyId: Buffer.from(logID, 'hex').toString('base64') },
    kindVersion: { kind: 'dsse', version: '0.0.1' },
    integratedTime: String(integratedTime),
    inclusionPromise: { signedEntryTimestamp: verification?.signedEntryTimestamp },
    inclusionProof: {
      logIndex: String(proof?.logIndex),
      rootHash: Buffer.from(proof?.rootHash ?? '', 'hex').toString('base64'),
      treeSize: String(proof?.treeSize),
      hashes: proof?.hashes,
      checkpoint: { envelope: proof?.checkpoint },
    },
    canonicalizedBody: body,
  };
}

/** What `actions/attest` signs: a subject by name and digest. */
export function statementOf(sha256: string, name = 'pack.zip'): object {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name, digest: { sha256 } }],
    predicateType: 'https://in-toto.io/attestation/test-result/v0.1',
    predicate: { result: 'PASSED' },
  };
}

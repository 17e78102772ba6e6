import { type Bundle, bundleFromJSON } from '@sigstore/bundle';
import { TrustedRoot } from '@sigstore/protobuf-specs';
import { type Signer, toSignedEntity, toTrustMaterial, Verifier } from '@sigstore/verify';
import type { Json } from '../jcs.ts';
import type { NamedBytes } from '../pack/append.ts';
import type { Signed } from '../pack/attestation.ts';
import { refuse } from '../problem.ts';
import { decodeUtf8 } from '../reader/text.ts';

/**
 * The statements of an attestation file whose signatures hold against a trusted root: certificate chain, certificate log,
 * timestamp, transparency log and signature. Whose they are is for the caller to judge: the identity that the verifier
 * could be given is a pattern, and a pattern that is not anchored lets strangers in.
 */
export function signedStatements(attestation: NamedBytes, trustedRoot: NamedBytes): Signed[] {
  const verifiers = documents(trustedRoot).map((one) => understood(trustedRoot, () => verifierOf(one)));
  const bundles = documents(attestation).flatMap((one) =>
    bundlesIn(one).map((bundle) => understood(attestation, () => bundleFromJSON(bundle))),
  );
  return bundles.flatMap((bundle) => {
    for (const verifier of verifiers) {
      const signed = verified(bundle, verifier);
      if (signed !== null) return [signed];
    }
    return [];
  });
}

/** GitHub's own root, for private repositories, has no public logs: there a timestamp authority is all there is. */
function verifierOf(json: unknown): Verifier {
  const root = TrustedRoot.fromJSON(json);
  return new Verifier(toTrustMaterial(root), {
    tlogThreshold: root.tlogs.length === 0 ? 0 : 1,
    ctlogThreshold: root.ctlogs.length === 0 ? 0 : 1,
    timestampThreshold: 1,
  });
}

/** Null where the signature does not hold against this root, or is not of a workflow's statement. */
function verified(bundle: Bundle, verifier: Verifier): Signed | null {
  if (bundle.content.$case !== 'dsseEnvelope') return null;
  const { payload, payloadType } = bundle.content.dsseEnvelope;
  if (payloadType !== IN_TOTO) return null;
  try {
    const { identity } = verifier.verify(toSignedEntity(bundle));
    const statement = JSON.parse(Buffer.from(payload).toString('utf8')) as Json;
    return {
      statement,
      signer: identity?.subjectAlternativeName ?? '',
      issuer: identity?.extensions?.issuer ?? '',
      event: extension(identity, OIDS.event),
      commit: extension(identity, OIDS.commit),
    };
  } catch {
    return null; // whatever it stumbles over in a certificate or an entry, the signature was not shown to hold
  }
}

const IN_TOTO = 'application/vnd.in-toto+json';

/** Of the certificate. https://github.com/sigstore/fulcio/blob/main/docs/oid-info.md */
const OIDS = { commit: '1.3.6.1.4.1.57264.1.13', event: '1.3.6.1.4.1.57264.1.20' } as const;

/** A text in the certificate: DER, one tag, a length of one to three bytes, UTF-8. */
function extension(identity: Signer['identity'], oid: string): string | null {
  const found = identity?.oids?.find((one) => one.oid?.id.join('.') === oid);
  if (found === undefined) return null;
  const value = Buffer.from(found.value);
  const length = value[1] ?? 0;
  return value.subarray(length < 0x80 ? 2 : 2 + (length & 0x7f)).toString('utf8');
}

/** One JSON document, or one a line. */
function documents(file: NamedBytes): unknown[] {
  const text = decodeUtf8(file.bytes)?.trim() ?? '';
  const [first = ''] = text.split('\n', 1);
  const isLines = first.startsWith('{') && first.endsWith('}');
  return (isLines ? text.split('\n') : [text]).map((one) =>
    understood(file, () => JSON.parse(one) as unknown),
  );
}

/** A Sigstore bundle by itself, or as GitHub's API gives one or several. */
function bundlesIn(document: unknown): unknown[] {
  if (typeof document !== 'object' || document === null) return [document];
  if ('attestations' in document && Array.isArray(document.attestations))
    return document.attestations.flatMap(bundlesIn);
  return 'bundle' in document ? [document.bundle] : [document];
}

function understood<T>({ name }: NamedBytes, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const found = error instanceof Error ? error.message.split('\n', 1)[0] : String(error);
    return refuse('attestation-unreadable', { file: name, found: found ?? null }, error);
  }
}

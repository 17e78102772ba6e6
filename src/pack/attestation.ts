import type { Json } from '../jcs.ts';
import type { GradeFacts } from './grade.ts';
import { differs } from './mismatch.ts';

/** A statement whose signature holds, with what the certificate says of whoever signed it. */
export interface Signed {
  /** The in-toto statement, parsed. */
  readonly statement: Json;
  /** Identity in the certificate: `https://github.com/OWNER/NAME/.github/workflows/FILE@REF`. */
  readonly signer: string;
  readonly issuer: string;
  /** Event and commit of the run, from the certificate; null where it does not say. */
  readonly event: string | null;
  readonly commit: string | null;
}

/** Whose signature counts. */
export interface ExpectedSigner {
  /** `OWNER/NAME/.github/workflows/FILE@REF`; null: nobody said. */
  readonly workflow: string | null;
  readonly issuer: string;
}

export interface SignedThing {
  /** Digests, bare hex, of which a signature may be about one: the pack's own and those of its manifests. */
  readonly digests: readonly string[];
  /** Commit of the candidate. */
  readonly commit: string;
}

export type AttestationFacts = Pick<GradeFacts, 'attestation' | 'run'> & { readonly signer: string | null };

/** What a signature proves of a pack. Ends the verification where it is of something else, or by somebody else. */
export function attested(
  signed: readonly Signed[],
  expected: ExpectedSigner,
  thing: SignedThing,
): AttestationFacts {
  if (signed.length === 0) return differs('attestation-invalid');
  const about = signed.filter(({ statement }) =>
    subjects(statement).some((one) => thing.digests.includes(one)),
  );
  const [first] = about;
  if (first === undefined)
    return differs('attestation-of-something-else', {
      recorded: signed
        .flatMap(({ statement }) => subjects(statement))
        .join(' ')
        .slice(0, 200),
      rebuilt: thing.digests[0] ?? null,
    });
  if (expected.workflow === null) return { attestation: 'unnamed', run: 'unknown', signer: first.signer };
  const found = about.find((one) => isExpected(one, expected));
  if (found === undefined)
    return differs('attestation-by-another', { recorded: first.signer, rebuilt: expected.workflow });
  return {
    attestation: 'verified',
    run: isTrusted(found, thing) ? 'trusted' : 'untrusted',
    signer: found.signer,
  };
}

/** The whole identity, not a part of it: a name that only begins alike is somebody else's. */
function isExpected({ signer, issuer }: Signed, expected: ExpectedSigner): boolean {
  return issuer === expected.issuer && signer.replace(/^https:\/\/[^/]+\//u, '') === expected.workflow;
}

/** Events on which a workflow runs code that was merged. */
const AFTER_THE_MERGE = new Set(['push', 'workflow_dispatch', 'repository_dispatch', 'schedule']);

function isTrusted({ event, commit }: Signed, thing: SignedThing): boolean {
  return event !== null && AFTER_THE_MERGE.has(event) && commit === thing.commit;
}

/** Digests of the subjects of an in-toto statement. */
function subjects(statement: Json): string[] {
  const list = member(statement, 'subject');
  return (Array.isArray(list) ? list : []).flatMap((subject: Json) => {
    const sha256 = member(member(subject, 'digest'), 'sha256');
    return typeof sha256 === 'string' ? [sha256] : [];
  });
}

function member(value: Json, key: string): Json {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return Object.hasOwn(value, key) ? ((value as { readonly [key: string]: Json })[key] ?? null) : null;
}

import { type Call, created, type Operations, ok, text } from '../operation.ts';
import { validationFailed } from '../problem.ts';
import { type Attestation, nextId } from '../state.ts';

/** A Sigstore bundle. The server looks into its envelope for subjects, and checks no signature. */
type Body = { bundle: { dsseEnvelope?: { payload?: string } } };
type Statement = { predicateType?: string; subject?: { digest?: { sha256?: string } }[] };

export const attestations: Operations = {
  'repos/create-attestation': {
    needs: { any: [{ attestations: 'write' }], evenIfPublic: true },
    handle: (call) => {
      const { bundle } = call.body as Body;
      const attestation: Attestation = { id: nextId(call.state), bundle, ...statementIn(bundle) };
      call.repository.attestations.push(attestation);
      return created({ id: attestation.id });
    },
  },

  'repos/list-attestations': {
    needs: { any: [{ attestations: 'read' }] },
    handle: (call) => {
      const digest = text(call, 'subject_digest');
      const type = text(call, 'predicate_type');
      const found = call.repository.attestations.filter(
        ({ subjects, predicateType }) => subjects.includes(digest) && ['', predicateType].includes(type),
      );
      return ok({ attestations: found.map((one) => view(call, one)) });
    },
  },
};

function statementIn(bundle: Body['bundle']): Pick<Attestation, 'predicateType' | 'subjects'> {
  try {
    const payload = Buffer.from(bundle.dsseEnvelope?.payload ?? '', 'base64').toString('utf8');
    const { subject = [], predicateType = '' } = JSON.parse(payload) as Statement;
    return { predicateType, subjects: subject.map(({ digest }) => `sha256:${digest?.sha256}`) };
  } catch {
    throw validationFailed({ resource: 'Attestation', code: 'invalid', field: 'bundle' });
  }
}

function view(call: Call, { bundle }: Attestation): object {
  return { bundle, repository_id: call.repository.id, bundle_url: '', initiator: 'user' };
}

/** The messages of `github.actions.results.api.v1.ArtifactService`, as protobuf writes them in JSON. */
import { Ajv, type ValidateFunction } from 'ajv';
import formats from 'ajv-formats';
import { mapValues } from './schema.ts';

/** Requests by method. A 64-bit number is text, and a field with its zero value is left out. */
export type Messages = {
  CreateArtifact: Named & { version: number; mime_type?: string; expires_at?: string };
  FinalizeArtifact: Named & { size?: string; hash?: string };
  ListArtifacts: Ids & { name_filter?: string; id_filter?: string };
  GetSignedArtifactURL: Named;
  DeleteArtifact: Named;
};

type Ids = { workflow_run_backend_id: string; workflow_job_run_backend_id: string };
type Named = Ids & { name: string };

const text = { type: 'string', minLength: 1 };
const ids = { workflow_run_backend_id: text, workflow_job_run_backend_id: text };
const named = { ...ids, name: text };
const int64 = { type: 'string', pattern: '^\\d+$' };

const time = { type: 'string', format: 'date-time' };
const hash = { type: 'string', pattern: '^sha256:[0-9a-f]{64}$' };

const schemas: Record<keyof Messages, object> = {
  CreateArtifact: message({ ...named, version: { type: 'integer' } }, { mime_type: text, expires_at: time }),
  FinalizeArtifact: message(named, { size: int64, hash }),
  ListArtifacts: message(ids, { name_filter: text, id_filter: int64 }),
  GetSignedArtifactURL: message(named),
  DeleteArtifact: message(named),
};

const ajv = new Ajv({ allErrors: true });
formats.default(ajv);
const validators: Record<string, ValidateFunction> = mapValues(schemas, (schema) => ajv.compile(schema));

export function isMethod(name: string): name is keyof Messages {
  return Object.hasOwn(schemas, name);
}

/** What is wrong with a message: the service refuses unknown fields as well. */
export function checkMessage(method: keyof Messages, value: unknown): string | undefined {
  const validate = validators[method];
  return validate === undefined || validate(value) === true ? undefined : ajv.errorsText(validate.errors);
}

function message(required: Record<string, object>, optional: Record<string, object> = {}): object {
  return {
    type: 'object',
    properties: { ...required, ...optional },
    required: Object.keys(required),
    additionalProperties: false,
  };
}

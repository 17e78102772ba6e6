import type { ErrorObject } from 'ajv';

/** Words a schema error as GitHub does in its 422 `Invalid request.` */
export function complaint({ keyword, params, instancePath, data, message }: ErrorObject): string {
  const place = instancePath.slice(1).replaceAll('/', '/properties/');
  switch (keyword) {
    case 'required':
      return `"${params['missingProperty']}" wasn't supplied.`;
    case 'additionalProperties':
      return `"${params['additionalProperty']}" is not a permitted key.`;
    case 'maxLength':
      return `Only ${params['limit']} characters are allowed; ${String(data).length} were supplied.`;
    case 'maxItems':
      return `No more than ${params['limit']} items are allowed; ${(data as unknown[]).length} were supplied.`;
    case 'type':
      return `For 'properties/${place}', ${brief(data)} is not ${article(String(params['type']))}.`;
    case 'enum':
      return `For 'properties/${place}', ${brief(data)} is not a member of ${JSON.stringify(params['allowedValues'])}.`;
    default:
      return `For 'properties/${place}', ${brief(data)} ${message ?? 'is not valid'}.`;
  }
}

function brief(data: unknown): string {
  return data === null ? 'nil' : (JSON.stringify(data) ?? 'nothing').slice(0, 60);
}

function article(type: string): string {
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`;
}

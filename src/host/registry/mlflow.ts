import * as z from 'zod';
import { EXIT, problem, Refusal } from '../../problem.ts';
import type { SeenRegistry, SeenVersion } from '../../release/registry.ts';

/** Where the registry is and who asks; always from the environment, so that no file of a repository sends a token anywhere. */
export interface MlflowAccess {
  readonly url: string;
  readonly authorization: string | null;
}

/**
 * MLflow's own variables: `MLFLOW_TRACKING_URI`, and `MLFLOW_TRACKING_TOKEN` or `MLFLOW_TRACKING_USERNAME` with
 * `MLFLOW_TRACKING_PASSWORD`. Null where no server is named.
 */
export function mlflowAccess(env: Readonly<Record<string, string | undefined>>): MlflowAccess | null {
  const url = env['MLFLOW_TRACKING_URI'] ?? '';
  if (!/^https?:\/\//u.test(url)) return null;
  const token = env['MLFLOW_TRACKING_TOKEN'] ?? '';
  const user = env['MLFLOW_TRACKING_USERNAME'] ?? '';
  const basic = (): string =>
    Buffer.from(`${user}:${env['MLFLOW_TRACKING_PASSWORD'] ?? ''}`, 'utf8').toString('base64');
  return {
    url: url.replace(/\/+$/u, ''),
    authorization: token !== '' ? `Bearer ${token}` : user !== '' ? `Basic ${basic()}` : null,
  };
}

const tags = z.array(z.object({ key: z.string(), value: z.string().default('') })).default([]);
const modelAnswer = z.object({
  registered_model: z.object({
    tags,
    aliases: z.array(z.object({ alias: z.string(), version: z.coerce.string() })).default([]),
  }),
});
const versionsAnswer = z.object({
  model_versions: z.array(z.object({ version: z.coerce.string(), tags })).default([]),
  next_page_token: z.string().optional(),
});
const versionAnswer = z.object({ model_version: z.object({ version: z.coerce.string() }) });

type Tags = Readonly<Record<string, string>>;

/**
 * MLflow's model registry over REST, API 2.0. Nothing is sent a second time: what was lost is looked for by the next
 * run, which reads first. Every failure is `registry-failed` (69).
 */
export class MlflowRegistry {
  readonly #access: MlflowAccess;
  readonly #model: string;
  readonly #send: typeof fetch;

  constructor(access: MlflowAccess, model: string, send: typeof fetch = fetch) {
    this.#access = access;
    this.#model = model;
    this.#send = send;
  }

  async read(): Promise<SeenRegistry> {
    const answer = await this.#call(
      'GET',
      `registered-models/get?${new URLSearchParams({ name: this.#model })}`,
    );
    if (answer === null) return { model: null, versions: [], aliases: {} };
    const { registered_model: model } = this.#shaped(modelAnswer, answer);
    return {
      model: { tags: recordOf(model.tags) },
      versions: await this.#versions(),
      aliases: Object.fromEntries(model.aliases.map(({ alias, version }) => [alias, version])),
    };
  }

  async createModel(description: string): Promise<void> {
    await this.#call('POST', 'registered-models/create', { name: this.#model, description });
  }

  /** The number that the registry gave it. */
  async createVersion(source: string, description: string, own: Tags): Promise<string> {
    const answer = await this.#call('POST', 'model-versions/create', {
      name: this.#model,
      source,
      description,
      tags: Object.entries(own).map(([key, value]) => ({ key, value })),
    });
    return this.#shaped(versionAnswer, answer).model_version.version;
  }

  async setTag(key: string, value: string): Promise<void> {
    await this.#call('POST', 'registered-models/set-tag', { name: this.#model, key, value });
  }

  async setAlias(alias: string, version: string): Promise<void> {
    await this.#call('POST', 'registered-models/alias', { name: this.#model, alias, version });
  }

  async #versions(): Promise<SeenVersion[]> {
    const found: SeenVersion[] = [];
    let page = '';
    do {
      const query = new URLSearchParams({
        // The name's alphabet has no quote.
        filter: `name='${this.#model}'`,
        max_results: '200',
        ...(page === '' ? {} : { page_token: page }),
      });
      const answer = await this.#call('GET', `model-versions/search?${query}`);
      const { model_versions: versions, next_page_token: next } = this.#shaped(versionsAnswer, answer);
      found.push(...versions.map(({ version, tags: own }) => ({ number: version, tags: recordOf(own) })));
      page = next ?? '';
      if (found.length > MOST_VERSIONS) this.#fail(`more than ${MOST_VERSIONS} versions`);
    } while (page !== '');
    return found;
  }

  /** The answer; null where a read finds nothing. */
  async #call(method: 'GET' | 'POST', path: string, body?: object): Promise<unknown> {
    const { url, authorization } = this.#access;
    const answer = await this.#send(`${url}/api/2.0/mlflow/${path}`, {
      method,
      redirect: 'error', // a token goes to the server that was named, and to no other
      signal: AbortSignal.timeout(LONGEST_CALL_MS),
      headers: {
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(authorization === null ? {} : { authorization }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }).catch((error: unknown) => this.#fail(error instanceof Error ? error.message : 'no answer'));
    const text = await boundedText(answer).catch((error: unknown) =>
      this.#fail(error instanceof Error ? error.message : 'no answer'),
    );
    // A 404 of anything else is a wrong address, not an empty registry.
    if (method === 'GET' && answer.status === 404 && errorCodeOf(text) === 'RESOURCE_DOES_NOT_EXIST')
      return null;
    if (!answer.ok) this.#fail(`${answer.status} ${errorCodeOf(text)}`.trim());
    return parsed(text);
  }

  #shaped<T>(shape: z.ZodType<T>, answer: unknown): T {
    const result = shape.safeParse(answer);
    return result.success ? result.data : this.#fail('an answer of another shape');
  }

  #fail(found: string): never {
    throw new Refusal(
      [problem('registry-failed', { found, args: { model: this.#model } })],
      EXIT.unavailable,
    );
  }
}

const MOST_VERSIONS = 20_000;
const LONGEST_CALL_MS = 20_000;
const LARGEST_ANSWER = 16 * 1024 * 1024;

async function boundedText(answer: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    size += chunk.length;
    if (size > LARGEST_ANSWER) throw new Error('an answer of more than 16 MB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** `RESOURCE_DOES_NOT_EXIST` and its like; never the message, which may repeat what was sent. */
function errorCodeOf(text: string): string {
  const answer = parsed(text);
  const code =
    typeof answer === 'object' && answer !== null && 'error_code' in answer ? answer.error_code : '';
  return typeof code === 'string' && /^[A-Z_]{1,60}$/u.test(code) ? code : '';
}

function recordOf(list: readonly { readonly key: string; readonly value: string }[]): Record<string, string> {
  return Object.fromEntries(list.map(({ key, value }) => [key, value]));
}

/** An answer other than success, in the shape of GitHub's errors. */
export class Problem extends Error {
  readonly status: number;
  readonly errors: FieldError[] | undefined;
  readonly headers: Record<string, string>;

  constructor(
    status: number,
    message: string,
    more: { errors?: FieldError[]; headers?: Record<string, string> } = {},
  ) {
    super(message);
    this.status = status;
    this.errors = more.errors;
    this.headers = more.headers ?? {};
  }

  /** The JSON body; GitHub gives the status a second time in it, as a string. */
  get body(): Record<string, unknown> {
    return {
      message: this.message,
      ...(this.errors && { errors: this.errors }),
      documentation_url: 'https://docs.github.com/rest',
      status: String(this.status),
    };
  }
}

export type FieldError = { resource: string; code: string; field: string; message?: string };

export function notFound(message = 'Not Found'): Problem {
  return new Problem(404, message);
}

/** 422 for a request that is well-formed and cannot be carried out. */
export function validationFailed(...errors: FieldError[]): Problem {
  return new Problem(422, 'Validation Failed', { errors });
}

/** 422 for a request that the operation's schema does not allow. */
export function invalidRequest(reasons: string[]): Problem {
  return new Problem(422, `Invalid request.\n\n${reasons.join('\n')}`);
}

// Shapes that providers give their keys; a made-up example in a prompt is rare enough to be looked at.
const SECRETS: readonly RegExp[] = [
  /\bsk-(?:ant-|proj-|svcacct-|or-v1-)?[A-Za-z0-9_-]{20,}/u,
  /\bghp_[A-Za-z0-9]{36}\b/u,
  /\bgithub_pat_[A-Za-z0-9_]{40,}/u,
  /\bgh[osu]_[A-Za-z0-9]{36}\b/u,
  /\bglpat-[A-Za-z0-9_-]{20,}/u,
  /\bAKIA[0-9A-Z]{16}\b/u,
  /\bAIza[0-9A-Za-z_-]{35}/u,
  /\bxox[baprs]-[A-Za-z0-9-]{10,}/u,
  /\bhf_[A-Za-z0-9]{30,}\b/u,
  /\bgsk_[A-Za-z0-9]{40,}\b/u,
  /\bxai-[A-Za-z0-9]{40,}\b/u,
  /\bpplx-[A-Za-z0-9]{40,}\b/u,
  /\blsv2_(?:pt|sk)_[0-9a-f]{32}_[0-9a-f]{10}\b/u,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----/u,
  /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/u,
];
// Examples are told by what people write in them.
const PLACEHOLDER = /x{6,}|\.{3}|your|example|placeholder|changeme|dummy|fake|redacted|0{8,}|1234567|\*{4,}/i;

/** Whether a text holds something of the form of a provider's key. */
export function holdsSecret(text: string): boolean {
  return SECRETS.some((pattern) => {
    const found = pattern.exec(text)?.[0];
    return found !== undefined && !PLACEHOLDER.test(found);
  });
}

const KEY_NAME =
  /(?:^|_)(?:api_?key|secret(?:_key)?|access_key|private_key|password|auth_token|bearer_token)$/u;
const RANDOM = /^(?=.*[A-Za-z])(?=.*\d)[A-Za-z0-9+/_=-]{24,}$/u;

/** Whether a value under a key that names a secret looks like one, and not like a word or a reference. */
export function isSecretValue(name: string, value: string): boolean {
  return KEY_NAME.test(name) && RANDOM.test(value) && !PLACEHOLDER.test(value);
}

import { type Config, type ConfigResult, readConfig } from '../../src/config/read.ts';
import { problemText } from '../../src/report/problems.ts';

/** Reads a configuration, with `defaults` as the `_defaults.yml` beside it. */
export function read(text: string | Uint8Array, defaults: string | null = null, stem = 'bot'): ConfigResult {
  const below = defaults === null ? null : { path: '_defaults.yml', bytes: Buffer.from(defaults) };
  return readConfig({ path: 'airlock.yml', bytes: Buffer.from(text) }, below, stem);
}

/** A configuration that must be sound. */
export function sound(text: string | Uint8Array, defaults: string | null = null, stem = 'bot'): Config {
  const result = read(text, defaults, stem);
  if (!result.ok) throw new Error(result.problems.map((one) => problemText(one)).join('\n'));
  return { identity: result.identity, policy: result.policy, formerly: result.formerly };
}

/** `file:line:column code found` of everything that is wrong. */
export function wrong(text: string | Uint8Array, defaults: string | null = null, stem = 'bot'): string[] {
  const result = read(text, defaults, stem);
  if (result.ok) return [];
  return result.problems.map(
    ({ file, line, column, code, found }) => `${file}:${line}:${column} ${code} ${found}`,
  );
}

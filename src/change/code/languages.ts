import type { Language } from './syntax.ts';

/** Languages of deployments, read line by line: what they give to names is nearly all that counts in them. */
export type Settings = 'shell' | 'terraform' | 'bicep';

const SETTINGS: ReadonlyMap<string, Settings> = new Map([
  ['sh', 'shell'],
  ['bash', 'shell'],
  ['zsh', 'shell'],
  ['tf', 'terraform'],
  ['tfvars', 'terraform'],
  ['bicep', 'bicep'],
  ['bicepparam', 'bicep'],
]);

export function settingsOf(ending: string): Settings | null {
  return SETTINGS.get(ending) ?? null;
}

export function isSettings(language: string): language is Settings {
  return language === 'shell' || language === 'terraform' || language === 'bicep';
}

/** Languages of which no grammar is kept, read by their letters alone. */
export type Plain =
  | 'java'
  | 'kotlin'
  | 'csharp'
  | 'rust'
  | 'swift'
  | 'php'
  | 'scala'
  | 'dart'
  | 'lua'
  | 'elixir'
  | 'r';

const PLAIN_ENDINGS: ReadonlyMap<string, Plain> = new Map([
  ['java', 'java'],
  ['kt', 'kotlin'],
  ['kts', 'kotlin'],
  ['cs', 'csharp'],
  ['rs', 'rust'],
  ['swift', 'swift'],
  ['php', 'php'],
  ['scala', 'scala'],
  ['dart', 'dart'],
  ['lua', 'lua'],
  ['ex', 'elixir'],
  ['exs', 'elixir'],
  ['r', 'r'],
]);

export function plainOf(ending: string): Plain | null {
  return PLAIN_ENDINGS.get(ending) ?? null;
}

const PLAIN: ReadonlySet<string> = new Set(PLAIN_ENDINGS.values());

export function isPlain(language: string): language is Plain {
  return PLAIN.has(language);
}

/** Whatever a program is read as. */
export type Read = Language | Settings | Plain;

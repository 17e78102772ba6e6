import type { Family } from './families.ts';
import { isNumber, isParameters, isRelease, isSerial, snapshotAt } from './tokens.ts';

/** `exact`: the same model as long as the id answers. `floating`: it may be moved. `unknown`: nobody says. */
export type Pin = 'exact' | 'floating' | 'unknown';

/** A name taken apart by `patterns.ts`, all in lower case. */
export interface NameParts {
  readonly family: Family;
  readonly tokens: readonly string[];
  readonly revision: string | null;
  readonly tag: string | null;
  readonly hub: boolean;
  readonly weights: boolean;
  readonly bedrockVersion: boolean;
}

const MOVING_WORDS = ['preview', 'exp', 'beta', 'nightly', 'stable'];
const PIN_WORDS = new Set(['latest', ...MOVING_WORDS]);

/** Decides how firmly an id names one model. The first rule that speaks wins; a date wins over `preview`. */
export function pinOf(name: NameParts): { readonly pin: Pin; readonly reason: string } {
  const { tokens, revision, family } = name;
  if (revision !== null) return revisionPin(revision);
  if (tokens.includes('latest') || name.tag === 'latest') return { pin: 'floating', reason: 'named latest' };
  if (snapshotAt(tokens) !== null) return { pin: 'exact', reason: 'dated snapshot' };
  if (name.bedrockVersion || isSerial(tokens.at(-1) ?? ''))
    return { pin: 'exact', reason: 'numbered version' };
  const moving = MOVING_WORDS.find((word) => tokens.includes(word));
  if (moving !== undefined) return { pin: 'floating', reason: `undated ${moving}` };
  if (datelessClaude(name)) return { pin: 'exact', reason: 'Claude 4.6 and later carry no date' };
  if (family.provider === 'cohere' && tokens.some(isRelease))
    return { pin: 'exact', reason: 'numbered release' };
  if (name.hub) return { pin: 'floating', reason: 'hub id without a revision' };
  if (name.tag !== null) return { pin: 'floating', reason: 'tag that can be moved' };
  if (name.weights) return { pin: 'unknown', reason: 'open weights: the host chooses the build' };
  if (family.undated) return { pin: 'unknown', reason: 'generation without dated snapshots' };
  return { pin: 'floating', reason: 'family name without a snapshot' };
}

function revisionPin(revision: string): { readonly pin: Pin; readonly reason: string } {
  if (/^[0-9a-f]{40}$/.test(revision)) return { pin: 'exact', reason: 'hub revision by commit' };
  if (/^20\d{6}$/.test(revision)) return { pin: 'exact', reason: 'dated snapshot' };
  if (isSerial(revision)) return { pin: 'exact', reason: 'numbered version' };
  return { pin: 'floating', reason: 'named revision that can be moved' };
}

/**
 * From Claude 4.6 on the dateless id is itself the pinned model; before that it is a convenience alias
 * (platform.claude.com, "Model IDs and versioning"). Calling `claude-sonnet-5` floating would make every
 * migration from a dated 4.5 id look like a loosened pin.
 */
function datelessClaude(name: NameParts): boolean {
  const [tier = '', major = '', minor = '0'] = name.tokens;
  if (name.family.provider !== 'anthropic' || name.tokens.length > 3) return false;
  if (!/^[a-z]+$/.test(tier) || !/^\d{1,2}$/.test(major) || !/^\d$/.test(minor)) return false;
  return Number(major) * 10 + Number(minor) >= 46;
}

/** The tokens that say which model it is, without those that only pin it. */
export function familyTokens(name: NameParts): readonly string[] {
  const { tokens } = name;
  const at = snapshotAt(tokens);
  // In `claude-v2` the release is the model; in `claude-opus-4-6-v1` it is Bedrock's own counting.
  const countedByBedrock =
    name.bedrockVersion && (name.family.provider !== 'anthropic' || tokens.some(isNumber));
  return tokens.filter((token, i) => {
    if (at !== null && i >= at.start && i < at.end) return false;
    if (countedByBedrock && i === tokens.length - 1 && isRelease(token)) return false;
    // `text-embedding-004` is a model of its own, `gemini-1.5-pro-002` a version of one.
    return !PIN_WORDS.has(token) && !(isSerial(token) && tokens.length > 1);
  });
}

/** Whether the name is one of the weights rather than of the maker's own service. */
export function isWeights(family: Family, tokens: readonly string[], hub: boolean): boolean {
  if (family.weights === 'never') return false;
  if (family.weights === 'always' || hub) return true;
  // Mistral sells `ministral-8b-2410`: a date makes a sized name the service's.
  return tokens.some(isParameters) && snapshotAt(tokens) === null;
}

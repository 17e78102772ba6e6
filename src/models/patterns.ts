import { FAMILIES, type Family, type Provider } from './families.ts';
import { familyTokens, isWeights, type NameParts, type Pin, pinOf } from './pin.ts';
import { type Route, splitRoute, unrouted } from './route.ts';
import { isContext, isNumber, isRelease, isSerial, isSize, snapshotAt } from './tokens.ts';

/** A string recognised as a model id. */
export interface ModelId {
  /** The id without router, region and quotes, in the spelling of the source: what to compare and to show. */
  readonly id: string;
  readonly provider: Provider;
  /** The model without its snapshot, in lower case: `gpt-4o` of `gpt-4o-2024-08-06`. */
  readonly family: string;
  readonly pin: Pin;
  /** Why the pin is what it is, in a few words for a report. */
  readonly reason: string;
  /** Who serves it, where the id or a prefix says so: `azure`, `bedrock`, `vertex`, `openrouter`, …; else null. */
  readonly platform: string | null;
  /** Open weights that anyone may serve: a maker's end of life does not bind them. */
  readonly weights: boolean;
}

/** A model id with what `scan.ts` must know to be careful in running text. */
export interface Recognised {
  readonly model: ModelId;
  readonly weak: boolean;
  /** The maker's API takes lower case only, so `GPT-4` in a sentence is a name and not an id. */
  readonly lowerCaseOnly: boolean;
}

/** Longer strings are not ids; the cap keeps hostile input cheap. */
export const MAX_ID_LENGTH = 200;

const SHAPE = /^[A-Za-z0-9@][A-Za-z0-9._:/@-]*$/;
/** Nearly every word has no family's head: one expression for all of them. */
const ANY_HEAD = new RegExp(FAMILIES.map(({ head }) => head.source).join('|'));
const TAG = /^[a-z0-9][a-z0-9._-]{0,39}$/;
const HUB_REVISION = /^[a-z0-9][a-z0-9._-]{0,63}$/;
const CLOUD_REVISION = /^(?:20\d{6}|00\d|latest|default)$/;
const BEDROCK_VERSION = /-(?:v\d{1,2}|\d):\d{1,2}(?::[0-9a-z]{1,8})?$/;
// OpenRouter's variants change routing and price, not the model.
const VARIANTS = new Set('free nitro floor exacto online thinking beta extended'.split(' '));

/**
 * Recognises a whole value as a model id of a known family, by how makers, routers, clouds and hubs write them.
 * Returns null for anything else: an unknown id is reported as unknown, never guessed.
 */
export function parseModelId(text: string): ModelId | null {
  return recognise(text)?.model ?? null;
}

/** As `parseModelId`, with the evidence that running text needs. */
export function recognise(text: string): Recognised | null {
  if (text.length > MAX_ID_LENGTH) return null;
  const value = dashed(unquoted(text.trim()));
  if (!SHAPE.test(value)) return null;
  const base = /^ft:([^:]+)(?::|$)/.exec(value)?.[1];
  if (base !== undefined) return fineTuned(value, base);
  // `mistral:7b` reads as router and rest, or as name and tag; only one of them is a model.
  const route = splitRoute(value);
  return read(route) ?? (route.name === value ? null : read(unrouted(value)));
}

/** Takes quotes off, and the colon of a Ruby symbol. */
function unquoted(text: string): string {
  const quoted = /^(["'`])(.*)\1$/.exec(text)?.[2] ?? text;
  return quoted.startsWith(':') ? quoted.slice(1) : quoted;
}

/** `claude_haiku_4_5`, `gpt_4_1_mini`: symbols and constants spell dashes and dots as underscores. */
function dashed(text: string): string {
  if (!/^[a-z][a-z0-9_]*$/.test(text)) return text;
  const dashes = text.replaceAll('_', '-');
  return dashes.startsWith('claude') ? dashes : dashes.replace(/-(\d)-(\d{1,2})(?=-|$)/, '-$1.$2');
}

/** OpenAI writes its tuned models as `ft:<base>:<org>:<name>:<id>`: the weights of one job, on a base that retires. */
function fineTuned(id: string, base: string): Recognised | null {
  const found = read(unrouted(base));
  if (found === null) return null;
  return { ...found, model: { ...found.model, id, pin: 'exact', reason: 'fine-tuned model' } };
}

/** The three parts of a name: `name:tag@revision`, where Bedrock's `-v1:0` is no tag but part of the name. */
interface Written {
  readonly plain: string;
  readonly tag: string | null;
  readonly revision: string | null;
  readonly bedrockVersion: boolean;
}

function read(route: Route): Recognised | null {
  const written = parts(route.name);
  if (written === null) return null;
  const lower = written.plain.toLowerCase();
  // DeepSeek's names on Bedrock leave the maker to the vendor part: `deepseek.r1-v1:0`.
  const name = route.vendor === 'deepseek' && !lower.startsWith('deepseek') ? `deepseek-${lower}` : lower;
  if (!ANY_HEAD.test(name)) return null;
  for (const family of FAMILIES) {
    const head = family.head.exec(name)?.[0];
    if (head === undefined || (name.length > head.length && name[head.length] !== '-')) continue;
    const tokens = name.length === head.length ? [] : name.slice(head.length + 1).split('-');
    if (fits(family, tokens, written.tag)) return recognised(family, head, tokens, written, route);
  }
  return null;
}

function parts(name: string): Written | null {
  const [beforeAt = '', afterAt] = cut(name, '@');
  const revision = afterAt?.toLowerCase() ?? null;
  if (revision !== null && !HUB_REVISION.test(revision)) return null;
  if (BEDROCK_VERSION.test(beforeAt)) {
    return { plain: cut(beforeAt, ':')[0] ?? '', tag: null, revision, bedrockVersion: true };
  }
  const [plain = '', afterColon] = cut(beforeAt, ':');
  const tag = afterColon?.toLowerCase() ?? null;
  if (tag !== null && !TAG.test(tag)) return null;
  return { plain, tag: tag !== null && VARIANTS.has(tag) ? null : tag, revision, bedrockVersion: false };
}

function cut(text: string, at: string): string[] {
  const index = text.indexOf(at);
  return index === -1 ? [text] : [text.slice(0, index), text.slice(index + 1)];
}

function fits(family: Family, tokens: readonly string[], tag: string | null): boolean {
  // A tag means Ollama or a registry, and both serve weights: `gpt-4o:prod` is nobody's id.
  if (tag !== null && family.weights === 'never') return false;
  const at = snapshotAt(tokens);
  const rest = tokens.filter((_, i) => at === null || i < at.start || i >= at.end);
  const known = [isNumber, isSize, isRelease, isSerial, isContext];
  return (
    rest.every((t) => family.words.has(t) || known.some((is) => is(t))) &&
    (family.needs(rest) || tag !== null)
  );
}

function recognised(
  family: Family,
  head: string,
  tokens: readonly string[],
  written: Written,
  route: Route,
): Recognised | null {
  const { tag, revision } = written;
  const hub = route.hubOrg !== null && family.weights !== 'never';
  if (revision !== null && !hub && !CLOUD_REVISION.test(revision)) return null;
  const weights = route.vendor === null && (tag !== null || isWeights(family, tokens, hub));
  const bedrockVersion = written.bedrockVersion || (route.vendor !== null && isRelease(tokens.at(-1) ?? ''));
  const name: NameParts = { family, tokens, revision, tag, hub, weights, bedrockVersion };
  const platform = hub ? null : (route.platform ?? impliedPlatform(name, head));
  return {
    model: {
      id: spelling(route, written, family.weights !== 'never'),
      provider: family.provider,
      family: [head, ...familyTokens(name)].join('-'),
      ...pinOf(name),
      platform,
      weights,
    },
    weak: platform === null && route.org === null && tag === null && family.weak(tokens),
    lowerCaseOnly: !weights && route.org === null,
  };
}

function spelling(route: Route, written: Written, withOrg: boolean): string {
  const org = withOrg && route.org !== null ? `${route.org}/` : '';
  const vendor = route.vendor === null ? '' : `${route.vendor}.`;
  const variant = written.tag === null && !written.bedrockVersion && route.name.includes(':');
  return org + vendor + (variant ? written.plain : route.name);
}

/** The platform that a spelling gives away: Azure's `gpt-35`, Vertex's `@20240620`, Groq's speed and context words. */
function impliedPlatform(name: NameParts, head: string): string | null {
  if (head === 'gpt-35') return 'azure';
  if (name.revision !== null && name.family.weights === 'never') return 'vertex';
  if (name.family.weights === 'never') return null;
  const groq = ['versatile', 'instant', 'specdec'].some((word) => name.tokens.includes(word));
  return groq || name.tokens.some(isContext) ? 'groq' : null;
}

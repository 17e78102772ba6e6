import { dayNumber } from './day.ts';
import { type ModelId, parseModelId } from './patterns.ts';
import { EOL_TABLE, type EolEntry } from './table.ts';

/** Warning starts this many days before the model ends: six months. */
export const WARNING_DAYS = 183;

/** A line of the project's own configuration. Without a provider it holds wherever the model is served. */
export interface EolOverride {
  readonly id: string;
  readonly retires: string | null;
  readonly provider?: string | undefined;
  readonly deprecated?: string | null | undefined;
  readonly successor?: string | null | undefined;
  readonly source?: string | null | undefined;
}

export type EolState = 'ok' | 'ends-soon' | 'retired' | 'unknown';

export interface ModelEol {
  /** `unknown` when the model is not in the table, or its end is announced without a date. */
  readonly state: EolState;
  /** The day from which requests fail, `YYYY-MM-DD`. */
  readonly retires: string | null;
  readonly deprecated: string | null;
  readonly successor: string | null;
  readonly source: string | null;
  /** Whole days from `today` until `retires`; zero or less when that day has come. */
  readonly daysLeft: number | null;
  /** The id of the line that answered, which is a snapshot when an alias was asked for. */
  readonly matched: string | null;
}

const NOTHING: ModelEol = {
  state: 'unknown',
  retires: null,
  deprecated: null,
  successor: null,
  source: null,
  daysLeft: null,
  matched: null,
};

// Gateways that send a hosted model's request on to its maker unless told otherwise, so the maker's dates are the
// best there are. GitHub Models is not one of them: it retires models on its own days.
const PASS_THROUGH = new Set(['openrouter', 'gateway']);
const HOME: Partial<Record<ModelId['provider'], string>> = {
  amazon: 'bedrock',
  anthropic: 'anthropic',
  cohere: 'cohere',
  deepseek: 'deepseek',
  google: 'google',
  mistral: 'mistral',
  moonshot: 'moonshot',
  openai: 'openai',
  qwen: 'alibaba',
  xai: 'xai',
};

/**
 * Says how long a model is still served, at the platform that its id or router prefix names, else at its maker.
 *
 * @param id as written in the project, with router and regional prefixes
 * @param today `YYYY-MM-DD`; this module has no clock. Throws a RangeError for anything else.
 * @param overrides win over the table; see {@link EolOverride}
 */
export function modelEol(id: string, today: string, overrides: readonly EolOverride[]): ModelEol {
  const now = dayNumber(today);
  if (now === null) throw new RangeError(`today is "${today}"; expected a date as YYYY-MM-DD`);
  const model = parseModelId(id);
  const platform = model === null ? null : platformOf(model);
  const ids = model === null ? [id.trim().toLowerCase()] : spellings(model);
  const line = overriding(overrides, ids, platform) ?? (platform === null ? null : listed(ids, platform));
  return line === null ? NOTHING : verdict(line, now);
}

type Line = EolOverride & { readonly earliest?: boolean };

function verdict(line: Line, now: number): ModelEol {
  const end = line.retires === null ? null : dayNumber(line.retires);
  const daysLeft = end === null ? null : end - now;
  return {
    state: stateOf(daysLeft, line.earliest === true),
    retires: line.retires,
    deprecated: line.deprecated ?? null,
    successor: line.successor ?? null,
    source: line.source ?? null,
    daysLeft,
    matched: line.id,
  };
}

function stateOf(daysLeft: number | null, earliest: boolean): EolState {
  if (daysLeft === null) return 'unknown';
  if (daysLeft > WARNING_DAYS) return 'ok';
  return daysLeft > 0 || earliest ? 'ends-soon' : 'retired';
}

function platformOf(model: ModelId): string | null {
  if (model.platform !== null && !PASS_THROUGH.has(model.platform)) return model.platform;
  // Weights are served by anybody; only the host knows when it stops.
  return model.weights ? null : (HOME[model.provider] ?? null);
}

/** The ids under which a table may list the model, the closest first. */
function spellings(model: ModelId): string[] {
  const id = (model.id.startsWith('ft:') ? (model.id.split(':')[1] ?? '') : model.id).toLowerCase();
  // OpenRouter and Copilot write `claude-3.5-sonnet` where Anthropic writes `claude-3-5-sonnet`.
  const unrevised = id.replace(/@.*$/, '').replace(/^claude-.*/, (claude) => claude.replaceAll('.', '-'));
  const alias = unrevised.replace(/-(?:latest|0)$/, '');
  const withoutOrg = (text: string): string => text.slice(text.lastIndexOf('/') + 1);
  return [...new Set([id, unrevised, withoutOrg(unrevised), alias])];
}

function overriding(
  overrides: readonly EolOverride[],
  ids: readonly string[],
  platform: string | null,
): Line | null {
  const named = overrides.filter((line) => {
    const parsed = parseModelId(line.id);
    return ids.includes((parsed?.id ?? line.id.trim()).toLowerCase());
  });
  const scope = (line: EolOverride): string | null =>
    line.provider ?? parseModelId(line.id)?.platform ?? null;
  return named.find((line) => scope(line) === platform) ?? named.find((line) => scope(line) === null) ?? null;
}

function listed(ids: readonly string[], platform: string): EolEntry | null {
  const entries = EOL_TABLE.filter((entry) => entry.provider === platform);
  for (const id of ids) {
    const entry = entries.find((candidate) => candidate.id.toLowerCase() === id);
    if (entry !== undefined) return entry;
  }
  return lastSnapshot(entries, ids.at(-1) ?? '');
}

/** An alias works until the last snapshot of its name is gone, and on while one of them has no date. */
function lastSnapshot(entries: readonly EolEntry[], alias: string): EolEntry | null {
  const snapshots = entries.filter((entry) => {
    const id = entry.id.toLowerCase();
    return id.startsWith(`${alias}-`) && /^-(?:\d{4}-\d{2}-\d{2}|\d{8}|\d{4})$/.test(id.slice(alias.length));
  });
  const end = (entry: EolEntry): string => entry.retires ?? 'never';
  return snapshots.reduce<EolEntry | null>(
    (last, entry) => (last === null || end(entry) > end(last) ? entry : last),
    null,
  );
}

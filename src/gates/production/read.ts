import { JsonTextFault, parseJson } from '../../reader/json-text.ts';
import { decodeUtf8 } from '../../reader/text.ts';
import { DRIFT_BASELINE_SCHEMA, type DriftBaseline, type NumberProfile } from './baseline.ts';

/** The same out of the bytes of a file. */
export function parseBaseline(bytes: Uint8Array): DriftBaseline | null {
  const text = decodeUtf8(bytes);
  if (text === null) return null;
  try {
    return readBaseline(parseJson(text));
  } catch (error) {
    if (error instanceof JsonTextFault) return null;
    throw error;
  }
}

type Json = Readonly<Record<string, unknown>>;

/**
 * A drift baseline out of JSON: one that `airlock baseline record` wrote, or one that a person did, in which a map of
 * shares that add up to 1 is the mix of a label. Null where nothing of either is in it.
 */
export function readBaseline(json: unknown): DriftBaseline | null {
  const record = asRecord(json);
  const isOurs = record['schema'] === DRIFT_BASELINE_SCHEMA;
  const labels = Object.entries(isOurs ? asRecord(record['labels']) : record).flatMap(([key, value]) => {
    const shares = sharesIn(value);
    return shares === null ? [] : [[key, shares] as const];
  });
  const numbers = Object.entries(isOurs ? asRecord(record['numbers']) : {}).flatMap(([name, value]) => {
    const profile = profileIn(value);
    return profile === null ? [] : [[name, profile] as const];
  });
  if (labels.length === 0 && numbers.length === 0) return null;
  const { rows } = record;
  return {
    schema: DRIFT_BASELINE_SCHEMA,
    rows: typeof rows === 'number' && rows > 0 ? rows : null,
    labels: Object.fromEntries(labels),
    numbers: Object.fromEntries(numbers),
  };
}

/** Shares that people write down are rounded. */
const ROUNDING = 0.02;

function sharesIn(value: unknown): Record<string, number> | null {
  const entries = Object.entries(asRecord(value));
  const shares = entries.flatMap(([name, share]): [string, number][] =>
    typeof share === 'number' && share >= 0 && share <= 1 ? [[name, share]] : [],
  );
  const total = shares.reduce((sum, [, share]) => sum + share, 0);
  if (shares.length < entries.length || Math.abs(total - 1) > ROUNDING) return null;
  return Object.fromEntries(shares.map(([name, share]) => [name, share / total]));
}

function profileIn(value: unknown): NumberProfile | null {
  const { n, mean, sd, ends, shares } = asRecord(value);
  if (typeof n !== 'number' || typeof mean !== 'number' || typeof sd !== 'number') return null;
  if (!isNumbers(ends) || !isNumbers(shares) || shares.length !== ends.length + 1) return null;
  return { n, mean, sd, ends, shares };
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'number' && Number.isFinite(one));
}

function asRecord(value: unknown): Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : {};
}

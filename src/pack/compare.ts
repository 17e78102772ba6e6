import type { CheckResult } from '../check.ts';
import type { Json } from '../jcs.ts';
import { plain, readCanonical, sameJson } from './canonical.ts';
import type { History } from './history.ts';
import type { Engine } from './manifest.ts';
import { brief, differs, type MismatchCode } from './mismatch.ts';
import { CHECK, MANIFEST, type Parts } from './parts.ts';

/** The verdicts that a pack records against those that its figures give: check by check, the first difference is named. */
export function compareJudgement(parts: Parts, result: CheckResult, engine: Engine): void {
  const bytes = parts.get(CHECK) ?? differs('part-missing', { part: CHECK });
  const document = readCanonical(bytes);
  if (!isObject(document)) differs('part-malformed', { part: CHECK });
  if (!sameJson(document['engine'], engine))
    differs('engine-differs', { part: CHECK, recorded: brief(document['engine']), rebuilt: brief(engine) });
  const [gates, recorded] = [plain(result.gates), document['gates'] ?? null];
  compareList('gate', gates, recorded, (rebuilt, one) => {
    compareList('id', rebuilt['checks'] ?? null, one['checks'] ?? null, (check, other) =>
      same('check-differs', String(check['id']), other, check),
    );
    same('check-differs', String(rebuilt['gate']), { ...one, checks: [] }, { ...rebuilt, checks: [] });
  });
  const { outcome, reasons, undecided } = result.decision;
  const decision = document['decision'] ?? null;
  same(
    'decision-differs',
    null,
    decision,
    isObject(decision) ? { ...decision, outcome, reasons, undecided } : null,
  );
  same('preview-differs', null, document['preview'] ?? null, result.preview);
}

/** What the manifest says of the bundle is what the bundle is. */
export function compareIdentity({ first }: Pick<History, 'first'>, { head, version }: CheckResult): void {
  const { name, digest } = head.bundle;
  const rebuilt = { name, version, digest };
  if (!sameJson(first.bundle, rebuilt))
    differs('bundle-differs', { part: MANIFEST, recorded: brief(first.bundle), rebuilt: brief(rebuilt) });
}

type Members = { readonly [key: string]: Json };

/** Two lists of things that have a name, in the same order. */
function compareList(
  key: string,
  rebuilt: Json,
  recorded: Json,
  each: (rebuilt: Members, recorded: Members) => void,
): void {
  const [made, told] = [members(rebuilt), members(recorded)];
  for (const [i, one] of made.entries()) {
    const other = told[i];
    if (other === undefined || !sameJson(other[key], one[key]))
      differs('check-differs', {
        part: CHECK,
        at: String(one[key]),
        recorded: brief(other?.[key]),
        rebuilt: brief(one[key]),
      });
    each(one, other);
  }
  const more = told[made.length];
  if (more !== undefined || !Array.isArray(recorded))
    differs('check-differs', {
      part: CHECK,
      at: brief(more?.[key]),
      recorded: brief(more?.[key] ?? recorded),
    });
}

function members(list: Json): Members[] {
  return Array.isArray(list) ? list.map((one: Json) => (isObject(one) ? one : {})) : [];
}

/** Named by the first member that is not the same. */
function same(code: MismatchCode, at: string | null, recorded: unknown, rebuilt: unknown): void {
  const [told, made] = [plain(recorded ?? null), plain(rebuilt ?? null)];
  if (sameJson(told, made)) return;
  if (!isObject(told) || !isObject(made))
    differs(code, { part: CHECK, at, recorded: brief(told), rebuilt: brief(made) });
  const key = [...new Set([...Object.keys(made), ...Object.keys(told)])].find(
    (name) => !sameJson(told[name] ?? null, made[name] ?? null) || name in told !== name in made,
  );
  const place = [at, key].filter((step) => step !== null && step !== undefined).join(' ');
  differs(code, {
    part: CHECK,
    at: place,
    recorded: brief(told[key ?? '']),
    rebuilt: brief(made[key ?? '']),
  });
}

function isObject(value: Json | undefined): value is Members {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Parts that the same engine made from a result must be those that it makes now, byte for byte. */
export function compareMade(parts: Parts, made: Parts): void {
  for (const [part, bytes] of made) {
    const recorded = parts.get(part) ?? differs('part-missing', { part });
    if (!Buffer.from(bytes).equals(recorded))
      differs('document-differs', { part, at: firstDifference(recorded, bytes) });
  }
}

/**
 * What another engine made: its document may lack what later ones say, and must say nothing else. Its pages are worded
 * in its own way; whether they are the same all the same is the answer.
 */
export function compareLoosely(parts: Parts, made: Parts): boolean {
  const [recorded, now] = [parts, made].map((one) => readCanonical(one.get(CHECK) ?? new Uint8Array()));
  for (const [key, value] of Object.entries(isObject(recorded) ? recorded : {}))
    if (!WORDED.has(key) && !covers(isObject(now) ? now[key] : undefined, value))
      differs('document-differs', { part: CHECK, at: key });
  return [...made].every(([part, bytes]) => Buffer.from(bytes).equals(parts.get(part) ?? new Uint8Array()));
}

/** Members that are advice, not findings. */
const WORDED: ReadonlySet<string> = new Set(['next']);

/** Whether a value says all that another one says. */
function covers(now: Json | undefined, recorded: Json): boolean {
  if (Array.isArray(recorded))
    return (
      Array.isArray(now) &&
      now.length === recorded.length &&
      recorded.every((one: Json, i) => covers(now[i], one))
    );
  if (!isObject(recorded)) return now === recorded;
  return isObject(now) && Object.entries(recorded).every(([key, one]) => covers(now[key], one));
}

/** Line where two texts part. */
function firstDifference(recorded: Uint8Array, rebuilt: Uint8Array): string {
  const length = Math.min(recorded.length, rebuilt.length);
  let line = 1;
  for (let i = 0; i < length && recorded[i] === rebuilt[i]; i += 1) if (recorded[i] === 0x0a) line += 1;
  return `line ${line}`;
}

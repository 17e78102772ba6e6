import * as z from 'zod';
import { NAME } from '../../bundle/kinds.ts';
import { neverOf, readRequest } from '../../check/evidence.ts';
import type { Policy } from '../../config/policy.ts';
import { FORMATS } from '../../evidence/formats.ts';
import { ANY, type ReadRequest } from '../../evidence/read.ts';
import { refuse } from '../../problem.ts';

export const SHARD_SIDES = ['candidate', 'baseline'] as const;
export type ShardSide = (typeof SHARD_SIDES)[number];
/** How the team's command ended: `cut` by a cap of time, `failed` without results. */
export const SHARD_OUTCOMES = ['done', 'cut', 'failed'] as const;
export type ShardOutcome = (typeof SHARD_OUTCOMES)[number];

/** Which part of which results. */
export interface ShardKey {
  readonly bundle: string;
  readonly evidence: string;
  readonly side: ShardSide;
  /** From 1. */
  readonly shard: number;
  readonly shards: number;
}

/** One job of the matrix that `actions/classify` makes. */
export interface ShardLeg extends ShardKey {
  readonly run: string;
  readonly path: string;
  readonly read: string;
  /** The commit that this side is run on. */
  readonly commit: string;
}

/** How the results of an evidence are read, as text that goes through a workflow's matrix. */
export function shardRead(policy: Policy, name: string): string {
  const rule = policy.evidence.find((one) => one.name === name);
  if (rule === undefined) return '{}';
  const { format, columns, select, kept } = readRequest(rule, { policy, otherPolicy: null });
  const criteria = (policy.gates ?? []).flatMap((gate) => gate.criteria);
  const never = [...neverOf(name, criteria)];
  return JSON.stringify({ format, columns, select, kept: [...kept], never });
}

const readShape = z.strictObject({
  format: z.enum(FORMATS).nullable(),
  columns: z.record(z.string(), z.string()),
  select: z.strictObject({ provider: z.string().nullable(), prompt: z.string().nullable() }),
  kept: z.array(z.string()),
  never: z.array(z.string()),
});

export interface ShardRead {
  readonly request: ReadRequest;
  /** The labels that criteria ask for; null where nobody said, and all are kept. */
  readonly asked: { readonly kept: ReadonlySet<string>; readonly never: ReadonlySet<string> } | null;
}

export function parseShardRead(text: string): ShardRead {
  if (text === '' || text === '{}') return { request: ANY, asked: null };
  const { kept, never, ...rest } = parsed(text, readShape, 'read');
  const asked = { kept: new Set(kept), never: new Set(never) };
  return { request: { ...ANY, ...rest, kept: asked.kept }, asked };
}

const keyShape = z.object({
  bundle: z.string().regex(NAME),
  evidence: z.string().regex(NAME),
  side: z.enum(SHARD_SIDES),
  shard: z.int().min(1).max(256),
  shards: z.int().min(1).max(256),
});
const keysShape = z.array(keyShape);
const legsShape = z.array(
  z.object({
    ...keyShape.shape,
    run: z.string(),
    path: z.string(),
    read: z.string(),
    commit: z.string().regex(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/u),
  }),
);

export function parseMatrix(text: string): readonly ShardKey[] {
  return parsed(text, keysShape, 'expected');
}

/** The same with all that running them takes. */
export function parseLegs(text: string): readonly ShardLeg[] {
  return parsed(text, legsShape, 'matrix');
}

function parsed<T>(text: string, shape: z.ZodType<T>, input: string): T {
  try {
    return shape.parse(JSON.parse(text));
  } catch (error) {
    refuse(
      'option-bad-value',
      { found: `${input}: ${text.slice(0, 80)}`, expected: 'what actions/classify wrote' },
      error,
    );
  }
}

/** `airlock-shard.bot.golden.candidate.1-of-4.2.json`, the last number being the attempt of the run. */
export function shardName({ bundle, evidence, side, shard, shards }: ShardKey, attempt: string): string {
  return `airlock-shard.${bundle}.${evidence}.${side}.${shard}-of-${shards}.${attempt}.json`;
}

const SHARD_NAME =
  /^airlock-shard\.([a-z][a-z0-9-]*)\.([a-z][a-z0-9-]*)\.(candidate|baseline)\.(\d+)-of-(\d+)\.(\d+)\.json$/u;

/** Which shard an artifact is, and of which attempt; null for what is none. */
export function parseShardName(name: string): (ShardKey & { readonly attempt: number }) | null {
  const [, bundle, evidence, side, shard, shards, attempt] = SHARD_NAME.exec(name) ?? [];
  const found = SHARD_SIDES.find((one) => one === side);
  if (bundle === undefined || evidence === undefined || found === undefined) return null;
  return {
    bundle,
    evidence,
    side: found,
    shard: Number(shard),
    shards: Number(shards),
    attempt: Number(attempt),
  };
}

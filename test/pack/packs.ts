import type { CheckResult } from '../../src/check.ts';
import type { PackRecord } from '../../src/pack/history.ts';
import { type Engine, listed, type Manifest, manifestBytes, readManifest } from '../../src/pack/manifest.ts';
import { MANIFEST, type Parts } from '../../src/pack/parts.ts';
import type { RawFiles } from '../../src/pack/raw-rows.ts';
import type { RunFacts } from '../../src/pack/run.ts';
import { type Verification, type VerifyRequest, verifyPack } from '../../src/pack/verify.ts';
import { packOf } from '../../src/pack/write.ts';
import { zipOf } from '../../src/pack/zip-write.ts';
import { withoutWithheld } from '../../src/report/documents/privacy.ts';
import { packRenderer } from '../../src/report/pack-renderer.ts';
import { bytesOf, checked, type Tree } from '../contract/memory.ts';

export const ENGINE: Engine = { version: '0.1.0', digest: `sha256:${'e'.repeat(64)}` };
export const BASE = 'b'.repeat(40);
export const HEAD = 'c'.repeat(40);

export interface Story {
  /** Settings of the evidence `golden`, in YAML flow. */
  readonly evidence?: string;
  readonly policy?: string;
  /** The whole policy of the base, where the settings above do not say it. */
  readonly basePolicy?: string;
  /** The head's own policy, where it is another. */
  readonly headPolicy?: string;
  readonly prompt?: string;
  /** Of forty items, how many the candidate answers well. */
  readonly good?: number;
  readonly items?: number;
  readonly results?: string;
  readonly run?: RunFacts;
  readonly engine?: Engine;
}

export interface Packed {
  readonly result: CheckResult;
  readonly parts: Parts;
  readonly zip: Uint8Array;
  /** The results files of the check. */
  readonly raw: RawFiles;
}

const GATES = `gates:
  functional: [{ evidence: golden, metric: score, min: 0.4, margin: 0.3, slices: [task] }]
  operational: [{ evidence: golden, metric: latency_ms, statistic: p95, max: 5000 }]
`;

export function policyText({ evidence = '', policy = GATES }: Story = {}): string {
  return `bundle: bot
components:
  prompts: { kind: prompt, paths: ["prompts/**"] }
  model: { kind: model, paths: [model.yaml], values: { region: eu } }
evidence:
  golden: { format: jsonl, path: new.jsonl, baseline: old.jsonl${evidence} }
  shadow: { format: jsonl, path: shadow.jsonl, purpose: business, when: [canary] }
${policy}`;
}

export function rowsText(good: number, items = 40): string {
  return Array.from({ length: items }, (_, i) =>
    JSON.stringify({
      id: `item-${i}`,
      task: i % 2 === 0 ? 'refund' : 'account',
      score: i < good ? 1 : 0,
      latency_ms: 500 + ((i * 37) % 900),
      question: `What is the question number ${i}?`,
    }),
  ).join('\n');
}

/** A check of a bundle with one changed prompt, and its pack. */
export async function packed(story: Story = {}): Promise<Packed> {
  const results: Tree = {
    'new.jsonl': story.results ?? rowsText(story.good ?? 38, story.items),
    'old.jsonl': rowsText(36, story.items),
  };
  const common = { 'model.yaml': 'model: gpt-4o-2024-08-06\ntemperature: 0.2\n' };
  const base = {
    ...common,
    '.github/airlock.yml': story.basePolicy ?? policyText(story),
    'prompts/a.md': 'Be helpful.\n',
  };
  const headPolicy = story.headPolicy ?? policyText(story);
  const head = { ...common, '.github/airlock.yml': headPolicy, 'prompts/a.md': story.prompt ?? 'Be kind.\n' };
  const request = { base: BASE, head: HEAD };
  const [result] = await checked({ base, head, results, request });
  if (result === undefined) throw new Error('the story has one bundle');
  const parts = await packOf(
    withoutWithheld(result),
    story.run ?? null,
    story.engine ?? ENGINE,
    packRenderer,
  );
  return { result, parts, zip: zipOf(parts), raw: rawFiles(results) };
}

export function rawFiles(files: Tree): RawFiles {
  const sources = Object.entries(files).map(([name, text]) => bytesOf(name, text));
  return {
    async find(sha256, size) {
      for (const source of sources) {
        if (source.size === size && (await digest(source)) === sha256) return source;
      }
      return null;
    },
  };
}

async function digest(source: ReturnType<typeof bytesOf>): Promise<string> {
  const { createHash } = await import('node:crypto');
  const hash = createHash('sha256');
  for await (const chunk of source.open()) hash.update(chunk);
  return hash.digest('hex');
}

export function verified(zip: Uint8Array, more: Partial<VerifyRequest> = {}): Promise<Verification> {
  return verifyPack({
    bytes: zip,
    file: 'pack.zip',
    raw: null,
    attestation: null,
    engine: ENGINE,
    renderer: packRenderer,
    ...more,
  });
}

/** Outcome and code, for short. */
export async function found(zip: Uint8Array, more: Partial<VerifyRequest> = {}): Promise<string> {
  const { outcome, code, place } = await verified(zip, more);
  return [outcome, code, place?.part].filter((one) => one != null).join(' ');
}

/** Parts with some of them replaced or taken out, and a manifest that says so: what a forger would write. */
export function forged(
  parts: Parts,
  changes: Readonly<Record<string, Uint8Array | string | null>>,
): Uint8Array {
  const next = new Map(parts);
  for (const [path, bytes] of Object.entries(changes)) {
    if (bytes === null) next.delete(path);
    else next.set(path, typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  }
  return zipOf(next.set(MANIFEST, manifestBytes({ ...manifestOf(parts), files: listed(next) })));
}

export function manifestOf(parts: Parts): Manifest {
  return readManifest(parts.get(MANIFEST) ?? new Uint8Array(), MANIFEST);
}

export function textOf(parts: Parts, path: string): string {
  return Buffer.from(parts.get(path) ?? new Uint8Array()).toString('utf8');
}

export function record(bundle: string, more: Partial<PackRecord> = {}): PackRecord {
  return {
    schema: 'airlock.pack-record/1',
    type: 'approval',
    bundle,
    at: '2026-11-28T10:00:00Z',
    by: { login: 'ana', id: 7 },
    facts: { role: 'product' },
    ...more,
  };
}

import type { CheckResult } from '../check.ts';
import type { EvidenceFile } from '../evidence/read.ts';
import type { ByteSource } from '../evidence/source.ts';
import { canonicalBytes, plain, sameJson, sha256Of } from './canonical.ts';
import { factsOf, type RawFacts } from './facts.ts';
import { made } from './made.ts';
import { type Engine, listed, type Manifest, manifestBytes } from './manifest.ts';
import {
  type ArmName,
  BUNDLE,
  FACTS,
  MANIFEST,
  type Parts,
  policyPart,
  rawPart,
  scorecardPart,
} from './parts.ts';
import { givenOf, rebuilt } from './rebuild.ts';
import type { Renderer } from './renderer.ts';
import { policiesOf, ruleOf, scorecardBytes } from './rows.ts';
import type { RunFacts } from './run.ts';

/**
 * The evidence pack of a result, as parts. What is given goes in first; then the result is rebuilt from that alone, and
 * everything that people read is made from the rebuilt one. So whoever rebuilds it again gets the same bytes.
 */
export async function packOf(
  result: CheckResult,
  run: RunFacts | null,
  engine: Engine,
  renderer: Renderer,
): Promise<Parts> {
  const parts = new Map<string, Uint8Array>([
    ...sideParts(result),
    ...policyParts(result),
    ...(await evidenceParts(result, run)),
  ]);
  const again = await rebuilt(parts, givenOf(parts, renderer));
  if (!sameJson(again.gates, result.gates) || !sameJson(again.decision, result.decision))
    throw new Error('what was packed is judged otherwise than what was checked');
  for (const [path, bytes] of await made(again, engine, renderer, parts)) parts.set(path, bytes);
  const { name, digest } = result.head.bundle;
  const manifest: Manifest = {
    schema: 'airlock.pack/1',
    generation: 0,
    previous: null,
    engine: { version: engine.version, digest: engine.digest },
    bundle: { name, version: result.version, digest },
    files: listed(parts),
  };
  return parts.set(MANIFEST, manifestBytes(manifest));
}

function sideParts({ base, head }: CheckResult): [string, Uint8Array][] {
  const part = ({ identity, bundle }: CheckResult['head']): Uint8Array =>
    canonicalBytes(plain({ schema: 'airlock.bundle/1', identity, bundle }));
  return [
    [BUNDLE.base, part(base)],
    [BUNDLE.head, part(head)],
  ];
}

/** The text of the policies, byte for byte. */
function policyParts({ configs }: CheckResult): [string, Uint8Array][] {
  return (['base', 'head'] as const).flatMap((side): [string, Uint8Array][] => {
    const source = configs[side]?.source;
    if (source === undefined) return [];
    const defaults: [string, Uint8Array][] =
      source.defaults === null ? [] : [[policyPart(side, 'defaults'), source.defaults.bytes]];
    return [[policyPart(side, 'file'), source.text.bytes], ...defaults];
  });
}

async function evidenceParts(result: CheckResult, run: RunFacts | null): Promise<[string, Uint8Array][]> {
  const facts = await factsOf(result, run);
  const policies = policiesOf(result.configs);
  const parts: [string, Uint8Array][] = [[FACTS, canonicalBytes(plain(facts))]];
  for (const { name, state } of facts.evidence) {
    const measured = result.evidence.find((one) => one.name === name)?.state;
    if (state.state !== 'measured' || measured?.state !== 'measured') continue;
    const arms: [ArmName, EvidenceFile | null, RawFacts | null][] = [
      ['candidate', measured.candidate, state.candidate],
      ['baseline', measured.baseline, state.baseline],
    ];
    for (const [arm, file, raw] of arms) {
      if (file === null || raw === null) continue;
      parts.push([scorecardPart(name, arm), scorecardBytes(file, ruleOf(name, policies), policies)]);
      if (raw.withheld === null) parts.push([rawPart(name, arm), await rawBytes(file.source, raw)]);
    }
  }
  return parts;
}

/** A results file that changed between the check and the pack is another one. */
async function rawBytes(source: ByteSource, { sha256 }: RawFacts): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of source.open()) chunks.push(Uint8Array.from(chunk));
  const bytes = Buffer.concat(chunks);
  if (sha256Of(bytes) !== sha256) throw new Error(`${source.name} changed while it was packed`);
  return bytes;
}

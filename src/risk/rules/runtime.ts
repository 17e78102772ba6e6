import semver from 'semver';
import type { Change } from '../../change/change.ts';
import type { Finding } from '../finding.ts';
import { finding, type ItemOf, type Rule } from './rule.ts';

/** Model SDKs and agent frameworks: a major version of one changes how every feature talks to its model. */
const MODEL_SDKS =
  /^(?:openai|@anthropic-ai\/.+|anthropic|ai|@ai-sdk\/.+|@google\/gen(?:ai|erative-ai)|google-gen(?:ai|erativeai)|google-cloud-aiplatform|langchain.*|@langchain\/.+|langgraph.*|llama-?index.*|litellm|cohere(?:-ai)?|mistralai|@mistralai\/.+|groq(?:-sdk)?|boto3|crewai|autogen.*|ag2|semantic-kernel|pydantic-ai|smolagents|dspy(?:-ai)?|haystack-ai|instructor|guidance|guardrails-ai|nemoguardrails|@modelcontextprotocol\/.+|mcp|fastmcp|together|replicate|ollama)$/iu;
/** What runs a model: a change reaches everything it serves. */
const ENGINES =
  /(?:^|[/@ ])(?:vllm|tgi|text-generation-inference|sglang|triton(?:server)?|llama\.?cpp|ollama|tensorrt-llm|lmdeploy|ray-serve|tokenizers?|transformers|tiktoken|litellm|portkey|kong|envoy-ai-gateway)\b/iu;

/** Dependencies and images: a plain bump is low, a major one of a model SDK, or of what runs the model, is not. */
export const runtimeRule: Rule = (change) => {
  if (change.kind !== 'runtime' && change.kind !== 'serving' && change.kind !== 'inference') return [];
  return bumps(change).flatMap(({ name, from, to, line }): Finding[] => {
    const args = { name, from, to };
    if (ENGINES.test(` ${name}`)) return [finding('engine-changed', 'medium', change, line, args)];
    if (MODEL_SDKS.test(name) && isMajor(from, to))
      return [finding('model-sdk-major', 'medium', change, line, args)];
    return change.kind === 'runtime' ? [finding('dependency-bumped', 'low', change, line, args)] : [];
  });
};

interface Bump {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly line: number | null;
}

function bumps(change: Change): Bump[] {
  return change.items.flatMap((item) => {
    if (item.type === 'value') return packageBump(item);
    if (item.type === 'lines') return lineBumps(item.from, item.to, item.line);
    return item.type === 'sentence' && item.from !== null && item.to !== null
      ? lineBumps([item.from], [item.to], item.line)
      : [];
  });
}

const DEPENDENCIES =
  /(?:^|\.)(?:dependencies|devDependencies|peerDependencies|optionalDependencies|dev-dependencies|requires)\.(?:"([^"]+)"|([^.]+))$/u;

/** `dependencies.openai: ^4 → ^5` in package.json, pyproject.toml and the like. */
function packageBump(item: ItemOf<'value'>): Bump[] {
  const match = DEPENDENCIES.exec(item.key);
  const name = match?.[1] ?? match?.[2];
  if (name === undefined || typeof item.from !== 'string' || typeof item.to !== 'string') return [];
  return [{ name, from: item.from, to: item.to, line: item.line }];
}

const REQUIREMENT = /^\s*(?:"|')?([A-Za-z0-9_.@/-]+)(?:\[[^\]]*\])?\s*(?:[=~<>!^]=?=?|@)\s*v?(\d[\w.+-]*)/u;
const IMAGE = /^\s*(?:FROM|image:)\s+(?:--\S+\s+)*([\w./-]+(?::\d+\/[\w./-]+)?)[:@](\S+)/iu;

/** `openai==1.2` in requirements.txt, `FROM image:tag` in a Dockerfile: by name before and after. */
function lineBumps(from: readonly string[], to: readonly string[], line: number | null): Bump[] {
  const before = new Map(from.flatMap(nameAndVersion));
  return to
    .flatMap((text) => nameAndVersion(text))
    .flatMap(([name, version]) => {
      const old = before.get(name);
      return old === undefined || old === version ? [] : [{ name, from: old, to: version, line }];
    });
}

function nameAndVersion(text: string): [string, string][] {
  const match = IMAGE.exec(text) ?? REQUIREMENT.exec(text);
  return match?.[1] === undefined || match[2] === undefined ? [] : [[match[1], match[2]]];
}

function isMajor(from: string, to: string): boolean {
  const [before, after] = [semver.coerce(from), semver.coerce(to)];
  if (before === null || after === null) return false;
  return before.major !== after.major || (before.major === 0 && before.minor !== after.minor);
}

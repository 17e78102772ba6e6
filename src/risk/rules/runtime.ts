import coerce from 'semver/functions/coerce.js';
import type { Change, ChangeItem } from '../../change/change.ts';
import { readRequirement } from '../../reader/requirements.ts';
import type { Finding } from '../finding.ts';
import { finding, type Rule, shown } from './rule.ts';

/** Model SDKs and agent frameworks: a major version of one changes how every feature talks to its model. */
const MODEL_SDKS =
  /^(?:openai(?:-agents)?|@openai\/.+|@anthropic-ai\/.+|anthropic|claude-agent-sdk|ai|@ai-sdk\/.+|@google\/gen(?:ai|erative-ai)|google-gen(?:ai|erativeai)|google-adk|google-cloud-aiplatform|langchain.*|@langchain\/.+|langgraph.*|llama-?index.*|litellm|cohere(?:-ai)?|mistralai|@mistralai\/.+|groq(?:-sdk)?|crewai|autogen.*|ag2|semantic-kernel|pydantic-ai.*|smolagents|dspy(?:-ai)?|haystack-ai|instructor|guidance|guardrails-ai|nemoguardrails|@modelcontextprotocol\/.+|mcp|fastmcp|together|replicate|promptflow|agno|mastra|@mastra\/.+)$/iu;
/** What runs a model or stands before it: a change reaches everything it serves. */
const ENGINES =
  /^(?:vllm|tgi|text-generation-inference|sglang|triton|tritonserver|tritonclient|llama[.-]?cpp(?:-python)?|ollama|tensorrt-llm|lmdeploy|ray-serve|tokenizers|transformers|tiktoken|sentencepiece|portkey-ai|onnxruntime(?:-gpu|-genai)?)$/iu;
const ENGINE_IMAGES =
  /(?:^|[/-])(?:vllm|text-generation-inference|tgi|sglang|tritonserver|llama\.?cpp|ollama|tensorrt-llm|lmdeploy|litellm|portkey|gateway)(?:$|[-/:])/iu;

const MANIFEST =
  /(?:^|\/)(?:package\.json|pyproject\.toml|(?:[\w.-]*[_-])?(?:requirements|constraints)[\w.-]*\.(?:txt|in)|pipfile|cargo\.toml|composer\.json|conda\.ya?ml|environment\.ya?ml|go\.mod|gemfile|[\w.-]+\.csproj|directory\.packages\.props|pom\.xml|build\.gradle(?:\.kts)?)$/iu;

/** A file that names what a program is built from: its keys mean nothing else, whatever they are called. */
export function isManifest(path: string): boolean {
  return MANIFEST.test(path);
}

/** Dependencies and images: a plain bump is low, a major one of a model SDK, or of what runs the model, is not. */
export const runtimeRule: Rule = (change) => {
  const bumps = bumpsIn(change).map((bump) => bumpFinding(change, bump));
  return isManifest(change.path) ? [...bumps, ...otherLines(change)] : bumps;
};

interface Bump {
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly line: number | null;
  readonly isImage: boolean;
}

function bumpFinding(change: Change, { name, from, to, line, isImage }: Bump): Finding {
  const args = { name, from: from === '' ? null : from, to: to === '' ? null : to };
  // What runs the model may be another engine tomorrow, without a commit here.
  if (isImage && ENGINE_IMAGES.test(name) && floats(to) && !floats(from) && from !== '')
    return finding('pin-loosened', 'high', change, line, args);
  if (isImage ? ENGINE_IMAGES.test(name) : ENGINES.test(name))
    return finding('engine-changed', 'medium', change, line, args);
  if (MODEL_SDKS.test(name) && isMajor(from, to))
    return finding('model-sdk-major', 'medium', change, line, args);
  return finding('dependency-bumped', 'low', change, line, args);
}

/** A tag without a number is moved by whoever builds the image. */
function floats(version: string): boolean {
  return !/\d/u.test(version);
}

/** What a manifest says beside its dependencies: scripts, its own version, settings of other tools. */
function otherLines(change: Change): Finding[] {
  const others = change.items.filter(
    (item) => (item.type === 'value' && requirementsIn(change, item).length === 0) || item.type === 'lines',
  );
  const [first] = others;
  if (first === undefined) return [];
  const key = first.type === 'value' ? { key: first.key, from: shown(first.from), to: shown(first.to) } : {};
  return [finding('runtime-changed', 'low', change, first.line, { ...key, ...more(others.length) })];
}

function more(count: number): { more?: number } {
  return count > 1 ? { more: count - 1 } : {};
}

interface Named {
  readonly name: string;
  readonly version: string;
  readonly side: 'from' | 'to';
  readonly line: number | null;
  readonly isImage: boolean;
}

/** Pairs what was required before with what is required now, by name: a list may have moved them. */
function bumpsIn(change: Change): Bump[] {
  const named = change.items.flatMap((item) => requirementsIn(change, item));
  const names = [...new Set(named.map((one) => one.name))];
  return names.flatMap((name): Bump[] => {
    const [before, after] = (['from', 'to'] as const).map((side) =>
      named.find((one) => one.name === name && one.side === side),
    );
    const one = after ?? before;
    if (one === undefined || before?.version === after?.version) return [];
    const { line, isImage } = one;
    return [{ name, from: before?.version ?? '', to: after?.version ?? '', line, isImage }];
  });
}

const DEPENDENCIES =
  /(?:^|\.)(?:dependencies|devDependencies|peerDependencies|optionalDependencies|dev-dependencies|packages|require)\.(?:"([^"]+)"|([^.[]+))(?:\.version)?$/u;
const REQUIREMENT_LISTS =
  /(?:^|\.)(?:dependencies|optional-dependencies|dependency-groups|requires|pip)(?:\.[\w-]+)?\[\d+\](?:\.pip\[\d+\])?$/u;
const IMAGES = /^FROM\[\d+\]$|(?:^|\.)image$/u;

/** Whether a value is the name of a container image: it is told as a bump, not as a value. */
export function isImage(key: string): boolean {
  return IMAGES.test(key);
}

type Requirement = Pick<Named, 'name' | 'version' | 'isImage'>;

function requirementsIn(change: Change, item: ChangeItem): Named[] {
  if (item.type === 'lines' && isManifest(change.path))
    return (['from', 'to'] as const).flatMap((side) =>
      item[side].flatMap((text) =>
        referenced(text).map((one) => ({ ...one, side, line: item.line, isImage: false })),
      ),
    );
  if (item.type !== 'value' && item.type !== 'sentence') return [];
  return (['from', 'to'] as const).flatMap((side) => {
    const text = item[side];
    if (typeof text !== 'string') return [];
    const named =
      item.type === 'value' && !item.key.startsWith('RUN[')
        ? requirement(change.path, item.key, text)
        : installed(item.key ?? '', text);
    return named.map((one) => ({ ...one, side, line: item.line }));
  });
}

function requirement(path: string, key: string, value: string): Requirement[] {
  if (isImage(key)) return image(value);
  if (!isManifest(path)) return [];
  const own = DEPENDENCIES.exec(key);
  if (own !== null) return [{ name: own[1] ?? own[2] ?? '', version: value, isImage: false }];
  if (REQUIREMENT_LISTS.test(key)) {
    const read = readRequirement(value.replace(/^([\w.-]+)=(?!=)/u, '$1=='));
    return read === null ? [] : [{ name: read.name, version: read.spec, isImage: false }];
  }
  const isList = /requirements|constraints/iu.test(path.slice(path.lastIndexOf('/') + 1));
  return isList ? [{ name: key.replace(/^"|"$/gu, ''), version: value, isImage: false }] : [];
}

/** `<PackageReference Include="OpenAI" Version="2.1.0" />`, `implementation("group:name:1.2")`. */
function referenced(text: string): { name: string; version: string }[] {
  const [, name, version = ''] =
    /\bInclude="([^"]+)"[^>]*?\bVersion="([^"]+)"/u.exec(text) ??
    /["']([\w.-]+:[\w.-]+):([\w.+-]+)["']/u.exec(text) ??
    [];
  return name === undefined ? [] : [{ name, version }];
}

/** `RUN pip install vllm==0.6.3`. */
function installed(key: string, text: string): Requirement[] {
  if (!key.startsWith('RUN[')) return [];
  return [...text.matchAll(/([A-Za-z][\w.-]*)(?:\[[^\]]*\])?==([\w.+-]+)/gu)].map(
    ([, name = '', version = '']) => ({ name: name.toLowerCase(), version, isImage: false }),
  );
}

/** `FROM --platform=… registry/name:tag@digest AS stage`. */
function image(text: string): Requirement[] {
  const match = /^(?:--\S+ )*([\w./-]+(?::\d+\/[\w./-]+)?)((?::[\w.-]+)?(?:@\S+)?)/u.exec(text.trim());
  if (match?.[1] === undefined) return [];
  return [{ name: match[1], version: (match[2] ?? '').replace(/^[:@]/u, ''), isImage: true }];
}

const MANY_MINORS = 20;

/** Of a version below one every minor is a major, but where they are counted in dozens. One that came or went has no step to judge. */
function isMajor(from: string, to: string): boolean {
  const [before, after] = [coerce(from), coerce(to)];
  if (before === null || after === null) return false;
  return (
    before.major !== after.major ||
    (before.major === 0 && before.minor !== after.minor && after.minor < MANY_MINORS)
  );
}

import type { Data } from '../reader/data.ts';
import { toData } from '../reader/data.ts';
import { readYaml } from '../reader/yaml.ts';

/** What a promptfoo configuration says about its results. https://www.promptfoo.dev/docs/configuration/reference */
export interface PromptfooConfig {
  readonly path: string;
  /** Where it writes its results, as JSON; null where it does not say. */
  readonly output: string | null;
  /** How many tests it lists itself; null where they come from files or are made. */
  readonly tests: number | null;
  /** It attacks the feature instead of asking it. */
  readonly redteam: boolean;
}

const LIMITS = { depth: 64, tokens: 200_000, plain: false } as const;
const NAME = /(?:^|\/)promptfooconfig[^/]*\.(?:ya?ml|json|[cm]?[jt]s)$|(?:^|\/)redteam\.ya?ml$/u;

export function isPromptfooConfig(path: string): boolean {
  return NAME.test(path);
}

/** Reads a configuration. One that is a program, or is broken, is one of which nothing is known but that it is there. */
export function readPromptfooConfig(path: string, text: string | null): PromptfooConfig {
  const unknown = { path, output: null, tests: null, redteam: /redteam/iu.test(path) };
  if (text === null || !/\.(?:ya?ml|json)$/u.test(path)) return unknown;
  const result = readYaml(text, LIMITS);
  const data = result.ok && result.roots[0] !== undefined ? toData(result.roots[0]) : null;
  if (typeof data !== 'object' || data === null || Array.isArray(data)) return unknown;
  return {
    path,
    output: outputOf(data['outputPath'], path),
    tests: countOf(data['tests']),
    redteam: unknown.redteam || data['redteam'] !== undefined,
  };
}

/** Of one path or several the first that is JSON; relative to the configuration's own folder. */
function outputOf(value: Data | undefined, path: string): string | null {
  const found = (Array.isArray(value) ? value : [value]).find(
    (one): one is string => typeof one === 'string' && /\.jsonl?$/u.test(one),
  );
  if (found === undefined || /^(?:[a-z]+:|\/)|\{\{|(?:^|\/)\.\.(?:\/|$)/iu.test(found)) return null;
  return `${path.slice(0, path.lastIndexOf('/') + 1)}${found.replace(/^(?:\.\/)+/u, '')}`;
}

function countOf(value: Data | undefined): number | null {
  if (!Array.isArray(value) || value.length === 0) return null;
  return value.every((one) => typeof one === 'object') ? value.length : null;
}

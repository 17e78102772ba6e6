import type { Content } from './detect-content.ts';
import {
  DOCS,
  ELSEWHERE,
  HINTED,
  NAMED,
  NOT_READ,
  PAGES,
  PLACES,
  PROGRAMS,
  RUNTIME,
  SERVING,
  TESTS,
} from './detect-paths.ts';
import { globGroups } from './glob.ts';
import type { Kind } from './kinds.ts';

/** By what detection takes a file, or why it leaves one that looks like part of an AI feature. */
export const BASES = {
  /** Taken: its name says what it is. */
  name: 'high',
  /** Taken: its text speaks of models, and its name says the rest. */
  hint: 'medium',
  /** Taken: its text alone says what it is. */
  content: 'medium',
  /** Taken beside something else: a program that speaks of models, or stands where those that do stand. */
  near: 'low',
  /** Taken beside something else: a part of any program. */
  beside: 'low',
  /** Left: the configuration itself. */
  configuration: null,
  /** Left: other people's code, or what a build made. */
  elsewhere: null,
  /** Left: a test, which holds made-up prompts. */
  test: null,
  /** Left: a text for people. */
  docs: null,
  /** Left: automation or a translation. */
  'not-read': null,
  /** Left: nothing says that it belongs. */
  nothing: null,
} as const satisfies Record<string, Confidence | null>;

export type Basis = keyof typeof BASES;
export type Confidence = 'high' | 'medium' | 'low';

export interface Judgement {
  /** Null where it is left. */
  readonly kind: Kind | null;
  readonly basis: Basis;
}

/** What the globs of detection say of a path. */
export interface Named {
  /** The first kind whose globs match. */
  readonly kind: Kind | null;
  readonly isRuntime: boolean;
  readonly isServing: boolean;
}

/** Null where no glob matches. */
export type Names = (path: string) => Named | null;

let made: Names | null = null;

/** Made once: a base and a head have nearly all of their paths in common, and both are asked about. */
export function names(): Names {
  made ??= remembering(readNames());
  return made;
}

function readNames(): Names {
  const groups = globGroups([...NAMED.map(([, globs]) => globs), RUNTIME, SERVING]);
  return (path) => {
    const matching = groups(path);
    const [first] = matching;
    if (first === undefined) return null;
    return {
      kind: NAMED[first]?.[0] ?? null,
      isRuntime: matching.includes(NAMED.length),
      isServing: matching.includes(NAMED.length + 1),
    };
  };
}

function remembering(of: Names): Names {
  const known = new Map<string, Named | null>();
  return (path) => {
    const seen = known.get(path);
    const answer = seen === undefined ? of(path) : seen;
    if (seen === undefined) known.set(path, answer);
    return answer;
  };
}

/** Evals may well live under tests, and an agent's instructions anywhere: their names are enough. */
const ANYWHERE: ReadonlySet<Kind> = new Set(['evals', 'drift-baseline', 'agent-instructions']);

/** What a workflow is, and an agent that is one. */
const WORKFLOW = /^\.github\/workflows\/[^/]+\.ya?ml$/u;
const AGENT_FILE = /^\.github\/(?:workflows|agents|aw)\/.*\.md$/u;
/** Programs that make what a model is trained on, or train it. */
const PIPELINE =
  /(?:^|\/)(?:pipelines?|training|train|features|preprocess\w*|feature_engineering)(?:[/_.-]|$)|(?:^|\/)\d\d-[^/]*\.(?:r|py)$/iu;

/** A prompt about tests, and no test of a prompt. */
const NAMED_TEST =
  /^(?!.*(?:^|\/)(?:tests?|__tests__|specs?|e2e)\/).*\.(?:md|txt|toml|ya?ml|j2|jinja2?|prompty?|hbs)$/iu;

/** What a file is, by its name and by what was found inside. */
export function judge(path: string, content: Content, names: Names): Judgement {
  if (path.startsWith('.github/airlock')) return left('configuration');
  if (ELSEWHERE.test(path)) return left('elsewhere');
  const named = names(path);
  if (named?.isRuntime === true) return { kind: 'runtime', basis: 'beside' };
  const kind = named?.kind ?? null;
  if (kind !== null && ANYWHERE.has(kind)) return { kind, basis: 'name' };
  if (TESTS.test(path) && !(kind === 'prompt' && NAMED_TEST.test(path))) return left('test');
  // A plan for the way back is written for people, and a part of the bundle all the same.
  if (DOCS.test(path) && kind !== 'rollback-plan') return left('docs');
  if (kind !== null) return { kind, basis: 'name' };
  const serving = named?.isServing ?? false;
  if (WORKFLOW.test(path) && content.measures) return { kind: 'evals', basis: 'content' };
  if (WORKFLOW.test(path) && content.model && !content.acts) return { kind: 'evals', basis: 'content' };
  if (WORKFLOW.test(path) && content.acts) return { kind: 'orchestration', basis: 'content' };
  if (WORKFLOW.test(path) && content.tests) return { kind: 'runtime', basis: 'beside' };
  if (NOT_READ.test(path) && !AGENT_FILE.test(path))
    return serving ? { kind: 'serving', basis: 'beside' } : left('not-read');
  return byContent(path, content, serving);
}

function byContent(path: string, content: Content, serving: boolean): Judgement {
  const { persona, model, settings, tool, calls, speaks, learns } = content;
  if ((learns || /\.r$/iu.test(path)) && PIPELINE.test(path))
    return { kind: 'features', basis: learns ? 'content' : 'near' };
  if (persona || model || settings || tool || calls || speaks || learns) {
    const hinted = HINTED.find(
      ([kind, name]) => name.test(path) && !(kind === 'safety' && PAGES.test(path)),
    )?.[0];
    if (hinted !== undefined) return { kind: hinted, basis: 'hint' };
  }
  if (serving) return { kind: 'serving', basis: model || settings ? 'content' : 'beside' };
  if (persona) return { kind: 'prompt', basis: 'content' };
  if (tool) return { kind: 'tools', basis: 'content' };
  if (model) return { kind: 'model', basis: 'content' };
  if (settings) return { kind: 'inference', basis: 'content' };
  if (calls || learns) return { kind: 'orchestration', basis: 'content' };
  if (PROGRAMS.test(path) && (speaks || PLACES.test(path))) return { kind: 'orchestration', basis: 'near' };
  return left('nothing');
}

function left(basis: Basis): Judgement {
  return { kind: null, basis };
}

import { type MapNode, type Node, nodeAt, type Path } from '../reader/data.ts';
import { Lines } from '../reader/text.ts';
import { readYaml } from '../reader/yaml.ts';
import type { Place } from './finding.ts';

/** A step with its place; `with` values as text. */
export interface Step {
  readonly node: Node;
  readonly uses: string | null;
  readonly run: string | null;
  readonly with: ReadonlyMap<string, string>;
}

export interface Job {
  readonly id: string;
  /** What its check is called. */
  readonly check: string;
  readonly node: Node;
  readonly steps: readonly Step[];
  /** Labels of its runner. */
  readonly runsOn: readonly string[];
  readonly environment: string | null;
  /** The reusable workflow that it calls. */
  readonly uses: string | null;
}

/** A workflow file as parsed, with places. */
export interface Workflow {
  readonly path: string;
  readonly root: MapNode;
  /** Events that start it, each with its filters. */
  readonly triggers: ReadonlyMap<string, Node | null>;
  readonly jobs: readonly Job[];
  /** Where a node stands, or the file as a whole. */
  place(node: Node | undefined): Place;
}

const LIMITS = { depth: 64, tokens: 100_000, plain: false } as const;

/** Reads a workflow; null where it is not one that can be read. */
export function readWorkflow(path: string, text: string): Workflow | null {
  const result = readYaml(text, LIMITS);
  const root = result.ok ? result.roots[0] : undefined;
  if (root?.kind !== 'map') return null;
  const lines = new Lines(text);
  const jobs = nodeAt(root, ['jobs']);
  return {
    path,
    root,
    triggers: triggersOf(nodeAt(root, ['on'])),
    jobs: jobs?.kind === 'map' ? [...jobs.entries].map(([id, { value }]) => jobOf(id, value)) : [],
    place: (node) => ({
      file: path,
      line: node === undefined || node.offset < 0 ? null : lines.at(node.offset).line,
    }),
  };
}

/** `on: push`, `on: [push]` and `on: { push: }` say the same. */
function triggersOf(on: Node | undefined): Map<string, Node | null> {
  if (on?.kind === 'map') return new Map([...on.entries].map(([name, { value }]) => [name, value]));
  const names = on?.kind === 'list' ? on.items : on === undefined ? [] : [on];
  return new Map(
    names.flatMap((name) => (textOf(name) === null ? [] : [[textOf(name) ?? '', null] as const])),
  );
}

function jobOf(id: string, node: Node): Job {
  const steps = nodeAt(node, ['steps']);
  const environment = nodeAt(node, ['environment']);
  return {
    id,
    check: textAt(node, ['name']) ?? id,
    node,
    steps: steps?.kind === 'list' ? steps.items.map(stepOf) : [],
    runsOn: textsOf(labelsOf(nodeAt(node, ['runs-on']))),
    uses: textAt(node, ['uses']),
    environment: environment?.kind === 'map' ? textAt(environment, ['name']) : textOf(environment),
  };
}

function labelsOf(node: Node | undefined): Node | undefined {
  return node?.kind === 'map' ? nodeAt(node, ['labels']) : node;
}

function stepOf(node: Node): Step {
  const given = nodeAt(node, ['with']);
  const entries = given?.kind === 'map' ? [...given.entries] : [];
  return {
    node,
    uses: textAt(node, ['uses']),
    run: textAt(node, ['run']),
    with: new Map(entries.map(([key, { value }]) => [key, textOf(value) ?? ''])),
  };
}

export function textAt(node: Node, path: Path): string | null {
  return textOf(nodeAt(node, path));
}

/** A scalar as the runner reads it. */
export function textOf(node: Node | undefined): string | null {
  return node?.kind === 'scalar' && node.value !== null ? String(node.value) : null;
}

/** One text or a list of them. */
export function textsOf(node: Node | undefined): string[] {
  const items = node?.kind === 'list' ? node.items : node === undefined ? [] : [node];
  return items.flatMap((item) => textOf(item) ?? []);
}

const OURS = /^[\w.-]+\/airlock(?:\/actions\/[\w-]+)?@/u;
const GATE = /^[\w.-]+\/airlock(?:\/actions\/gate)?@/u;

/** Whether a workflow uses an action of ours; a mirror keeps the name and has another owner. */
export function runsAirlock({ jobs }: Workflow): boolean {
  return jobs.some(({ steps }) => steps.some(({ uses }) => uses !== null && OURS.test(uses)));
}

/** The step that decides, in a job that runs it. */
export function gateStep({ steps }: Job): Step | null {
  return steps.find(({ uses }) => uses !== null && GATE.test(uses)) ?? null;
}

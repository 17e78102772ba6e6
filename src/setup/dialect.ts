import type { Template } from './pins.ts';
import type { Server } from './server.ts';

/** What of a template is written on a server, and for which kit. */
export interface Dialect {
  readonly server: Server;
  /** `OWNER/NAME` of the repository that our actions come from there. */
  readonly kit: string;
  /** Labels of the runner that takes the jobs; null: as the templates have it. */
  readonly runsOn: readonly string[] | null;
}

/** What a template has for an Enterprise Server alone, in place of the one of the same name. */
const VARIANT = '.enterprise-server.yml';

/** Actions by which jobs hand results over as artifacts. */
const BY_ARTIFACTS = /\buses:.*\/airlock\/actions\/(?:evaluate|upload)@/u;

export interface Translated {
  readonly templates: readonly Template[];
  /** Names of workflows that cannot work there. */
  readonly absent: readonly string[];
}

/** The templates as a server takes them. github.com and its tenants take them as they are. */
export function translated(all: readonly Template[], { server, kit, runsOn }: Dialect): Translated {
  const isVariant = ({ name }: Template): boolean => name.endsWith(VARIANT);
  const finish = ({ name, text }: Template): Template => ({
    name,
    text: onRunner(ofKit(text, kit), runsOn),
  });
  const plain = all.filter((one) => !isVariant(one));
  if (server.kind !== 'enterprise-server') return { templates: plain.map(finish), absent: [] };
  const chosen = plain.map(({ name, text }) => {
    const variant = all.find((one) => one.name === name.replace(/\.yml$/u, VARIANT));
    return { name, text: olderKeys(variant?.text ?? text) };
  });
  return {
    templates: chosen.filter(({ text }) => !BY_ARTIFACTS.test(text)).map(finish),
    absent: chosen.flatMap(({ name, text }) => (BY_ARTIFACTS.test(text) ? [name] : [])),
  };
}

/** Keys that came to github.com lately, and scopes that a server does not know. */
const NEWER = /^ +(?:queue|timezone|deployment|attestations|artifact-metadata):.*\n/gmu;
/** An identity that is only for the attestation; another use of it has another reason. */
const FOR_ATTESTATION = /^ +id-token: write #.*attest.*\n/gmu;

function olderKeys(text: string): string {
  const without = withoutSteps(text, /\buses:\s*["']?actions\/attest@/u);
  return without.replace(NEWER, '').replace(FOR_ATTESTATION, '');
}

/** A workflow without the steps that have such a line, comments above them included. */
function withoutSteps(text: string, pattern: RegExp): string {
  const lines = text.split('\n');
  const gone = new Set<number>();
  for (const [i, line] of lines.entries()) {
    if (!pattern.test(line)) continue;
    const start = lines.findLastIndex((one, at) => at <= i && /^ *- /u.test(one));
    const indent = /^ */u.exec(lines[start] ?? '')?.[0].length ?? 0;
    const after = lines.findIndex((one, at) => at > start && one.trim() !== '' && indentOf(one) <= indent);
    for (let at = start; at < (after === -1 ? lines.length - 1 : after); at += 1) gone.add(at);
    for (let at = start - 1; new RegExp(`^ {${indent}}#`, 'u').test(lines[at] ?? ''); at -= 1) gone.add(at);
  }
  return lines.filter((_, i) => !gone.has(i)).join('\n');
}

function indentOf(line: string): number {
  return /^ */u.exec(line)?.[0].length ?? 0;
}

function ofKit(text: string, kit: string): string {
  return text.replace(/(\buses:\s*["']?)airlock-ci\/airlock(?=[/@])/gu, `$1${kit}`);
}

/** A server has no runners but one's own. */
function onRunner(text: string, labels: readonly string[] | null): string {
  if (labels === null) return text;
  const [only, ...more] = labels;
  const written = more.length === 0 ? only : `[${labels.join(', ')}]`;
  return text.replace(/^( +runs-on:) ubuntu-24\.04$/gmu, `$1 ${written}`);
}

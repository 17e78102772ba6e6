/** The files of a pack by their paths inside it. */
export type Parts = ReadonlyMap<string, Uint8Array>;

export const MANIFEST = 'manifest.json';
export const FACTS = 'facts.json';
export const CHECK = 'check.json';
export const CONTROLS = { json: 'controls.json', markdown: 'controls.md' } as const;
export const REPORT = { markdown: 'report.md', html: 'report.html' } as const;
export const BUNDLE = { base: 'bundle/base.json', head: 'bundle/head.json' } as const;
export const STATEMENTS = {
  test: 'statements/test-result.json',
  summary: 'statements/verification-summary.json',
} as const;

export type SideName = 'base' | 'head';
export type ArmName = 'candidate' | 'baseline';

/** Where the text of a policy stands: the file of a side, and the defaults under it. */
export function policyPart(side: SideName, which: 'file' | 'defaults'): string {
  return which === 'file' ? `policy/${side}.yml` : `policy/${side}-defaults.yml`;
}

/** Names of evidence are lower-case letters, digits and dashes: no path can be made of them. */
export function scorecardPart(name: string, arm: ArmName): string {
  return `evidence/${name}/${arm}.scorecard.json`;
}

export function rawPart(name: string, arm: ArmName): string {
  return `evidence/${name}/${arm}.raw`;
}

/** Everything in a pack has such a path, whichever system unpacks it. */
export const PART_PATH = /^[a-z0-9][a-z0-9._-]*(?:\/[a-z0-9][a-z0-9._-]*)*$/u;

/** The largest part, the largest sum of parts, the largest file, the most parts. Room for results, none for a bomb. */
export const PACK_LIMITS = {
  part: 256 * 1024 * 1024,
  parts: 1024 * 1024 * 1024,
  file: 512 * 1024 * 1024,
  count: 4096,
} as const;

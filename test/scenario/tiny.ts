import type { Files } from './folder.ts';

/** The smallest repository that has gates: one component whose tier each file names, and results that are committed. */
export function tinyConfig(more = ''): string {
  return `bundle: tiny
components: { settings: { kind: rollback-plan, paths: ["settings/**"] } }
risk:
  rules:
    - { paths: ["settings/medium*"], tier: medium, reason: It routes. }
    - { paths: ["settings/high*"], tier: high, reason: It decides. }
evidence: { golden: { format: csv, path: results.csv } }
gates:
  functional: [{ evidence: golden, metric: score, min: 0.75 }]
${more}`;
}

/** Results of which a share passes: 1 passes the gate above, 0.6 leaves it open, 0 fails it. */
export function results(share: number, items = 40): string {
  const rows = Array.from({ length: items }, (_, i) => `item-${i},${i < share * items ? 1 : 0}`);
  return `id,score\n${rows.join('\n')}\n`;
}

export const SHARES = { go: 1, undecided: 0.7, 'no-go': 0 } as const;

export function tinyBase(more = ''): Files {
  return {
    '.github/airlock.yml': tinyConfig(more),
    'settings/low.txt': 'one\n',
    'settings/medium.txt': 'one\n',
    'settings/high.txt': 'one\n',
  };
}

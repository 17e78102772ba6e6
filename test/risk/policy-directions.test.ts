import { describe, expect, it } from 'vitest';
import { diffPolicies } from '../../src/risk/policy-diff.ts';
import { sound } from '../config/read.ts';

const gate = (criterion: string): string =>
  `evidence: { golden: { path: a.json } }\ngates: { functional: [{ evidence: golden, metric: score, ${criterion} }] }\n`;
const again = (rule: string | null): string =>
  `evidence: { golden: { path: a.json }, again: { path: b.json } }\ngates: { functional: [{ evidence: golden, metric: score, margin: 0.05${rule === null ? '' : `, confirm: { ${rule} }`} }] }\n`;
const evidence = (rule: string): string =>
  `components: { a: { kind: other, paths: [a] }, b: { kind: other, paths: [b] } }\nevidence: { golden: { path: a.json${rule} } }\n`;

const quarantine = (until: string): string =>
  `, quarantine: [{ items: [case-1], until: ${until}, reason: flaky }]`;
const workflow = (name: string): string =>
  `environments: { production: { workflow: .github/workflows/${name}.yml } }\n`;
const emergency = (rule: string | null): string =>
  `people: { oncall: ["@kim"], other: ["@lee"] }\nevidence: { golden: { path: a.json, purpose: smoke } }\nenvironments: { a: { attempts: 3${rule === null ? '' : `, emergency: { declare: oncall, triggers: [outage], ${rule} }`} } }\n`;

/** Two policies, and the one difference that turns the first into the second. */
const MOVES: readonly (readonly [key: string, from: string, to: string])[] = [
  ['gates.functional.golden.score.min', gate('min: 0.9'), gate('min: 0.8')],
  ['gates.functional.golden.score.min', gate('min: 0.9, margin: 0.1'), gate('margin: 0.1')],
  ['gates.functional.golden.score.max', gate('max: 0.1'), gate('max: 0.2')],
  ['gates.functional.golden.score.margin', gate('margin: 0.01'), gate('margin: 0.02')],
  ['gates.functional.golden.score.margin', gate('margin: 5%'), gate('margin: 10%')],
  ['gates.functional.golden.score.margin', gate('min: 0.9, margin: 0.1'), gate('min: 0.9')],
  ['gates.functional.golden.score.alpha', gate('min: 0.9, alpha: 0.05'), gate('min: 0.9, alpha: 0.1')],
  [
    'gates.functional.golden.score.confirm.max',
    again('evidence: again, max: 0.02'),
    again('evidence: again, max: 0.05'),
  ],
  ['gates.functional.golden.score.never', gate('min: 0.9, never: [pii]'), gate('min: 0.9')],
  ['gates.functional.golden.score.slices', gate('min: 0.9, slices: [language]'), gate('min: 0.9')],
  [
    'gates.functional.golden.score.guarantee',
    gate('min: 0.9, guarantee: true'),
    gate('min: 0.9, guarantee: false'),
  ],
  ['gates.functional.golden.score.cluster', gate('min: 0.9, cluster: user'), gate('min: 0.9')],
  ['gates', gate('min: 0.9'), 'evidence: { golden: { path: a.json } }\nstage: enforce\n'],
  [
    'evidence.golden',
    evidence(''),
    'components: { a: { kind: other, paths: [a] }, b: { kind: other, paths: [b] } }\n',
  ],
  ['evidence.golden.when', evidence(''), evidence(', when: [pull_request, merge_group]')],
  ['evidence.golden.covers', evidence(''), evidence(', covers: [a]')],
  ['evidence.golden.covers', evidence(', covers: [a, b]'), evidence(', covers: [a]')],
  ['evidence.golden.quarantine', evidence(''), evidence(quarantine('2026-12-31'))],
  ['evidence.golden.quarantine', evidence(quarantine('2026-12-31')), evidence(quarantine('2027-01-31'))],
  ['evidence.golden.frozen', evidence(', frozen: true'), evidence(', frozen: false')],
  ['stage', 'stage: enforce\n', 'stage: observe\n'],
  ['expected-flips', 'expected-flips: 0.05\n', 'expected-flips: 0.1\n'],
  ['max-age', 'max-age: 10d\n', 'max-age: 30d\n'],
  [
    'tiers.high.undecided',
    'tiers: { high: { undecided: block } }\n',
    'tiers: { high: { undecided: ask } }\n',
  ],
  ['tiers.low.gates', 'stage: observe\n', 'tiers: { low: { gates: [safety] } }\nstage: observe\n'],
  ['tiers.low.evidence', 'stage: observe\n', 'tiers: { low: { evidence: [smoke] } }\nstage: observe\n'],
  ['risk.customer-facing', 'risk: { customer-facing: [a] }\n', 'risk: { customer-facing: [] }\n'],
  ['packs', 'packs: release\n', 'stage: observe\n'],
  ['risk.agents', 'risk: { agents: low }\n', 'risk: { agents: medium }\n'],
  ['environments.production.workflow', workflow('a'), 'environments: { production: {} }\n'],
  ['machines.agent', 'machines: { agent: [hold] }\n', 'machines: { agent: [hold, rollback] }\n'],
  ['environments.a.emergency', emergency(null), emergency('lasts: 1h')],
  ['environments.a.emergency.lasts', emergency('lasts: 1h'), emergency('lasts: 2h')],
  [
    'environments.a.emergency.reviewed-within',
    emergency('reviewed-within: 2'),
    emergency('reviewed-within: 9'),
  ],
  ['environments.a.emergency.reviewer', emergency('reviewer: oncall'), emergency('lasts: 4h')],
];

describe.each(MOVES)('%s', (key, from, to) => {
  it('loosened one way and tightened the other', () => {
    expect(moves(from, to)).toEqual([`loosened ${key}`]);
    expect(moves(to, from)).toEqual([`tightened ${key}`]);
  });
});

/** What only says how: nobody can say that it is stricter. */
const TURNS: readonly (readonly [key: string, from: string, to: string])[] = [
  ['environment', 'environment: a\n', 'environment: b\n'],
  ['environments.production.workflow', workflow('a'), workflow('b')],
  [
    'environments.production.lease',
    'environments: { production: { lease: 1h } }\n',
    'environments: { production: { lease: 3h } }\n',
  ],
  ['gates.functional.golden.score.weights', gate('min: 0.9'), gate('min: 0.9, weights: task')],
  ['evidence.golden.path', evidence(''), evidence('').replace('a.json', 'b.json')],
  ['evidence.golden.judge', evidence(', judge: x'), evidence(', judge: y')],
  [
    'tiers.high.window',
    'windows: { w: { opens: "0 9 * * 1", for: 8h } }\n',
    'windows: { w: { opens: "0 9 * * 1", for: 8h } }\ntiers: { high: { window: w } }\n',
  ],
  ['tiers.high.rollout', 'stage: observe\n', 'stage: observe\ntiers: { high: { rollout: canary } }\n'],
];

describe.each(TURNS)('%s', (key, from, to) => {
  it('changed either way', () => {
    expect(moves(from, to)).toEqual([`changed ${key}`]);
    expect(moves(to, from)).toEqual([`changed ${key}`]);
  });
});

/** Of two ways to judge, of which nobody can say that one is stricter, the one that is proposed counts as looser. */
const EITHER: readonly (readonly [key: string, from: string, to: string])[] = [
  ['gates.functional.golden.score.confirm', again(null), again('evidence: again')],
  [
    'gates.functional.golden.score.confirm.max',
    again('evidence: again'),
    again('evidence: again, max: 0.02'),
  ],
  [
    'gates.functional.golden.score.confirm.repeats',
    again('evidence: again, repeats: 3'),
    again('evidence: again, repeats: 5'),
  ],
];

describe.each(EITHER)('%s', (key, from, to) => {
  it('loosened either way', () => {
    expect(moves(from, to)).toEqual([`loosened ${key}`]);
    expect(moves(to, from)).toEqual([`loosened ${key}`]);
  });
});

function moves(from: string, to: string): string[] {
  return diffPolicies(sound(from).policy, sound(to).policy).map(
    ({ direction, key }) => `${direction} ${key}`,
  );
}

import { component } from '../classified.ts';
import { type Pair, prompt } from './pair.ts';

const GATES = (min: number) => [
  {
    gate: 'functional',
    criteria: [{ evidence: 'golden', metric: 'score', statistic: 'mean' as const, alpha: 0.05, min }],
  },
];
const AGENTS = (agents: 'low' | 'high') => ({ customerFacing: [], rules: [], agents });
const PROMPTS = component('prompt', ['prompts/**']);
const unchanged = { edits: [], outside: { from: { 'prompts/a.md': 'a' }, to: { 'prompts/a.md': 'a' } } };

/** A policy and a component map that change themselves. */
export const POLICY_PAIRS: readonly Pair[] = [
  {
    code: 'policy-loosened',
    fires: {
      edits: [],
      policy: { base: { gates: GATES(0.9) }, head: { gates: GATES(0.8) } },
      tier: 'high',
      line: null,
    },
    not: { edits: [], policy: { base: { gates: GATES(0.8) }, head: { gates: GATES(0.9) } }, tier: 'medium' },
  },
  {
    code: 'policy-loosened',
    about: 'by what an agent may do without a person',
    fires: { edits: [], policy: { base: {}, head: { risk: AGENTS('high') } }, tier: 'high' },
    not: { edits: [], policy: { base: {}, head: { risk: AGENTS('low') } }, tier: 'medium' },
  },
  {
    code: 'policy-tightened',
    fires: { edits: [], policy: { base: { stage: 'observe' }, head: { stage: 'enforce' } }, tier: 'medium' },
    not: { edits: [], policy: { base: { stage: 'enforce' }, head: { stage: 'observe' } }, tier: 'high' },
  },
  {
    code: 'policy-changed',
    fires: { edits: [], policy: { base: { environment: 'a' }, head: { environment: 'b' } }, tier: 'medium' },
    not: { edits: [], policy: { base: { environment: 'a' }, head: { environment: 'a' } }, tier: 'low' },
  },
  {
    code: 'component-map-loosened',
    fires: { ...unchanged, baseMap: [PROMPTS], headMap: [component('prompt', ['other/**'])], tier: 'high' },
    not: { ...unchanged, baseMap: [PROMPTS], headMap: [component('prompt', ['**'])], tier: 'low' },
  },
  {
    code: 'component-map-loosened',
    about: 'by another kind',
    fires: { ...unchanged, baseMap: [PROMPTS], headMap: [{ ...PROMPTS, kind: 'other' }], tier: 'high' },
    not: { ...unchanged, baseMap: [PROMPTS], headMap: [{ ...PROMPTS, name: 'texts' }], tier: 'low' },
  },
  {
    code: 'component-map-loosened',
    about: 'by a component that takes a path first',
    fires: { ...unchanged, baseMap: [PROMPTS], headMap: [component('other', ['**']), PROMPTS], tier: 'high' },
    not: {
      ...unchanged,
      baseMap: [PROMPTS],
      headMap: [component('other', ['docs/**']), PROMPTS],
      tier: 'low',
    },
  },
  {
    code: 'component-map-loosened',
    about: 'and not where nothing was drawn before',
    fires: { ...unchanged, baseMap: [PROMPTS], headMap: [], tier: 'high' },
    not: { ...prompt('a b c', 'a b c', 'low'), tier: 'low' },
  },
];

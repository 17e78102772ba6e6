import { edit, type Pair, prompt } from './pair.ts';

const PROMPT = {
  kind: 'prompt' as const,
  path: 'prompts/a.md',
  from: 'Be quick.\n',
  to: 'Be thorough and slow.\n',
};
const BASELINE = { kind: 'drift-baseline' as const, path: 'drift.json', from: '{"en":1}', to: '{"en":2}' };
const SUITE = { kind: 'evals' as const, path: 'evals/a.yaml', from: 'repeat: 1\n', to: 'repeat: 2\n' };
const README = { kind: 'prompt' as const, path: 'prompts/README.md', from: 'a\n', to: 'b\n' };
const rule = (tier: 'low' | 'high') => ({
  base: {
    risk: {
      customerFacing: [],
      rules: [{ paths: ['src/billing/**'], tier, reason: 'money' }],
      agents: 'medium' as const,
    },
  },
});
const facing = (path: string) => ({
  base: { risk: { customerFacing: [path], rules: [], agents: 'medium' as const } },
});
const billing = (path: string) => ({
  edits: [],
  outside: { from: { [path]: 'a' }, to: { [path]: 'b' } },
});
const ENDING = {
  id: 'gpt-4o',
  path: 'm.yaml',
  component: 'model',
  line: 1,
  retires: '2027-01-14',
  daysLeft: 54,
  successor: 'gpt-5.2',
};

/** What the whole of a change, a team or a person adds to its parts. */
export const RAISE_PAIRS: readonly Pair[] = [
  {
    code: 'baseline-rerecorded-with-change',
    fires: { edits: [BASELINE, PROMPT], tier: 'high', line: 1 },
    not: { edits: [BASELINE, README], tier: 'medium' },
  },
  {
    code: 'eval-with-model',
    fires: { edits: [SUITE, PROMPT], tier: 'high' },
    not: { edits: [SUITE, README], tier: 'medium' },
  },
  {
    code: 'eval-with-model',
    about: 'and not for a suite that only grew',
    fires: {
      edits: [
        { ...SUITE, path: 'evals/b.jsonl', from: '{"q":"a b c d"}\n', to: '{"q":"a b c e"}\n' },
        PROMPT,
      ],
      tier: 'high',
    },
    not: {
      edits: [{ ...SUITE, path: 'evals/b.jsonl', from: '{"q":"a"}\n', to: '{"q":"a"}\n{"q":"b"}\n' }, PROMPT],
      tier: 'medium',
    },
  },
  {
    code: 'customer-facing-changed',
    fires: {
      ...edit('prompt', 'prompts/a.md', 'Be quick.\n', 'Be slow now.\n', 'high'),
      policy: facing('prompts/**'),
    },
    not: {
      ...edit('prompt', 'prompts/a.md', 'Be quick.\n', 'Be quick!\n', 'low'),
      policy: facing('prompts/**'),
    },
  },
  {
    code: 'customer-facing-changed',
    about: 'where the team says so',
    fires: {
      ...prompt('Look at it.', 'Look at it twice, please.', 'high'),
      policy: facing('prompts/system.md'),
    },
    not: {
      ...prompt('Look at it.', 'Look at it twice, please.', 'medium'),
      policy: facing('prompts/other.md'),
    },
  },
  {
    code: 'team-rule',
    fires: { ...billing('src/billing/a.ts'), policy: rule('high'), tier: 'high' },
    not: { ...billing('src/other/a.ts'), policy: rule('high'), tier: 'low' },
  },
  {
    code: 'team-rule',
    about: 'and never lowers',
    fires: { ...edit('safety', 'src/billing/s.yaml', 'a: 1\n', 'a: 2\n', 'high'), policy: rule('low') },
    not: { ...edit('safety', 'src/billing/s.yaml', 'a: 1\n', 'a: 1 # one\n', 'low'), policy: rule('low') },
  },
  {
    code: 'raised-by-person',
    fires: { ...prompt('Look at it.', 'Look at it twice, please.', 'high'), raisedBy: '@ana' },
    not: prompt('Look at it.', 'Look at it twice, please.', 'medium'),
  },
  {
    code: 'replaced-unreviewed',
    fires: {
      ...edit('routing', 'config/route.yaml', 'retries: 1\n', 'retries: 2\n', 'high'),
      isUnreviewed: true,
      line: null,
    },
    not: edit('routing', 'config/route.yaml', 'retries: 1\n', 'retries: 2\n', 'medium'),
  },
  {
    code: 'lowered-by-owner',
    fires: {
      ...prompt('Look at it.', 'Look at it twice, please.', 'low'),
      lowered: { to: 'low', by: '@ana', reason: 'Nobody sees it.' },
    },
    not: {
      ...prompt('Look at it.', 'Look at it twice, please.', 'medium'),
      lowered: { to: 'medium', by: '@ana', reason: 'It is that already.' },
    },
  },
  {
    code: 'model-eol',
    fires: {
      edits: [],
      ending: [ENDING, { ...ENDING, path: 'a.yaml', component: 'routing' }],
      tier: 'low',
      line: 1,
    },
    not: { edits: [], ending: [], tier: 'low' },
  },
];

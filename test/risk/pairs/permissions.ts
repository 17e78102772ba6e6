import { edit, type Pair } from './pair.ts';

const agent = (from: string, to: string, tier: 'low' | 'medium' | 'high', line = 2) =>
  edit('orchestration', 'config/agent.yaml', `name: bot\n${from}\n`, `name: bot\n${to}\n`, tier, line);

/** What a model may do, and whether a person is asked. */
export const PERMISSION_PAIRS: readonly Pair[] = [
  {
    code: 'permission-loosened',
    fires: agent('read_only: true', 'read_only: false', 'high'),
    not: agent('read_only: false', 'read_only: true', 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'by word',
    fires: agent('permission_mode: ask', 'permission_mode: bypassPermissions', 'high'),
    not: agent('permission_mode: acceptEdits', 'permission_mode: plan', 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'an allow list that grew',
    fires: agent('allowed_domains: [a.example]', 'allowed_domains: [a.example, b.example]', 'high'),
    not: agent('allowed_domains: [a.example, b.example]', 'allowed_domains: [b.example, a.example]', 'low'),
  },
  {
    code: 'permission-loosened',
    about: 'an allow list with one for another',
    fires: agent('allowed_commands: [ls]', 'allowed_commands: [rm]', 'high'),
    not: agent('allowed_commands: [ls, rm]', 'allowed_commands: [ls]', 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'yes in the place of a list',
    fires: agent('allowed_commands: [ls]', 'allowed_commands: true', 'high'),
    not: agent('allowed_commands: true', 'allowed_commands: [ls]', 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'no in the place of a deny list',
    fires: agent('blocked_topics: [a]', 'blocked_topics: false', 'high'),
    not: agent('blocked_topics: false', 'blocked_topics: [a]', 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'a deny list that shrank',
    fires: agent('blocked_topics: [a, b]', 'blocked_topics: [a]', 'high'),
    not: agent('blocked_topics: [a]', 'blocked_topics: [a, b]', 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'by a switch',
    fires: agent('enable_auto_approval: false', 'enable_auto_approval: true', 'high'),
    not: agent('enable_auto_save: false', 'enable_auto_save: true', 'medium'),
  },
  {
    code: 'permission-tightened',
    fires: agent('sandbox: false', 'sandbox: true', 'medium'),
    not: agent('sandbox: true', 'sandbox: false', 'high'),
  },
  {
    code: 'permission-tightened',
    about: 'in a linter, where it means nothing',
    fires: agent('denied_tools: [a]', 'denied_tools: [a, b]', 'medium'),
    not: edit(
      'runtime',
      'pyproject.toml',
      '[tool.ruff]\ndisallowed = ["a"]\n',
      '[tool.ruff]\ndisallowed = ["a", "b"]\n',
      'low',
    ),
  },
  {
    code: 'confirmation-dropped',
    fires: agent('require_confirmation: true', 'require_confirmation: false', 'high'),
    not: agent('require_confirmation: false', 'require_confirmation: true', 'medium'),
  },
  {
    code: 'confirmation-dropped',
    about: 'by word',
    fires: agent('approval_policy: on-request', 'approval_policy: never', 'high'),
    not: agent('approval_policy: never', 'approval_policy: on-request', 'medium'),
  },
  {
    code: 'confirmation-dropped',
    about: 'by a key that went',
    fires: agent('human_in_the_loop: payments', 'cooldown: 1', 'high'),
    not: agent('cooldown: 1', 'human_in_the_loop: payments', 'medium'),
  },
];

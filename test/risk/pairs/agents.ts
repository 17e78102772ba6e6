import { edit, type Pair } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const workflow = (permissions: string, tools: string, prompt: string): string =>
  `name: Agent\non: pull_request\npermissions:\n  contents: ${permissions}\njobs:\n  work:\n    runs-on: ubuntu-latest\n    steps:\n      - uses: maker/claude-code-action@v1\n        with:\n          allowed_tools: "${tools}"\n          prompt: |\n            You review this change.\n            ${prompt}\n`;
const both = (from: string, to: string, tier: Tier) =>
  edit('orchestration', '.github/workflows/agent.yml', from, to, tier);
const NEVER = 'Never push to the main branch.';
const agent = (front: string): string => `---\n${front}\n---\n\nYou tidy up this repository.\n`;
const written = (from: string, to: string, tier: Tier, line?: number) =>
  edit('prompt', 'workflows/tidy.md', agent(from), agent(to), tier, line);
const action = (run: string): string =>
  `name: Review\nruns:\n  using: composite\n  steps:\n    - name: Ask\n      shell: bash\n      run: |\n        set -e\n${run}        ask-model\n`;
const STOPS = '        if [ -z "$KEY" ]; then\n          echo "no key"\n          exit 1\n        fi\n';

/** Agents that are written as workflows, actions and texts. */
export const AGENT_PAIRS: readonly Pair[] = [
  {
    code: 'permission-loosened',
    about: 'by the token of an agent, and not the other way round',
    fires: both(workflow('read', 'Read', NEVER), workflow('write', 'Read', NEVER), 'high'),
    not: both(workflow('write', 'Read', NEVER), workflow('read', 'Read', NEVER), 'medium'),
  },
  {
    code: 'permission-loosened',
    about: 'by a tool that writes, and not by one that reads',
    fires: both(workflow('read', 'Read', NEVER), workflow('read', 'Read,Bash', NEVER), 'high'),
    not: both(workflow('read', 'Read', NEVER), workflow('read', 'Read,Grep', NEVER), 'medium'),
  },
  {
    code: 'protective-removed',
    about: 'from what a workflow tells an agent, and not where it says more',
    fires: both(workflow('read', 'Read', NEVER), workflow('read', 'Read', 'Be kind.'), 'high'),
    not: both(workflow('read', 'Read', NEVER), workflow('read', 'Read', `${NEVER} Be kind.`), 'medium'),
  },
  {
    code: 'no-effect',
    about: 'for the same grants in another spelling, and not for more of them',
    fires: written('on: daily\npermissions:\n  all: read', 'on: daily\npermissions: read-all', 'low', 3),
    not: written('on: daily\npermissions:\n  all: read', 'on: daily\npermissions: write-all', 'high'),
  },
  {
    code: 'permission-tightened',
    about: 'by one grant of several that only reads now',
    fires: written(
      'permissions:\n  issues: write\n  contents: read',
      'permissions:\n  issues: read\n  contents: read',
      'medium',
    ),
    not: written(
      'permissions:\n  issues: read\n  contents: read',
      'permissions:\n  issues: write\n  contents: read',
      'high',
    ),
  },
  {
    code: 'permission-loosened',
    about: 'by protected files that an agent may change now',
    fires: written(
      'on: daily\nsafe-outputs:\n  protected-files: fallback-to-issue',
      'on: daily\nsafe-outputs:\n  protected-files: allowed',
      'high',
    ),
    not: written(
      'on: daily\nsafe-outputs:\n  protected-files: allowed',
      'on: daily\nsafe-outputs:\n  protected-files: blocked',
      'medium',
    ),
  },
  {
    code: 'gate-weakened',
    about: 'by a step of an action that stops no more, and not by what it says',
    fires: edit('orchestration', 'action.yml', action(STOPS), action(''), 'high'),
    not: edit(
      'orchestration',
      'action.yml',
      action(STOPS),
      action(STOPS.replace('no key', 'no key given')),
      'medium',
    ),
  },
  {
    code: 'write-tool-added',
    about: 'by a program of its own in a folder of tools, and not by one that reads',
    fires: edit('tools', 'tools/send_message.sh', null, 'curl --data "$1" "$URL"\n', 'high', 1),
    not: edit('tools', 'tools/get_weather.sh', null, 'curl "$URL/$1"\n', 'medium'),
  },
];

import { type Files, put, type ScratchFolder, scratchFolder } from './folder.ts';
import { commitAll, initialise } from './git.ts';

/** The commit of a release that workflows are pinned to. */
export const PIN = 'a1b2c3d4e5'.repeat(4);

/** A repository as a new user has it. */
export function start(files: Files): ScratchFolder {
  const folder = scratchFolder();
  initialise(folder.path);
  put(folder.path, files);
  commitAll(folder.path, 'As it was before Airlock');
  return folder;
}

/** A promptfoo configuration, and prompts that are strings in Python. */
export const PYTHON_BOT: Files = {
  'promptfooconfig.yaml': `prompts: [file://app/chain.py:answer]
providers: [openai:gpt-4o-2024-11-20]
outputPath: out/promptfoo.json
tests:
${Array.from({ length: 60 }, (_, i) => `  - vars: { question: Where is parcel ${i}? }\n`).join('')}`,
  'app/chain.py': `MODEL = "gpt-4o-2024-11-20"
SYSTEM = "You are a support agent for Northstar. Never promise a refund above 100 euro."
`,
  'app/settings.yaml': 'model: gpt-4o-2024-11-20\ntemperature: 0.2\n',
  'app/web.py': 'def handle(request):\n    return request\n',
  'tests/test_chain.py': 'PROMPT = "You are a helpful assistant."\n',
  'docs/prompts/how-we-write.md': 'You are reading how we write prompts.\n',
  'requirements.txt': 'openai==1.55.0\n',
  '.github/workflows/evals.yml': `name: evals
on: pull_request
jobs:
  evals:
    runs-on: ubuntu-24.04
    steps:
      - run: npx promptfoo eval
`,
};

export const FEATURES = [
  'billing',
  'checkout',
  'complaints',
  'delivery',
  'fraud',
  'onboarding',
  'pricing',
  'refunds',
  'returns',
  'reviews',
  'search',
  'sizing',
  'summaries',
  'translation',
] as const;

/** Fourteen features in one repository, with a tone of voice that they share. */
export const MONOREPO: Files = {
  'package.json': '{"name":"northstar","private":true,"workspaces":["services/*"]}\n',
  'package-lock.json': '{"lockfileVersion":3}\n',
  'shared/prompts/tone.md': 'You are polite, and brief.\n',
  ...Object.fromEntries(
    FEATURES.flatMap((name) => [
      [`services/${name}/package.json`, `{"name":"${name}","scripts":{"eval":"node evals/run.mjs"}}\n`],
      [`services/${name}/prompts/system.md`, `You are an assistant for ${name}.\n`],
      [`services/${name}/config/model.yaml`, 'model: gpt-4o-2024-11-20\n'],
      [`services/${name}/promptfooconfig.yaml`, 'tests: file://cases.csv\noutputPath: out/results.json\n'],
    ]),
  ),
};

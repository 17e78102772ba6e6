import type { Palette } from './terminal.ts';

/** The steps of the demo's story. */
export type DemoStep = 'copy' | 'base' | 'change' | 'head' | 'gate' | 'end';

const STORY: Readonly<Record<DemoStep, string>> = {
  copy: '1. A support bot is live as 2.3.1 (a throw-away copy of examples/support-bot).',
  base: '2. Its evals run on what is live.',
  change: '3. Pull request 41 "Tidy the refund prompt" reads harmless: four lines of a prompt, one number.',
  head: '4. The same evals run on the pull request.',
  gate: '5. The gate compares the two, under the policy of the base:',
  end: 'The same report as a page, with its plots:\n',
};

export function demoStory(step: DemoStep, palette: Palette): string {
  return step === 'end' ? STORY.end : `${palette.dim(STORY[step])}\n`;
}

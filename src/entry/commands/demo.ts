import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CheckResult, check } from '../../check.ts';
import { engineFacts } from '../../host/engine.ts';
import { exampleFolder, type Scratch, scratchRepository } from '../../host/example.ts';
import { workTreeResults, writeWhole } from '../../host/files.ts';
import { GitRepository } from '../../host/git/repository.ts';
import { TreeSitter } from '../../host/grammars.ts';
import { EXIT } from '../../problem.ts';
import { type DemoStep, demoStory } from '../../report/demo.ts';
import { reportText } from '../../report/text.ts';
import { reportView } from '../../report/view.ts';
import { paletteFor, type Terminal } from '../io.ts';
import { type Command, TALK } from './command.ts';

/** The whole story on a throw-away copy of the example: nothing installed, offline. */
export const demoCommand: Command = {
  name: 'demo',
  summary: 'the whole story on a throw-away repository, offline',
  usage: 'airlock demo',
  options: TALK,
  forms: ['text'],
  words: 0,
  async run(args, terminal) {
    const say = (step: DemoStep): void => {
      if (!args.flag('quiet'))
        terminal.stdout.write(demoStory(step, paletteFor(terminal.stdout, terminal.env)));
    };
    const scratch = await scratchRepository();
    try {
      await stage(scratch, say);
      say('gate');
      const result = await gate(scratch, terminal);
      const report = join(await mkdtemp(join(tmpdir(), 'airlock-report-')), 'report.html');
      const { reportHtml } = await import('../../report/html/page.ts');
      await writeWhole(report, reportHtml([result], await engineFacts()));
      const palette = paletteFor(terminal.stdout, terminal.env);
      return {
        exit: EXIT.go,
        text: () =>
          `\n${reportText(reportView(result), palette)}\n${demoStory('end', palette)}report: ${report}\n`,
      };
    } finally {
      await scratch.remove();
    }
  },
};

/** A released bot, a branch that tidies its refund prompt, and the evals run on both. */
async function stage(scratch: Scratch, say: (step: DemoStep) => void): Promise<void> {
  say('copy');
  await scratch.copy(await exampleFolder('support-bot'));
  await scratch.commit('Support bot 2.3.1');
  await scratch.git('tag', 'airlock/support-bot/v2.3.1');
  say('base');
  await scratch.node('evals/run.mjs', 'out/base');
  say('change');
  await scratch.git('checkout', '--quiet', '-b', 'tidy-refund-prompt');
  await scratch.copy(await exampleFolder('changes/tidy-refund-prompt'));
  await scratch.commit('Tidy the refund prompt');
  say('head');
  await scratch.node('evals/run.mjs', 'out');
}

async function gate(scratch: Scratch, terminal: Terminal): Promise<CheckResult> {
  const repository = await GitRepository.open(scratch.folder);
  try {
    const [result] = await check(
      {
        repository,
        history: repository.history,
        results: workTreeResults(scratch.folder),
        grammars: new TreeSitter(),
        progress: () => {},
      },
      {
        base: await repository.commit('main'),
        head: await repository.commit('tidy-refund-prompt'),
        config: { kind: 'default' },
        bundle: null,
        evidence: new Map(),
        baselines: new Map(),
        moment: 'pull_request',
        withoutKeys: false,
        today: terminal.today,
        pull: { number: 41, author: null },
        raisedBy: null,
        environment: null,
        skipUnchanged: false,
      },
    );
    if (result === undefined) throw new Error('the example configures one bundle');
    return result;
  } finally {
    repository.close();
  }
}

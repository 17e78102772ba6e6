import type { Kind } from '../../../src/bundle/kinds.ts';
import type { Edit } from '../classified.ts';
import type { Pair } from './pair.ts';

const file = (path: string, from: string | null, to: string | null, kind: Kind = 'orchestration'): Edit => ({
  kind,
  path,
  from,
  to,
});
const DEFINES = (name: string): string => `def ${name}(rule):\n    return Failure(rule)\n`;
const CALLS = (name: string): string =>
  `def remove(rule):\n    if rule.locked:\n        return ${name}(rule)\n    return drop(rule)\n`;
const OPTION = (name: string): string => `public class Options {\n  public bool ${name} { get; set; }\n}\n`;
const READS = (name: string): string =>
  `public class Loader {\n  void Load(Options o) {\n    start(o.${name});\n  }\n}\n`;
const SCRIPT = (folder: string): string => `import sys\n\nfrom ${folder}.batch import run\n\nrun(sys.argv)\n`;

/** What a whole change calls otherwise, and what nobody had called. */
export const RENAMING_PAIRS: readonly Pair[] = [
  {
    code: 'no-effect',
    about: 'for a function that is called otherwise with all who call it, and not for a call of another one',
    fires: {
      edits: [
        file('bot/errors.py', DEFINES('make_error'), DEFINES('make_visible_error')),
        file('bot/rules.py', CALLS('make_error'), CALLS('make_visible_error')),
      ],
      tier: 'low',
    },
    not: {
      edits: [file('bot/rules.py', CALLS('make_error'), CALLS('ignore_error'))],
      tier: 'medium',
    },
  },
  {
    code: 'no-effect',
    about: 'for a property in a language without a grammar, and not for one that was there before',
    fires: {
      edits: [
        file('src/Options.cs', OPTION('DisableQuestions'), OPTION('DangerouslyDisableQuestions')),
        file('src/Loader.cs', READS('DisableQuestions'), READS('DangerouslyDisableQuestions')),
      ],
      tier: 'low',
    },
    not: {
      edits: [
        file(
          'src/Options.cs',
          OPTION('DisableQuestions') + OPTION('Other'),
          OPTION('Other') + OPTION('Other'),
        ),
        file('src/Loader.cs', READS('DisableQuestions'), READS('Other')),
      ],
      tier: 'medium',
    },
  },
  {
    code: 'no-effect',
    about: 'for a folder that moved with all who name it, and not for a line that names another place',
    fires: {
      edits: [
        { ...file('src/evaluation/metrics/batch.py', 'X = 1\n', 'X = 1\n'), moved: 'src/metrics/batch.py' },
        file('src/start.py', SCRIPT('src.metrics'), SCRIPT('src.evaluation.metrics')),
      ],
      tier: 'low',
    },
    not: {
      edits: [file('src/start.py', SCRIPT('src.metrics'), SCRIPT('src.other_metrics'))],
      tier: 'medium',
    },
  },
  {
    code: 'no-effect',
    about: 'for a program that went and that nobody named, and not for one that another takes in',
    fires: {
      edits: [
        file(
          'agents/old-researcher.ts',
          'export const prompt = "You are a researcher who never guesses.";\n',
          null,
        ),
      ],
      tier: 'low',
    },
    not: {
      edits: [
        file(
          'agents/old-researcher.ts',
          'export const prompt = "You are a researcher who never guesses.";\n',
          null,
        ),
      ],
      outside: {
        from: { 'src/start.ts': "import { prompt } from '../agents/old-researcher';\n" },
        to: { 'src/start.ts': "import { prompt } from '../agents/old-researcher';\n" },
      },
      tier: 'medium',
    },
  },
  {
    code: 'safety-rule-changed',
    about: 'for a guardrail that went, whether anybody named it or not',
    fires: {
      edits: [
        file(
          'guards/card-numbers.ts',
          'export const block = (text: string) => text.includes("4111");\n',
          null,
          'safety',
        ),
      ],
      tier: 'high',
    },
    not: {
      edits: [
        file('parts/card-numbers.ts', 'export const show = (text: string) => text.includes("4111");\n', null),
      ],
      tier: 'low',
    },
  },
];

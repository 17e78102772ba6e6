import type { Kind } from '../../../src/bundle/kinds.ts';
import type { Edit } from '../classified.ts';
import type { Pair } from './pair.ts';

const file = (path: string, from: string | null, to: string | null, kind: Kind = 'orchestration'): Edit => ({
  kind,
  path,
  from,
  to,
});
const ASK = 'def ask(q):\n    return run(q, model=MODEL)\n';
const MODEL = 'MODEL = "gpt-5.2-2026-03-01"\n';
const OTHER = 'MODEL = "gpt-5.4-2026-09-01"\n';
const DEBUG = 'DEBUG = False\n';
const TOOL = '@tool\ndef delete_order(id: str):\n    """Deletes one order."""\n    db.delete(id)\n';
const RULES = 'RULES = """You answer questions about orders.\nNever read out a card number.\n"""\n';
const taken = (from: string): string => `from bot.${from} import MODEL\n\n${ASK}`;

/** Definitions that went from one program and came in another. */
export const MOVE_PAIRS: readonly Pair[] = [
  {
    code: 'no-effect',
    about: 'for a constant that stands in another module now, and not for one that changed on the way',
    fires: {
      edits: [
        file('bot/ask.py', MODEL + ASK, taken('settings')),
        file('bot/settings.py', DEBUG, DEBUG + MODEL),
      ],
      tier: 'low',
    },
    not: {
      edits: [
        file('bot/ask.py', `${MODEL}A = 1\n${ASK}`, `A = 2\n${taken('settings')}`),
        file('bot/settings.py', DEBUG, DEBUG + OTHER),
      ],
      tier: 'high',
    },
  },
  {
    code: 'model-changed',
    about: 'with both of its values for a constant that moved and changed, and not where it moved alone',
    fires: {
      edits: [file('bot/ask.py', MODEL + ASK, taken('settings')), file('bot/settings.py', null, OTHER)],
      tier: 'high',
      line: 1,
    },
    not: {
      edits: [file('bot/ask.py', MODEL + ASK, taken('settings')), file('bot/settings.py', null, MODEL)],
      tier: 'low',
    },
  },
  {
    code: 'model-changed',
    about: 'no definition is followed to where it is not taken from',
    fires: {
      edits: [
        file('bot/ask.py', MODEL + ASK, taken('elsewhere'), 'prompt'),
        file('bot/settings.py', DEBUG, DEBUG + MODEL, 'prompt'),
      ],
      tier: 'high',
    },
    not: {
      edits: [
        file('bot/ask.py', MODEL + ASK, taken('settings'), 'prompt'),
        file('bot/settings.py', DEBUG, DEBUG + MODEL, 'prompt'),
      ],
      tier: 'low',
    },
  },
  {
    code: 'write-tool-added',
    about: 'and not for one that stands in another module now',
    fires: { edits: [file('bot/b.py', DEBUG, DEBUG + TOOL), file('bot/a.py', DEBUG, MODEL)], tier: 'high' },
    not: {
      edits: [file('bot/b.py', DEBUG, DEBUG + TOOL), file('bot/a.py', TOOL + DEBUG, DEBUG)],
      tier: 'low',
    },
  },
  {
    code: 'protective-removed',
    about: 'for a sentence that was lost on the way, and not for a prompt that moved whole',
    fires: {
      edits: [
        file('bot/a.py', RULES + DEBUG, DEBUG),
        file('bot/rules.py', null, RULES.replace('Never read out a card number.\n', '')),
      ],
      tier: 'high',
    },
    not: { edits: [file('bot/a.py', RULES + DEBUG, DEBUG), file('bot/rules.py', null, RULES)], tier: 'low' },
  },
  {
    code: 'model-changed',
    about: 'where two modules change models with each other',
    fires: {
      edits: [file('bot/a.py', MODEL + ASK, OTHER + ASK), file('bot/b.py', OTHER + ASK, MODEL + ASK)],
      tier: 'high',
    },
    not: {
      edits: [file('bot/a.py', MODEL + ASK, ASK + MODEL), file('bot/b.py', OTHER + ASK, OTHER + ASK)],
      tier: 'low',
    },
  },
  {
    code: 'no-effect',
    about: 'for a function that is exported from another file, and not for one whose limit changed',
    fires: {
      edits: [
        file(
          'src/a.ts',
          'const keep = (s: number) => s > 0.7;\nrun(keep);\n',
          'import { keep } from "./keep";\nrun(keep);\n',
        ),
        file('src/keep.ts', null, 'export const keep = (s: number) => s > 0.7;\n'),
      ],
      tier: 'low',
    },
    not: {
      edits: [
        file(
          'src/a.ts',
          'const A = 1;\nconst keep = (s: number) => s > 0.7;\nrun(keep);\n',
          'import { keep } from "./keep";\nconst A = 2;\nrun(keep);\n',
        ),
        file('src/keep.ts', null, 'export const keep = (s: number) => s > 0.6;\n'),
      ],
      tier: 'medium',
    },
  },
  {
    code: 'model-changed',
    about: 'of a function that gives back the name of a model',
    fires: {
      edits: [
        file('bot/a.py', 'def pick(x):\n    return "gpt-5.2"\n', 'def pick(x):\n    return "gpt-5.4"\n'),
      ],
      tier: 'high',
      line: 2,
    },
    not: {
      edits: [file('bot/a.py', 'def pick(x):\n    return "gold"\n', 'def pick(x):\n    return "silver"\n')],
      tier: 'medium',
    },
  },
  {
    code: 'no-effect',
    about: 'for a constant that is spoken of by the module that it moved to, and not by another module',
    fires: {
      edits: [
        file(
          'bot/ask.py',
          MODEL + ASK,
          `from bot import settings\n\n${ASK.replace('=MODEL', '=settings.MODEL')}`,
        ),
        file('bot/settings.py', DEBUG, DEBUG + MODEL),
      ],
      tier: 'low',
    },
    not: {
      edits: [
        file('bot/ask.py', `${MODEL}A = 1\n${ASK}`, `A = 2\n${ASK.replace('=MODEL', '=elsewhere.MODEL')}`),
        file('bot/settings.py', `B = 1\n${DEBUG}`, `B = 2\n${DEBUG}${MODEL}`),
      ],
      tier: 'medium',
    },
  },
  {
    code: 'no-effect',
    about: 'for what moved between a page and a module of one language, and not between two languages',
    fires: {
      edits: [
        file(
          'src/a.tsx',
          'const keep = (s: number) => s > 0.7;\nrun(keep);\n',
          'import { keep } from "./keep";\nrun(keep);\n',
        ),
        file(
          'src/keep.ts',
          'export const A = 1;\n',
          'export const A = 1;\nexport const keep = (s: number) => s > 0.7;\n',
        ),
      ],
      tier: 'low',
    },
    not: {
      edits: [
        file('src/a.py', 'keep = lambda s: s > 0.7\nrun(keep)\n', 'run(keep)\n'),
        file('src/b.rb', 'A = 1\n', 'A = 1\nkeep = ->(s) { s > 0.7 }\n'),
      ],
      tier: 'medium',
    },
  },
];

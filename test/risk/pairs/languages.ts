import { edit, type Pair } from './pair.ts';

type Tier = 'low' | 'medium' | 'high';
const at = (path: string) => (from: string, to: string, tier: Tier, line?: number | null) =>
  edit('orchestration', path, from, to, tier, line);
const java = at('src/Chat.java');
const cs = at('src/Chat.cs');
const rs = at('src/chat.rs');
const kt = at('src/Chat.kt');
const R = at('pipeline/score.R');
const py = at('src/bot.py');

const JAVA = (temperature: string, rule: string): string =>
  `package shop;\n\n/** Answers. */\npublic class Chat {\n  Answer ask(String question) {\n    return client.prompt().system("""\n        You are a helper of a shop.\n        ${rule}\n        """).options(o -> o.temperature(${temperature})).call();\n  }\n}\n`;
const NEVER = 'Never read out a card number.';
const CS = (readOnly: string): string =>
  `public class Server {\n  // how it starts\n  public bool ReadOnly { get; set; } = ${readOnly};\n}\n`;

/** Languages of which no grammar is kept, and what a formatter writes in those of which one is. */
export const LANGUAGE_PAIRS: readonly Pair[] = [
  {
    code: 'temperature-raised',
    about: 'in Java, and not by a comment',
    fires: java(JAVA('0.1', NEVER), JAVA('0.9', NEVER), 'high', 9),
    not: java(JAVA('0.1', NEVER), `${JAVA('0.1', NEVER)}// temperature(0.9)\n`, 'low'),
  },
  {
    code: 'protective-removed',
    about: 'in a text block of Java, and not in one that was only indented',
    fires: java(JAVA('0.1', NEVER), JAVA('0.1', 'Be kind.'), 'high'),
    not: java(JAVA('0.1', NEVER), JAVA('0.1', NEVER).replaceAll('        ', '      '), 'low'),
  },
  {
    code: 'permission-loosened',
    about: 'by a default of C#, and not the other way round',
    fires: cs(CS('true'), CS('false'), 'high', 3),
    not: cs(CS('false'), CS('true'), 'medium'),
  },
  {
    code: 'model-changed',
    about: 'by a constant of Rust, and not by the name of a lifetime',
    fires: rs('pub const MODEL: &str = "gpt-5.2";\n', 'pub const MODEL: &str = "gpt-5.4";\n', 'high', 1),
    not: rs("fn a<'x>(q: &'x str) -> u8 { 1 }\n", "fn a<'y>(q: &'y str) -> u8 { 1 }\n", 'medium'),
  },
  {
    code: 'model-changed',
    about: 'by a delegate of Kotlin, and not by a label',
    fires: kt('var model by string("starcoder-7b")\n', 'var model by string("codestral-22b")\n', 'high', 1),
    not: kt('val label = "StarCoder"\n', 'val label = "Codestral"\n', 'medium'),
  },
  {
    code: 'threshold-loosened',
    about: 'by a default argument of R, and not by its spaces',
    fires: R(
      'keep <- function(x, threshold = 0.5) {\n  x\n}\n',
      'keep <- function(x, threshold = 0.3) {\n  x\n}\n',
      'high',
      1,
    ),
    not: R(
      'keep <- function(x, threshold = 0.5) {\n  x\n}\n',
      'keep<-function(x, threshold=0.5){\n  x\n}\n',
      'low',
    ),
  },
  {
    code: 'no-effect',
    about: 'for what a formatter of Python writes, and not for a condition that was turned round',
    fires: py(
      "class Bot():\n    def f(self, a, b):\n        x, y = (self.load(a)\n            )\n        if a != None and b == 'x':\n            raise ValueError(f'no such thing')\n        return x\n",
      'class Bot:\n    def f(self, a, b):\n        x, y = self.load(a)\n        if (\n            a is not None\n            and b == "x"\n        ):\n            raise ValueError("no such thing")\n        return x\n',
      'low',
    ),
    not: py(
      'def f(a):\n    if a is not None:\n        go()\n',
      'def f(a):\n    if a is None:\n        go()\n',
      'medium',
    ),
  },
  {
    code: 'no-effect',
    about: 'for an interpolation in other quotes, and not for another one',
    fires: py(
      'PROMPT = f"You are a helper. Today is {today(\'%Y\')} and you answer."\n',
      'PROMPT = f\'You are a helper. Today is {today("%Y")} and you answer.\'\n',
      'low',
    ),
    not: py(
      'PROMPT = f"You are a helper. Today is {today(\'%Y\')} and you answer."\n',
      'PROMPT = f"You are a helper. Today is {today(\'%d\')} and you answer."\n',
      'medium',
    ),
  },
  {
    code: 'protective-removed',
    about: 'from what a signature says of itself, and not from what a class does',
    fires: py(
      'class Answer(dspy.Signature):\n    """You answer with what was found.\n\n    Never make up a source.\n    """\n\n    q = dspy.InputField()\n',
      'class Answer(dspy.Signature):\n    """You answer with what was found.\n    """\n\n    q = dspy.InputField()\n',
      'high',
    ),
    not: py(
      'class Answer(Base):\n    """You answer with what was found.\n\n    Never make up a source.\n    """\n\n    q = field()\n',
      'class Answer(Base):\n    """You answer with what was found.\n    """\n\n    q = field()\n',
      'low',
    ),
  },
];

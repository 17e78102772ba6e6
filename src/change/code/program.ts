import type { Kind } from '../../bundle/kinds.ts';
import type { TextDocument } from '../../reader/document.ts';
import type { Change } from '../change.ts';
import { placesOf } from '../place.ts';
import { outlineOfSettings } from './assignments.ts';
import { codeItems, isSameProgram, type Program } from './code-items.ts';
import { isPlain, isSettings, type Read } from './languages.ts';
import { outlineOf } from './outline.ts';
import { outlineOfPlain } from './plain.ts';
import type { Rehomed } from './rehome.ts';
import type { Grammars } from './syntax.ts';

interface Circumstances {
  readonly grammars: Grammars;
  /** Where its definitions stand now; null where none moved. */
  readonly home: Rehomed | null;
  /** Whether the text before has names of after in it. */
  readonly isRenamed: boolean;
}

/** A program by what it says; null where one side cannot be read by its grammar. */
export async function programChange(
  language: Read,
  kind: Kind,
  { before, after }: { readonly before: TextDocument; readonly after: TextDocument },
  { grammars, home, isRenamed }: Circumstances,
): Promise<Pick<Change, 'equal' | 'items'> | null> {
  const moved = home?.moved ?? NOTHING;
  const program = async ({ text }: TextDocument): Promise<Program | null> => {
    if (isSettings(language)) return { outline: outlineOfSettings(text, language), text, moved: NOTHING };
    if (isPlain(language)) return { outline: outlineOfPlain(text, language), text, moved: NOTHING };
    const root = await grammars.parse(language, text);
    return root === null ? null : { outline: outlineOf(root, text, language), text, moved };
  };
  const [from, to] = [await program(before), await program(after)];
  if (from === null || to === null) return null;
  const items = codeItems(kind, from, to, placesOf(after));
  const isSame = items.length === 0 && isSameProgram(from, to);
  const proof = home !== null ? 'moved' : isRenamed ? 'renamed' : 'same-program';
  return { equal: isSame ? proof : null, items };
}

const NOTHING: ReadonlyMap<string, string> = new Map();

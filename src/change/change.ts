import type { Kind } from '../bundle/kinds.ts';
import type { Data } from '../reader/data.ts';
import type { Read } from './code/languages.ts';

/** What a pull request does to one file of a bundle, told in the terms of what the file is. */
export interface Change {
  readonly component: string;
  readonly kind: Kind;
  readonly path: string;
  readonly oldPath: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed' | 'mode' | 'values';
  /** Text and values are withheld from every report; counts are not. */
  readonly confidential: boolean;
  /** Why two different contents mean the same, where they do: the proof that the change has no effect. */
  readonly equal: Equality | null;
  /** Why the content was not compared, where it was not. */
  readonly unread: Unread | null;
  readonly items: readonly ChangeItem[];
  /** The language that both sides were read as; left out for what is no program, or was compared by its lines. */
  readonly language?: Read | undefined;
  /** Lines added and removed; null for what is not text. */
  readonly lines: { readonly added: number; readonly removed: number } | null;
}

/** Different bytes, same meaning. */
export type Equality =
  | 'same-bytes'
  | 'line-endings'
  | 'whitespace'
  | 'comments'
  | 'same-data'
  | 'same-program'
  | 'moved'
  | 'renamed'
  | 'order';

export type Unread = 'too-large' | 'binary' | 'not-utf8' | 'link' | 'generated' | 'not-in-clone';

export type ChangeItem =
  /** A value in structured data. `from` or `to` undefined: the key was not there. */
  | {
      readonly type: 'value';
      readonly key: string;
      readonly from?: Data;
      readonly to?: Data;
      readonly line: number | null;
      /** True where the function that held it went as a whole. */
      readonly whole?: boolean;
    }
  /** Entries of a list that kept their value and changed their place. */
  | {
      readonly type: 'order';
      readonly key: string;
      readonly from: readonly string[];
      readonly to: readonly string[];
      readonly line: number | null;
    }
  | SentenceItem
  | ToolItem
  | CaseItem
  /** A pointer to content that lives elsewhere. */
  | {
      readonly type: 'pointer';
      readonly pointer: PointerKind;
      readonly from: PointerValue | null;
      readonly to: PointerValue | null;
      readonly line: number | null;
    }
  | LinesItem;

/** What is neither data nor prose, code above all: one run of differing lines. */
export interface LinesItem {
  readonly type: 'lines';
  readonly from: readonly string[];
  readonly to: readonly string[];
  readonly line: number;
  readonly fromLine: number;
}

/** A sentence of a prompt. Both texts set: reworded. */
export interface SentenceItem {
  readonly type: 'sentence';
  readonly from: string | null;
  readonly to: string | null;
  /** Line in the new text; for a sentence that went, the line where it would now stand. */
  readonly line: number;
  /** Key of the value that holds the prose, where it is not the file itself. */
  readonly key: string | null;
  /** True where the value that held it went as a whole. */
  readonly whole?: boolean;
}

export interface ToolItem {
  readonly type: 'tool';
  readonly tool: string;
  readonly aspect: 'added' | 'removed' | 'description' | 'parameter' | 'permission' | 'other';
  /** Key below the tool, such as `parameters.amount.maximum`; empty for the tool itself. */
  readonly key: string;
  readonly from?: Data;
  readonly to?: Data;
  readonly line: number | null;
}

export interface CaseItem {
  readonly type: 'case';
  readonly aspect: 'added' | 'removed' | 'changed';
  /** Identity of the case: its id or description, else a short content digest. */
  readonly id: string;
  readonly line: number | null;
}

export type PointerKind = 'lfs' | 'dvc';

export interface PointerValue {
  readonly digest: string;
  readonly size: number | null;
}

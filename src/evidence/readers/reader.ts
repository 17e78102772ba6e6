import type { JsonDocument } from '../../reader/json-document.ts';
import type { Format } from '../formats.ts';
import type { ResultTable } from '../table.ts';

/** What a reader is told besides the bytes; all of it comes from the configuration of the evidence. */
export interface ReadOptions {
  /** The file as errors name it. */
  readonly file: string;
  readonly size: number | null;
  /** Name that is wanted → column or dotted path that holds it. */
  readonly columns: Readonly<Record<string, string>>;
  /** Whether a text's length and script are figures of their own: for traffic, whose texts are not looked at otherwise. */
  readonly describeTexts: boolean;
  /** Which candidate of a file that holds several; null takes all. */
  readonly select: { readonly provider: string | null; readonly prompt: string | null };
}

/** What a file says about itself beside its rows. Null: it does not say. */
export interface FileFacts {
  readonly tool: { readonly name: string; readonly version: string | null } | null;
  /** Scorer, rubric or assertion set; compared between the arms. */
  readonly scorer: string | null;
  readonly judge: string | null;
  /** False where the run was cut short or only started: its rows prove nothing. */
  readonly complete: boolean;
  /** Identity of the bundle whose results these are, where the file records it. */
  readonly bundle: { readonly name: string; readonly version: string | null; readonly digest: string } | null;
  /** Prompts and providers whose rows the file holds, where it can hold several. */
  readonly candidates: readonly string[];
  readonly run: RunFacts | null;
}

/** When the evals ran, how long they took and what they cost themselves, judges included. Null: the file does not say. */
export interface RunFacts {
  /** ISO 8601, as the file has it. */
  readonly began: string | null;
  readonly ended: string | null;
  readonly seconds: number | null;
  readonly usd: number | null;
}

export const NO_FACTS: FileFacts = {
  tool: null,
  scorer: null,
  judge: null,
  complete: true,
  bundle: null,
  candidates: [],
  run: null,
};

/** Where something stands in a file. */
export interface Place {
  readonly line: number;
  readonly column: number | null;
}

/** Reads a JSON document that it recognises; `columns` may name the item. */
export interface DocumentReader {
  readonly format: Format;
  claims(document: JsonDocument, columns: ReadOptions['columns']): boolean;
  read(document: JsonDocument, table: ResultTable, options: ReadOptions): FileFacts;
}

export type JsonRecord = Readonly<Record<string, unknown>>;

/** Reads JSON lines, recognised by the first of them; the same rows as one JSON list are told likewise. */
export interface RecordReader {
  readonly format: Format;
  /** True where the same rows come as CSV too; they are then recognised by the names of their columns. */
  readonly asTable?: boolean;
  claims(first: JsonRecord, columns: ReadOptions['columns']): boolean;
  begin(table: ResultTable, options: ReadOptions): RecordSink;
}

export interface RecordSink {
  take(record: JsonRecord, line: number): void;
  end(): FileFacts;
}

/** Reads bytes of any other kind as they stream past. */
export interface StreamReader {
  readonly format: Format;
  read(chunks: AsyncIterable<Buffer>, table: ResultTable, options: ReadOptions): Promise<FileFacts>;
}

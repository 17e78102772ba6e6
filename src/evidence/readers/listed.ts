import type { JsonDocument, Span } from '../../reader/json-document.ts';
import { asRecord } from './json-value.ts';
import type { DocumentReader, RecordReader } from './reader.ts';

/** Keys under which tools put a list of results. */
const LIST_KEYS = ['results', 'rows', 'items', 'data', 'events'];

/** The list of a document: the document itself, or what it holds under a usual key. */
export function listIn(document: JsonDocument): Span | null {
  if (document.isList(document.root)) return document.root;
  for (const key of LIST_KEYS) {
    const found = document.find(key);
    if (found !== null && document.isList(found)) return found;
  }
  return null;
}

/** Rows that a tool writes one a line, written as one JSON list instead. */
export function listed(reader: RecordReader): DocumentReader {
  return {
    format: reader.format,
    claims(document, columns) {
      const list = listIn(document);
      if (list === null) return false;
      for (const first of document.elements(list))
        return document.isMap(first) && reader.claims(asRecord(document.parse(first)), columns);
      return false;
    },
    read(document, table, options) {
      const sink = reader.begin(table, options);
      const list = listIn(document);
      for (const element of list === null ? [] : document.elements(list))
        sink.take(asRecord(document.parse(element)), document.position(element).line);
      return sink.end();
    },
  };
}

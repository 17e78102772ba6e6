import type { MaterializeDocument } from '../documents/materialize.ts';
import type { Palette } from '../terminal.ts';
import { visible } from '../visible.ts';
import { reasonText } from './reason-text.ts';

/** What was written, and what could not be. */
export function materializeText(document: MaterializeDocument, palette: Palette): string {
  const { bundle, version, digest, files, pointers, links, reasons } = document;
  if (digest === null)
    return `${reasons.flatMap((reason) => reasonText({ ...reason, command: null }, palette)).join('\n')}\n`;
  return [
    palette.green(`✅ ${bundle} ${visible(version)}: ${files} files`),
    digest,
    ...pointers.map((one) =>
      palette.yellow(`  not fetched: ${visible(one.path)}, ${one.size} bytes elsewhere`),
    ),
    ...links.map((path) => palette.yellow(`  left out: the link ${visible(path)}`)),
    '',
  ].join('\n');
}

import type { MaterializeDocument } from '../documents/materialize.ts';
import { plural } from '../figures.ts';
import type { Palette } from '../terminal.ts';
import { visible } from '../visible.ts';
import { reasonText } from './reason-text.ts';

const STATES: Readonly<Record<MaterializeDocument['pointers'][number]['state'], string>> = {
  verified: 'fetched, and what its pointer says',
  differs: 'something else lies behind its pointer',
  unreached: 'not fetched',
  left: 'left as a pointer',
};

/** What was written, and what could not be. */
export function materializeText(document: MaterializeDocument, palette: Palette): string {
  const { bundle, version, targetOf, digest, files, pointers, links, restorable, reasons } = document;
  const what = targetOf === null ? '' : `, what a rollback of ${visible(targetOf)} returns to`;
  const name = `${bundle} ${visible(version ?? '')}`.trim();
  const title =
    reasons.length === 0
      ? palette.green(`✅ ${name}${what}: ${plural(files, 'file')}`)
      : palette.red(
          `⛔ ${name}${what}: ${targetOf === null ? 'nothing was written' : 'not proved to be there'}`,
        );
  return [
    title,
    ...(digest === null ? [] : [digest]),
    ...pointers.map(({ path, size, state }) => {
      const much = size === null ? '' : `, ${plural(size, 'byte')}`;
      const line = `  ${visible(path)}${much}: ${STATES[state]}`;
      return state === 'verified' ? line : palette.yellow(line);
    }),
    ...links.map((path) => palette.yellow(`  left out: the link ${visible(path)}`)),
    ...(targetOf === null || restorable === null
      ? []
      : [`  whoever deploys says that it ${restorable ? 'could' : 'could not'} be served now`]),
    ...reasons.flatMap((reason) => reasonText({ ...reason, command: null }, palette)),
    '',
  ].join('\n');
}

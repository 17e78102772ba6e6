import type { VersionDocument } from './documents/documents.ts';
import { words } from './phrase.ts';
import { columns, type Palette } from './terminal.ts';
import { visible } from './visible.ts';

/** A bundle's identity for the terminal. */
export function versionText({ bundle, provisional, warnings }: VersionDocument, palette: Palette): string {
  const rows = bundle.components.map(({ name, kind, digest, entries }) => [
    words(name),
    words(kind),
    words(`${entries} ${entries === 1 ? 'file' : 'files'}`),
    words(digest),
  ]);
  const kept = provisional ? ' (provisional: detected, not configured)' : '';
  return [
    `${palette.bold(`${bundle.name} ${bundle.version}`)}${kept}`,
    bundle.digest,
    ...(rows.length === 0 ? ['  no components'] : columns(rows, palette).map((line) => `  ${line}`)),
    ...warnings.map((warning) => palette.yellow(`  ${visible(warningText(warning))}`)),
    '',
  ].join('\n');
}

/** What is odd about a bundle and stops nothing. */
export function warningText({ code, component, path, reason }: VersionDocument['warnings'][number]): string {
  if (code === 'component-empty') return `component-empty: no file matches the paths of ${component}`;
  return `path-left-out: ${path ?? ''} (${reason ?? ''})`;
}

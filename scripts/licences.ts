import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Licence texts of the packages that a bundle contains, which their licences ask to be kept with it. */
export function licenceTexts(root: string, inputs: readonly string[]): string {
  const folders = [
    ...new Set(
      inputs.filter((path) => path.includes('node_modules/')).map((path) => packageFolder(join(root, path))),
    ),
  ].sort();
  const texts = folders.map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as {
      name: string;
      version: string;
      license?: string;
    };
    const file = readdirSync(folder).find((one) => /^licen[cs]e/iu.test(one));
    const text =
      file === undefined
        ? `Licence: ${license ?? 'see its repository'}`
        : readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim();
    return { name: `${name} ${version}`, text };
  });
  // Packages of one author share a text: it stands once, under all their names.
  const byText = new Map<string, Set<string>>();
  for (const { name, text } of texts) byText.set(text, (byText.get(text) ?? new Set()).add(name));
  const sections = [...byText].map(([text, names]) => `${[...names].sort().join('\n')}\n\n${text}`).sort();
  return `${sections.join(`\n\n${'-'.repeat(80)}\n\n`)}\n`;
}

/** The folder of the package that a file belongs to: the nearest package.json with a name and a version. */
function packageFolder(path: string): string {
  for (let folder = dirname(path); folder !== dirname(folder); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (!existsSync(file)) continue;
    const { name, version } = JSON.parse(readFileSync(file, 'utf8')) as { name?: string; version?: string };
    if (name !== undefined && version !== undefined) return folder;
  }
  throw new Error(`${path} belongs to no package`);
}

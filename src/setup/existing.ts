import type { ComponentRule } from '../bundle/bundle.ts';
import { type Judged, kindsOf } from '../bundle/detect.ts';
import { isConfigPath } from '../config/locate.ts';
import { type ConfigResult, readConfig } from '../config/read.ts';
import { DEFAULTS, type LeftOut } from './draft.ts';
import type { WorkTree } from './work-tree.ts';

/** A configuration that lies in the work tree already. */
export interface ExistingConfig {
  readonly path: string;
  readonly result: ConfigResult;
}

/** The configurations of a work tree, broken ones too: they are somebody's work. */
export async function existingConfigs(workTree: WorkTree): Promise<ExistingConfig[]> {
  const paths = [
    '.github/airlock.yml',
    '.github/airlock.yaml',
    ...(await workTree.list('.github/airlock')).filter(isConfigPath),
  ];
  const found = await Promise.all(paths.map(async (path) => ({ path, text: await workTree.read(path) })));
  const below = found.find(({ path }) => path === DEFAULTS)?.text ?? null;
  const defaults = below === null ? null : { path: DEFAULTS, bytes: Buffer.from(below) };
  return found.flatMap(({ path, text }) => {
    if (text === null) return [];
    const stem = path.replace(/^.*\/|\.ya?ml$/gu, '');
    return [
      {
        path,
        result: readConfig({ path, bytes: Buffer.from(text) }, path === DEFAULTS ? null : defaults, stem),
      },
    ];
  });
}

/** What detection would take and no component has. Parts of any program are nobody's oversight. */
export function unowned(judged: readonly Judged[], owner: (path: string) => ComponentRule | null): LeftOut[] {
  const taken = new Set([...kindsOf(judged).values()].flat());
  return judged.flatMap(({ path, basis }): LeftOut[] =>
    taken.has(path) && basis !== 'beside' && owner(path) === null ? [{ path, basis: 'unowned' }] : [],
  );
}

import type { RecordedRelease } from '../../ledger/state.ts';
import type { Disagreement } from '../../release/registry.ts';
import type { MirrorDocument } from '../documents/registry.ts';
import type { Palette } from '../terminal.ts';
import { visible } from '../visible.ts';

/** What stands in a registry beside a bundle. */
export const MODEL_DESCRIPTION =
  'Follows the ledger of Airlock. Versions and aliases are written by `airlock mirror`; what is changed here by hand is reported and changes nothing that is served.';

export function versionDescription({ version, digest, tier, outcome, grade }: RecordedRelease): string {
  return `Bundle ${version}: ${outcome}, ${tier} risk, evidence ${grade}. Its files: airlock materialize ${version} --to DIR. ${digest}`;
}

const DISAGREEMENT: Readonly<Record<Disagreement['code'], (one: Told) => string>> = {
  'alias-moved': ({ what, ledger, registry }) =>
    `alias ${what} was moved by somebody to version ${registry ?? '?'} of the registry; the ledger says ${ledger}`,
  'alias-removed': ({ what, ledger }) => `alias ${what} was removed by somebody; the ledger says ${ledger}`,
  'version-altered': ({ what, registry }) =>
    `version ${what} does not carry the tags that it was written with: ${registry ?? 'one is missing'}`,
  'version-removed': ({ what }) => `version ${what} was removed by somebody`,
  'version-twice': ({ what, registry }) => `version ${what} is there several times: ${registry ?? ''}`,
};
type Told = MirrorDocument['disagreements'][number];

const HEAD = {
  follows: (palette: Palette, model: string) => palette.green(`✅ ${model} follows the ledger`),
  behind: (palette: Palette, model: string) => palette.yellow(`${model} is behind the ledger`),
  disagrees: (palette: Palette, model: string) => palette.red(`⛔ ${model} contradicts the ledger`),
} as const;

/** How a registry stands to the ledger. */
export function registryText(document: MirrorDocument, palette: Palette): string {
  const { outcome, model, steps, disagreements, applied } = document;
  const done = applied ? 'wrote' : 'would write';
  const open = disagreements.filter(({ repaired }) => !repaired);
  const lines = [
    HEAD[outcome](palette, visible(model, 200)),
    ...steps.map(({ kind, what, version }) =>
      kind === 'alias'
        ? `  ${done}: alias ${visible(what)} → ${visible(version ?? '')}`
        : `  ${done}: ${kind === 'model' ? 'the model' : `version ${visible(what)}`}`,
    ),
    ...disagreements.map((one) => {
      const told = DISAGREEMENT[one.code]({
        ...one,
        what: visible(one.what, 100),
        ledger: visible(one.ledger, 100),
        registry: one.registry === null ? null : visible(one.registry, 100),
      });
      return one.repaired ? `  repaired: ${told}` : palette.red(`  ${told}`);
    }),
  ];
  if (outcome === 'behind') lines.push(palette.dim('Write it: airlock mirror --apply'));
  if (open.length > 0)
    lines.push(
      palette.dim(
        'The ledger decides what is live; find out who changed the registry. Aliases and removed versions can be put right: airlock mirror --repair',
      ),
    );
  return `${lines.join('\n')}\n`;
}

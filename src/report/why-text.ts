import type { Match, NearMiss } from '../bundle/ownership.ts';
import { CONFIDENCE_WORDS, takenBy } from './detection-words.ts';
import type { WhyDocument } from './documents/why.ts';
import { type Phrase, quote, SILENCE, say, words } from './phrase.ts';
import { type Palette, terminal } from './terminal.ts';

type Answer = WhyDocument['bundles'][number];

/** Who owns a path, or why nobody does, for the terminal. */
export function whyText(document: WhyDocument, palette: Palette): string {
  const owned = document.bundles.some(({ owner }) => owner !== null);
  const lines = [
    ...presence(document),
    ...answers(document.bundles),
    ...(owned ? [] : [detectionLine(document), mendLine(document)]),
  ];
  return `${palette.bold(terminal(quote(document.path), palette))}\n${lines.map((line) => `  ${terminal(line, palette)}\n`).join('')}`;
}

/** A path that is not there has an owner too: that of the file that it would be. */
function presence({ exists, nearest, commit }: WhyDocument): Phrase[] {
  if (exists) return [];
  const meant = nearest === null ? SILENCE : say` Did you mean ${quote(nearest)}?`;
  return [say`There is no such file at ${quote(commit.slice(0, 12))}.${meant}`];
}

/** Of many bundles those that own the path, else those that nearly do. */
function answers(bundles: readonly Answer[]): Phrase[] {
  const owners = bundles.filter(({ owner }) => owner !== null);
  const near = bundles.filter((one) => one.near.length > 0);
  const shown = [owners, near].find((some) => some.length > 0) ?? bundles;
  if (owners.length + near.length > 0 || bundles.length === 1) return shown.flatMap(bundleLines);
  return [say`no component of any of ${bundles.length} bundles`];
}

function bundleLines({ bundle, file, owner, also, near }: Answer): Phrase[] {
  const source = file === null ? words('as detected, without a configuration') : say`in ${quote(file)}`;
  if (owner === null) return [say`no component of ${quote(bundle)}, ${source}`, ...near.map(nearLine)];
  return [
    say`${ownerPhrase(owner)} of ${quote(bundle)}, by ${quote(owner.glob)} ${source}`,
    ...also.map((one) => say`  also matched by ${ownerPhrase(one)}, which stands further down`),
  ];
}

function ownerPhrase({ component, kind }: Match): Phrase {
  return component === kind ? quote(component) : say`${quote(component)} (${words(kind)})`;
}

function nearLine({ reason, component, glob, path }: NearMiss): Phrase {
  const rule = say`  near: ${quote(component)} has ${quote(glob)}`;
  switch (reason) {
    case 'case':
      return say`${rule}, which differs in upper and lower case alone`;
    case 'ending':
      return say`${rule}, which takes another ending`;
    case 'depth':
      return say`${rule}, whose star stays within one folder; two of them go into the folders below`;
    case 'folder':
      return say`${rule}, which takes it in another folder`;
    case 'same-name':
      return say`${rule}, which takes ${quote(path)}, a file of the same name`;
  }
}

function detectionLine({ detection: { kind, basis, confidence } }: WhyDocument): Phrase {
  if (kind === null || confidence === null) return say`Detection leaves it: ${words(takenBy(basis))}.`;
  return say`Detection would take it as ${words(kind)}, ${words(takenBy(basis))} (${words(CONFIDENCE_WORDS[confidence])}).`;
}

function mendLine({ bundles }: WhyDocument): Phrase {
  const file = bundles.find((one) => one.file !== null)?.file ?? null;
  if (file === null)
    return say`If it belongs to the feature, name it in a configuration: ${quote('airlock init')} writes one.`;
  return say`If it belongs to the feature, add it to the ${quote('paths:')} of a component in ${quote(file)}.`;
}

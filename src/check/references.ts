import type { ComponentRule, Identity } from '../bundle/bundle.ts';
import { assign } from '../bundle/describe.ts';
import { type Repository, readHeld, type TreeFile } from '../bundle/repository.ts';
import { isGenerated } from '../change/compare.ts';
import { modelEol } from '../models/eol.ts';
import type { Pin } from '../models/pin.ts';
import { scanModelIds } from '../models/scan.ts';
import { append } from '../reader/append.ts';
import { decodeUtf8, Lines } from '../reader/text.ts';
import type { EndingModel } from '../risk/classify.ts';
import type { RiskContext } from '../risk/rules/rule.ts';

/** Something outside the repository that a bundle depends on, and how firmly it is held. */
export interface ExternalReference {
  readonly type: 'model' | 'image' | 'hub' | 'dvc';
  readonly value: string;
  readonly pin: Pin;
  readonly component: string;
  readonly path: string;
  readonly line: number;
}

/** Files beyond these are not searched for references; what a bundle names stands in small files. */
const LARGEST_SEARCHED = 256 * 1024;
const MOST_SEARCHED = 2_000;
/** Kinds whose files name what serves customers. Eval suites and instructions for developers name other things. */
const SEARCHED = new Set([
  'model',
  'inference',
  'weights',
  'prompt',
  'tools',
  'routing',
  'retrieval',
  'safety',
  'orchestration',
  'serving',
  'training-data',
  'features',
  'runtime',
  'other',
]);

/** Models, images, hub revisions and data pointers that a bundle's files name, each with its pin. Nothing is downloaded. */
export async function externalReferences(
  repository: Repository,
  commit: string,
  identity: Identity,
  knownModels: readonly string[] = [],
): Promise<ExternalReference[]> {
  const owned = assign(await repository.tree(commit), identity.components);
  const found: ExternalReference[] = [];
  let searched = 0;
  for (const [rule, files] of owned) {
    if (!SEARCHED.has(rule.kind)) continue;
    for (const file of files) {
      if (searched >= MOST_SEARCHED || isGenerated(file.path)) continue;
      searched += 1;
      const text = await textOf(repository, file);
      if (text !== null) append(found, referencesIn(text, file.path, rule, knownModels));
    }
  }
  return distinct(found);
}

async function textOf(repository: Repository, file: TreeFile): Promise<string | null> {
  if (file.mode === '120000' || file.mode === '160000') return null;
  const bytes = await readHeld(repository, file.oid, LARGEST_SEARCHED);
  return !(bytes instanceof Uint8Array) || bytes.subarray(0, 8000).includes(0) ? null : decodeUtf8(bytes);
}

/** `FROM` means an image in a containerfile alone; elsewhere it is a word of JavaScript, Python, SQL and English. */
const CONTAINERFILE = /(?:^|\/)(?:docker|container)file[^/]*$|\.(?:docker|container)file$/iu;
const FROM =
  /^[ \t]*FROM[ \t]+(?:--platform=\S+[ \t]+)?([a-z0-9][\w.\-/]*(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?)(?:[ \t]+AS[ \t]+(\S+))?/gimu;
const DATA_FILE = /\.(?:ya?ml|json|toml)$/iu;
const IMAGE_KEY =
  /(?:^|[\s"'{,])(?:image["']?[ \t]*[:=][ \t]*|uses:[ \t]*docker:\/\/)["']?([a-z0-9][\w.\-/]*(?::[\w.-]+)?(?:@sha256:[0-9a-f]{64})?)["']?/gimu;
const REVISION = /["']?(?:revision|hub_revision|commit_hash)["']?\s*[:=]\s*["']?([\w./-]{3,64})["']?/giu;
const DVC = /^[ \t]*(?:-\s+)?md5:\s*([0-9a-f]{32}(?:\.dir)?)\s*$/gimu;

function referencesIn(
  text: string,
  path: string,
  { name: component, kind }: ComponentRule,
  knownModels: readonly string[],
): ExternalReference[] {
  const lines = new Lines(text);
  const at = (
    type: ExternalReference['type'],
    value: string,
    pin: Pin,
    index: number,
  ): ExternalReference => ({ type, value, pin, component, path, line: lines.at(index).line });
  return [
    ...(kind === 'runtime'
      ? []
      : [
          ...scanModelIds(text).map(({ model, index }) => at('model', model.id, model.pin, index)),
          ...knownIn(text, knownModels).map(({ id, index }) => at('model', id, 'unknown', index)),
        ]),
    ...imagesIn(text, path).map(({ image, index }) => at('image', image, imagePin(image), index)),
    ...[...text.matchAll(REVISION)].map((match) =>
      at('hub', match[1] ?? '', /^[0-9a-f]{40}$/u.test(match[1] ?? '') ? 'exact' : 'floating', match.index),
    ),
    ...(/\.dvc$|dvc\.lock$/u.test(path)
      ? [...text.matchAll(DVC)].map((match) => at('dvc', match[1] ?? '', 'exact', match.index))
      : []),
  ];
}

/** Models of the team's own, which no table of ours knows: as whole words. */
function knownIn(text: string, ids: readonly string[]): { id: string; index: number }[] {
  return ids.flatMap((id) => {
    for (let index = text.indexOf(id); index !== -1; index = text.indexOf(id, index + 1)) {
      const around = (text[index - 1] ?? ' ') + (text[index + id.length] ?? ' ');
      if (!/[\w-]/u.test(around)) return [{ id, index }];
    }
    return [];
  });
}

function imagesIn(text: string, path: string): { image: string; index: number }[] {
  const found = (pattern: RegExp) =>
    [...text.matchAll(pattern)].map(({ 1: image = '', 2: stage, index }) => ({ image, stage, index }));
  if (DATA_FILE.test(path)) return found(IMAGE_KEY);
  if (!CONTAINERFILE.test(path)) return [];
  const lines = found(FROM);
  const stages = new Set(lines.flatMap(({ stage }) => (stage === undefined ? [] : [stage.toLowerCase()])));
  return lines.filter(({ image }) => !stages.has(image.toLowerCase()) && image.toLowerCase() !== 'scratch');
}

/** A digest is exact, any tag can move. */
function imagePin(image: string): Pin {
  return image.includes('@sha256:') ? 'exact' : 'floating';
}

/** The first mention of each reference in each component. */
function distinct(found: readonly ExternalReference[]): ExternalReference[] {
  const seen = new Set<string>();
  return found.filter(({ type, value, component }) => {
    const key = `${type}\n${value.toLowerCase()}\n${component}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** The models among them that end within six months, or have ended. */
export function endingModels(
  references: readonly ExternalReference[],
  { today, endOfLife }: RiskContext,
): EndingModel[] {
  return references.flatMap(({ type, value, path, component, line }) => {
    if (type !== 'model') return [];
    const { state, retires, daysLeft, successor } = modelEol(value, today, endOfLife);
    if ((state !== 'ends-soon' && state !== 'retired') || retires === null || daysLeft === null) return [];
    return [{ id: value, path, component, line, retires, daysLeft, successor }];
  });
}

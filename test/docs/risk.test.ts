import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { endingModels, externalReferences } from '../../src/check/references.ts';
import { TIERS, type Tier } from '../../src/config/terms.ts';
import type { EndingModel, Risk } from '../../src/risk/classify.ts';
import { FINDING_CODES } from '../../src/risk/finding.ts';
import { sound } from '../config/read.ts';
import { classified, component, type Edit, type Setting } from '../risk/classified.ts';
import { MemoryRepository } from '../risk/memory-repository.ts';
import { type DocumentedCode, documentedCodes, type ExampleFile } from './examples.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../docs/risk.md'), 'utf8');
const DOCUMENTED = documentedCodes(PAGE);
const PARTS: Readonly<Record<string, Tier | null>> = {
  Low: 'low',
  Medium: 'medium',
  High: 'high',
  'Any tier': null,
};

test('every code is explained once, and none that there is not', () => {
  expect(DOCUMENTED.map(({ code }) => code).sort()).toEqual([...FINDING_CODES].sort());
});

test('every code says what it is', () => {
  expect(DOCUMENTED.filter(({ prose }) => prose.trim().length < 40).map(({ code }) => code)).toEqual([]);
});

describe.each(DOCUMENTED)('$code', ({ code, part, files }) => {
  it('is what its example gives', async () => {
    const findings = (await run(files)).findings.filter((one) => one.code === code);
    expect(findings).not.toHaveLength(0);
    const tier = PARTS[part];
    expect(tier, `part "${part}"`).toBeDefined();
    if (tier != null && code !== 'agent-instructions-changed') expect(findings[0]?.tier).toBe(tier);
  });
});

/** Runs the files of an example as one change. */
async function run(files: DocumentedCode['files']): Promise<Risk> {
  const edits = files.filter(isEdit);
  const outside = files.filter(({ kind }) => kind === 'outside');
  const sides = (side: 'from' | 'to') =>
    Object.fromEntries(outside.map((file) => [file.path, file[side] ?? '']));
  const raisedBy = files.flatMap(({ settings }) => settings.get('raised-by') ?? [])[0];
  return classified(edits, {
    ...(await configured(files)),
    ...(outside.length > 0 ? { outside: { from: sides('from'), to: sides('to') } } : {}),
    ...(raisedBy === undefined ? {} : { raisedBy }),
    isUnreviewed: files.some(({ settings }) => settings.has('unreviewed')),
    ...lowered(files),
    ending: await ending(files),
  });
}

function lowered(files: DocumentedCode['files']): Pick<Setting, 'lowered'> {
  const settings = files.find((one) => one.settings.has('lowered-by'))?.settings;
  const to = TIERS.find((one) => one === settings?.get('lowered-to'));
  if (settings === undefined || to === undefined) return {};
  return { lowered: { to, by: settings.get('lowered-by') ?? '', reason: 'a reason' } };
}

function isEdit(file: ExampleFile): file is ExampleFile & Edit {
  return file.kind !== 'policy' && file.kind !== 'outside';
}

async function configured(files: DocumentedCode['files']): Promise<Setting> {
  const file = files.find(({ kind }) => kind === 'policy');
  if (file === undefined) return {};
  const [base, head] = [sound(file.from ?? ''), sound(file.to ?? '')];
  const maps = base.identity.components.length > 0;
  return {
    policy: { base: base.policy, head: head.policy },
    ...(maps ? { baseMap: base.identity.components, headMap: head.identity.components } : {}),
  };
}

/** Models that end soon, where the example says what day it is. */
async function ending(files: DocumentedCode['files']): Promise<EndingModel[]> {
  const [dated] = files.filter(({ settings }) => settings.has('today'));
  if (dated === undefined || !isEdit(dated)) return [];
  const repository = new MemoryRepository({ head: { [dated.path]: dated.to ?? '' } });
  const identity = { name: 'bot', provisional: false, components: [component(dated.kind, [dated.path])] };
  const references = await externalReferences(repository, 'head', identity);
  return endingModels(references, { today: dated.settings.get('today') ?? '', endOfLife: [] });
}

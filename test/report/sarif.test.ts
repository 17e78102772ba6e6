import SCHEMA from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json' with { type: 'json' };
import Ajv from 'ajv';
import formats from 'ajv-formats';
import { describe, expect, it, test } from 'vitest';
import { sarifLog } from '../../src/report/sarif.ts';
import { checked } from '../contract/memory.ts';
import { packed, policyText } from '../pack/packs.ts';
import { resultWith } from './html/hostile.ts';
import { ENGINE, resultOf } from './html/result.ts';

/** SARIF's own schema; in its old draft `id` is what `$id` is now. */
const { id: _id, $schema: _draft, ...schema } = SCHEMA;
const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
const validate = ajv.compile(schema);

function problemsOf(log: unknown): unknown {
  return validate(JSON.parse(JSON.stringify(log))) ? [] : validate.errors;
}

const NO_GO = (await packed({ good: 5 })).result;

test('the schema of SARIF bites', () => {
  expect(problemsOf({ version: '2.1.0', runs: [{ results: [{ level: 'bad' }] }] })).not.toEqual([]);
});

describe('a no-go as SARIF', () => {
  const log = sarifLog([NO_GO], ENGINE);

  it('is valid', () => {
    expect(problemsOf(log)).toEqual([]);
  });

  it('has failing checks as errors at the configuration, and findings on their lines', () => {
    const results = log.runs.flatMap((run) => run.results);
    expect(results.filter((one) => one.level === 'error').map((one) => one.ruleId)).toContain(
      'check/limit-broken',
    );
    const finding = results.find((one) => one.ruleId.startsWith('finding/'));
    expect(finding?.locations[0]?.physicalLocation).toMatchObject({
      artifactLocation: { uri: 'prompts/a.md' },
      region: { startLine: 1 },
    });
  });

  it('names each rule once, by its place in the list', () => {
    for (const { tool, results } of log.runs) {
      const ids = tool.driver.rules.map((rule) => rule.id);
      expect(new Set(ids).size).toBe(ids.length);
      for (const one of results) expect(ids[one.ruleIndex]).toBe(one.ruleId);
    }
  });

  it('says nothing of what prompts and answers say', () => {
    expect(JSON.stringify(log)).not.toMatch(/Be (?:kind|helpful)|What is the question/u);
  });
});

test('a go has no alerts, and is valid', () => {
  const log = sarifLog([resultOf()], ENGINE);
  expect(log.runs[0]?.results).toEqual([]);
  expect(problemsOf(log)).toEqual([]);
});

test('several bundles are told apart', async () => {
  const bundle = (name: string): string => policyText().replace('bundle: bot', `bundle: ${name}`);
  const files = { '.github/airlock/one.yml': bundle('one'), '.github/airlock/two.yml': bundle('two') };
  const log = sarifLog(await checked({ base: files, head: files }), ENGINE);
  expect(log.runs.map((run) => run.automationDetails.id)).toEqual(['airlock/one/', 'airlock/two/']);
  expect(problemsOf(log)).toEqual([]);
});

test('hostile names make no other document', () => {
  const hostile = '../../"}]<script>\u202e\n\u0000 ä%';
  expect(problemsOf(sarifLog([resultWith(hostile)], ENGINE))).toEqual([]);
});

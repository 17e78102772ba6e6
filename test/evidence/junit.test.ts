import { expect, test } from 'vitest';
import { duplicatesOf } from '../../src/evidence/series.ts';
import { read, refused, rows } from './read.ts';

const suites = (cases: string, name = 'answers'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n  <testsuite name="${name}">\n${cases}\n  </testsuite>\n</testsuites>\n`;

test('passed, failed, error and skipped', async () => {
  const found = await rows(
    suites(`
      <testcase classname="refund" name="in time" time="0.25"/>
      <testcase classname="refund" name="too late" time="1"><failure message="no">said yes</failure></testcase>
      <testcase classname="refund" name="no answer" time="30"><error message="timeout"/></testcase>
      <testcase classname="refund" name="not today" time="0"><skipped/></testcase>
      <testcase name="bare"></testcase>`),
  );
  expect(found.map(({ item, status, passed, latency_ms }) => [item, status, passed, latency_ms])).toEqual([
    ['refund::in time', 'ok', 1, 250],
    ['refund::too late', 'ok', 0, 1000],
    ['refund::no answer', 'error', null, 30_000],
    ['refund::not today', 'skipped', null, null],
    ['bare', 'ok', 1, null],
  ]);
  expect(found[0]).toMatchObject({ 'suite:': 'answers', 'classname:': 'refund' });
});

test('the worst of several outcomes counts, whatever their order', async () => {
  const inside = async (...tags: string[]): Promise<string> => {
    const [row] = await rows(
      suites(`<testcase name="a">${tags.map((tag) => `<${tag}/>`).join('')}</testcase>`),
    );
    return `${row?.status} ${row?.['passed']}`;
  };
  expect(await inside('failure', 'error')).toBe('error null');
  expect(await inside('error', 'failure')).toBe('error null');
  expect(await inside('skipped', 'failure')).toBe('ok 0');
  expect(await inside('failure', 'skipped')).toBe('ok 0');
  expect(await inside('failure', 'failure')).toBe('ok 0');
  expect(await inside('system-out', 'properties')).toBe('ok 1');
  // Surefire: it failed, was run again and passed.
  expect(await inside('flakyFailure', 'flakyError')).toBe('ok 1');
  expect(await inside('failure', 'rerunFailure')).toBe('ok 0');
});

test('the key has the file where there is one; reruns under one key are duplicates', async () => {
  const file = await read(
    suites(
      '<testcase file="a.py" classname="c" name="n"/><testcase classname="c" name="n"/><testcase classname="c" name="n"><failure/></testcase>',
    ),
  );
  expect(file.table.items.all()).toEqual(['a.py::c::n', 'c::n']);
  expect(duplicatesOf(file.table).size).toBe(1);
});

test.each([
  ['0.5', 500],
  ['1e-3', 1],
  ['12', 12_000],
  ['1,234.5', 1_234_500],
  ['1,234,567.8', 1_234_567_800],
  // A comma alone: a decimal point in one country, thousands in another.
  ['0,123', null],
  ['1,234', null],
  ['', null],
  [' ', null],
  ['-1', null],
  ['NaN', null],
  ['Infinity', null],
  ['0x10', null],
  ['fast', null],
])('time %j', async (time, expected) => {
  const [row] = await rows(suites(`<testcase name="a" time="${time}"/>`));
  expect(row?.['latency_ms']).toBe(expected);
});

test('properties are labels; suites may nest', async () => {
  const [row] = await rows(
    suites(
      '<testsuite name="inner"><properties><property name="of" value="suite"/></properties><testcase name="a"><properties><property name="language" value="de"/><property name="" value="x"/><property name="empty" value=""/></properties></testcase></testsuite>',
    ),
  );
  expect(row).toEqual({
    item: 'a',
    status: 'ok',
    passed: 1,
    latency_ms: null,
    'suite:': 'inner',
    'language:': 'de',
  });
});

test('letters, entities, comments, CDATA and a piece of the file at a time', async () => {
  const text = suites(
    '<!-- <testcase name="no"/> --><testcase name="é &amp; &lt;x&gt; &#x1F600; &#233;"><failure><![CDATA[<testcase name="no"/>]]></failure></testcase>',
  );
  for (const piece of [1, 2, 3, 1000])
    expect((await rows(text, { piece })).map(({ item }) => item)).toEqual(['é & <x> 😀 é']);
  expect((await rows(`\ufeff${text}`)).length).toBe(1);
  expect((await rows('<testsuite name="alone"><testcase name="a"/></testsuite>')).length).toBe(1);
  expect((await read('<testsuites/>')).table.rows).toBe(0);
});

test('the names of attributes are names like any other', async () => {
  const names = ['hasOwnProperty', '__proto__', 'constructor', 'toString', 'valueOf'];
  const [row] = await rows(
    suites(`<testcase ${names.map((name) => `${name}="x"`).join(' ')} name="a" classname="c"/>`),
  );
  expect(row?.item).toBe('c::a');
});

test('a long message', async () => {
  const message = 'x'.repeat(2_000_000);
  for (const piece of [1_000, 65_536, 10_000_000])
    expect(
      (
        await rows(
          suites(`<testcase name="a"><failure message="${message}">${message}</failure></testcase>`),
          { piece },
        )
      ).length,
    ).toBe(1);
});

test.each([
  ['another root', '<html><body/></html>', '1:1 evidence-wrong-format'],
  ['no end', '<testsuites>\n<testsuite name="a">\n', '3:1 evidence-truncated'],
  ['a tag that is cut off', '<testsuites></testsui', '1:22 evidence-truncated'],
  ['the root that is cut off', '<testsu', '1:8 evidence-truncated'],
  ['a comment that is cut off', '<testsuites/>\n<!-- x', '2:7 evidence-truncated'],
  ['something behind the root', '<testsuites/>\n<b/>', '2:1 evidence-syntax'],
  ['text behind the root', '<testsuites/>\nx', '2:1 evidence-syntax'],
  ['the wrong end', '<testsuites>\n  <testsuite></testsuites>', '2:26 evidence-syntax'],
  ['no quotes', '<testsuites>\n<testsuite name=a/>\n</testsuites>', '2:17 evidence-syntax'],
  ['a bare ampersand', '<testsuite><testcase name="a & b"/></testsuite>', '1:31 evidence-syntax'],
  ['a case without a name', '<testsuite>\n <testcase classname="c"/>\n</testsuite>', '2:2 evidence-no-item'],
  [
    'a case in a case',
    '<testsuite>\n<testcase name="a"><testcase name="b"/></testcase></testsuite>',
    '2:20 evidence-syntax',
  ],
  [
    'an entity of its own',
    '<!DOCTYPE x [<!ENTITY e "x">]>\n<testsuite><testcase name="&e;"/></testsuite>',
    '2:30 evidence-syntax',
  ],
  [
    'Latin-1',
    Buffer.from('<testsuite>\n<testcase name="é"/></testsuite>', 'latin1'),
    '2:17 evidence-not-utf8',
  ],
  ['deep nesting', `<testsuites>\n${'<testsuite>'.repeat(70)}`, '2:694 evidence-too-deep'],
])('%s', async (_, text, says) => {
  expect(await refused(text)).toBe(says);
  for (const piece of [1, 5]) expect((await refused(text, { piece })).split(' ')[1]).toBe(says.split(' ')[1]);
});

test('a billion laughs are not laughed', async () => {
  const entities = Array.from({ length: 9 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join(
    '',
  );
  const start = performance.now();
  expect(
    await refused(
      `<!DOCTYPE x [<!ENTITY l0 "ha">${entities}]><testsuite><testcase name="&l9;"/></testsuite>`,
    ),
  ).toMatch(/evidence-syntax$/u);
  expect(performance.now() - start).toBeLessThan(1_000);
});

import { expect, test } from 'vitest';
import { jsonl, read, refused, rows, values } from './read.ts';

test('plain columns mean what they say, in CSV, JSONL and JSON alike', async () => {
  const expected = [
    {
      item: 'a',
      status: 'ok',
      score: 0.5,
      passed: 1,
      latency_ms: 120,
      cost_usd: 0.01,
      tokens_in: 7,
      'language:': 'de',
    },
    {
      item: 'b',
      status: 'error',
      score: null,
      passed: 0,
      latency_ms: 80,
      cost_usd: 0,
      tokens_in: 9,
      'language:': 'en',
    },
  ];
  const csv =
    'id,score,passed,latency_ms,cost_usd,tokens_in,language,error\na,0.5,true,120,0.01,7,de,\nb,,False,80,0,9,en,timeout\n';
  const records = [
    { id: 'a', score: 0.5, passed: true, latency_ms: 120, cost_usd: 0.01, tokens_in: 7, language: 'de' },
    {
      id: 'b',
      score: null,
      passed: false,
      latency_ms: 80,
      cost_usd: 0,
      tokens_in: 9,
      language: 'en',
      error: 'timeout',
    },
  ];
  expect(await rows(csv)).toEqual(expected);
  expect(await rows(jsonl(records))).toEqual(expected);
  expect(await rows(JSON.stringify(records, null, 2))).toEqual(expected);
  expect(await rows(JSON.stringify({ rows: records }))).toEqual(expected);
  expect((await read(csv)).format).toBe('csv');
  expect((await read(jsonl(records))).format).toBe('jsonl');
  expect((await read(JSON.stringify(records))).format).toBe('json');
});

test.each([
  ['comma', 'id,score,task\na,1,x\n'],
  ['semicolon', 'id;score;task\na;1;x\n'],
  ['tab', 'id\tscore\ttask\na\t1\tx\n'],
  ['byte order mark', '\ufeffid,score,task\na,1,x\n'],
  ['CRLF', 'id,score,task\r\na,1,x\r\n'],
  ['byte order mark, CRLF and semicolon', '\ufeffid;score;task\r\na;1;x\r\n'],
  ['CR alone', 'id,score,task\ra,1,x\r'],
  ['no line end at the end', 'id,score,task\na,1,x'],
  ['empty lines', 'id,score,task\n\na,1,x\n\n\n'],
  ['quotes', '"id","score","task"\n"a","1","x"\n'],
  ['spaces around names', ' id , score ,task\na,1,x\n'],
  ['another order', 'task,id,score\nx,a,1\n'],
])('a CSV with %s', async (_, text) => {
  expect(await rows(text)).toEqual([{ item: 'a', status: 'ok', score: 1, 'task:': 'x' }]);
  for (const piece of [1, 2, 3, 7]) expect(await rows(text, { piece })).toEqual(await rows(text));
});

test('quoted fields hold delimiters, quotes and line ends', async () => {
  expect(await rows('id,note\n"a,b","say ""hi"""\n"c\nd","x;y"\n')).toEqual([
    { item: 'a,b', status: 'ok', 'note:': 'say "hi"' },
    { item: 'c\nd', status: 'ok', 'note:': 'x;y' },
  ]);
  expect(await rows('"a;b;c",id,score\n1,x,2\n')).toEqual([
    { item: 'x', status: 'ok', 'a;b;c': 1, score: 2 },
  ]);
});

test('letters that a piece of the file cuts in two', async () => {
  const text = 'id,language\né😀,français\nü,日本語\n';
  for (const piece of [1, 2, 3, 4, 5])
    expect((await rows(text, { piece })).map(({ item }) => item)).toEqual(['é😀', 'ü']);
  for (const piece of [1, 2, 3, 4, 5])
    expect((await rows(jsonl([{ id: 'é😀' }, { id: 'ü' }]), { piece })).map(({ item }) => item)).toEqual([
      'é😀',
      'ü',
    ]);
});

test.each([
  ['an empty error is none', '', 'ok'],
  ['nor is one of spaces', '  ', 'ok'],
  ['null', null, 'ok'],
  ['false', false, 'ok'],
  ['false as text', 'False', 'ok'],
  ['zero', 0, 'ok'],
  ['zero as text', '0', 'ok'],
  ['a message', 'rate limit', 'error'],
  ['true', true, 'error'],
  ['a number', 500, 'error'],
  ['an object', { code: 1 }, 'error'],
])('error: %s', async (_, error, status) => {
  expect((await rows(jsonl([{ id: 'a', error }, { id: 'b' }])))[0]?.status).toBe(status);
});

test('an error is not a failed answer: what it scored does not count', async () => {
  const file = await read('id,score,error\na,0,\nb,0,timeout\n');
  const [a, b] = [0, 1].map((row) => file.table.status(row));
  expect([a, b]).toEqual(['ok', 'error']);
});

test('a missing score is missing, whatever stands for it', async () => {
  expect(await values('id,score\na,\nb,NaN\nc,nan\nd,0\n', 'score')).toEqual({
    a: null,
    b: null,
    c: null,
    d: 0,
  });
  expect(
    await values(jsonl([{ id: 'a', score: null }, { id: 'b' }, { id: 'c', score: 0 }]), 'score'),
  ).toEqual({ a: null, b: null, c: 0 });
});

test('NaN and Infinity as Python writes them are missing', async () => {
  const text = '{"id":"a","score":NaN,"x":"NaN"}\n{"id":"b","score":-Infinity}\n{"id":"c","score":1}\n';
  expect(await values(text, 'score')).toEqual({ a: null, b: null, c: 1 });
  expect(await values(`[${text.trim().replaceAll('\n', ',')}]`, 'score')).toEqual({ a: null, b: null, c: 1 });
});

test.each([true, 'True', 'true', 'TRUE', 1, '1'])(
  'a response out of a cache (%j) has no latency',
  async (cached) => {
    expect(
      await values(
        jsonl([
          { id: 'a', latency_ms: 3, cost_usd: 1, cached },
          { id: 'b', latency_ms: 900 },
        ]),
        'latency_ms',
      ),
    ).toEqual({ a: null, b: 900 });
  },
);

test.each([false, 'False', 'no', 0, '0', '', null])(
  'a response not out of a cache (%j) has one',
  async (cached) => {
    expect(
      await values(
        jsonl([
          { id: 'a', latency_ms: 3, cached },
          { id: 'b', latency_ms: 900 },
        ]),
        'latency_ms',
      ),
    ).toEqual({ a: 3, b: 900 });
  },
);

test('numbers as text are numbers, other texts are not', async () => {
  const cells = [
    '1',
    ' 2 ',
    '-0.5',
    '.5',
    '5.',
    '1e3',
    '1E-2',
    '+1',
    '1,5',
    '0x10',
    '1_000',
    '٣',
    'one',
    'true',
    'FALSE',
    'yes',
    'Infinity',
  ];
  const found = await values(jsonl(cells.map((score, i) => ({ id: `i${i}`, score }))), 'score');
  expect(Object.values(found)).toEqual([
    1,
    2,
    -0.5,
    0.5,
    5,
    1000,
    0.01,
    null,
    null,
    null,
    null,
    null,
    null,
    1,
    0,
    null,
    null,
  ]);
});

test('mixed types: the numbers of a column are its metric, its texts are a label', async () => {
  expect(
    await rows(
      jsonl([
        { id: 1, x: 0.5 },
        { id: '2', x: 'high' },
        { id: 3, x: true },
        { id: 4, x: [1] },
        { id: 5, x: {} },
      ]),
    ),
  ).toEqual([
    { item: '1', status: 'ok', x: 0.5 },
    { item: '2', status: 'ok', x: null, 'x:': 'high' },
    { item: '3', status: 'ok', x: 1 },
    { item: '4', status: 'ok', x: null },
    { item: '5', status: 'ok', x: null },
  ]);
});

test('words that every object knows are words', async () => {
  const words = ['constructor', 'toString', '__proto__', 'hasOwnProperty'];
  const found = await rows(jsonl(words.map((task, i) => ({ id: String(i), task }))));
  expect(found.map((row) => row['task:'])).toEqual(words);
  expect((await rows('{"id":"a","__proto__":5,"constructor":2,"toString":"x"}\n')).at(0)).toMatchObject({
    constructor: 2,
    'toString:': 'x',
  });
  expect(await refused('{"x":1}\n{"x":2}\n', { columns: { id: 'constructor' } })).toBe(
    'null:null evidence-unknown-format',
  );
});

test('ids: text and numbers, and never two that look like one', async () => {
  expect(
    (await rows(jsonl([{ id: 1 }, { id: '1' }, { id: 1.5 }, { id: '01' }]))).map(({ item }) => item),
  ).toEqual(['1', '1', '1.5', '01']);
  expect((await rows('id\n1\n01\n 1\n')).map(({ item }) => item)).toEqual(['1', '01', ' 1']);
  expect(await refused('{"id":1}\n{"id":9007199254740993}\n')).toBe('2:1 evidence-no-item');
  expect(await refused('[{"id":1},\n  {"id":12345678901234567890}]')).toBe('2:3 evidence-no-item');
  expect((await rows('id\n9007199254740993\n')).at(0)?.item).toBe('9007199254740993');
});

test('columns are renamed, with paths into objects', async () => {
  const columns = {
    id: 'case',
    score: 'judge.score',
    language: 'meta.lang',
    latency_ms: 'ms',
    error: 'failure',
  };
  const records = [
    { case: 'a', judge: { score: 0.5 }, meta: { lang: 'de' }, ms: 10, failure: '' },
    { case: 'b', judge: { score: 1 }, meta: {}, ms: 20, failure: 'x' },
  ];
  const expected = [
    { item: 'a', status: 'ok', score: 0.5, latency_ms: 10, 'language:': 'de' },
    { item: 'b', status: 'error', score: 1, latency_ms: 20 },
  ];
  expect(await rows(jsonl(records), { columns })).toEqual(expected);
  expect(await rows(JSON.stringify(records), { columns })).toEqual(expected);
});

test('a column whose name has a dot in it', async () => {
  const columns = { score: 'judge.score' };
  expect(await rows('id,judge.score\na,1\n', { columns })).toEqual([{ item: 'a', status: 'ok', score: 1 }]);
  expect(await rows(jsonl([{ id: 'a', 'judge.score': 1 }]), { columns })).toEqual([
    { item: 'a', status: 'ok', score: 1 },
  ]);
});

test('an item that the configuration names needs no format', async () => {
  const columns = { id: 'case' };
  expect((await read('case,s\na,1\n', { columns })).format).toBe('csv');
  expect((await read('{"case":"a","s":1}\n{"case":"b","s":1}\n', { columns })).format).toBe('jsonl');
  expect((await read('[{"case":"a","s":1}]', { columns })).format).toBe('json');
  expect(
    (await read('{"meta":{"case":"a"}}\n{"meta":{"case":"b"}}\n', { columns: { id: 'meta.case' } })).format,
  ).toBe('jsonl');
});

test('one row alone on a line', async () => {
  expect((await read('{"id":"a","score":1}')).format).toBe('jsonl');
  expect((await read('{"id":"a","score":1,"tags":["x"]}\n')).format).toBe('jsonl');
  expect((await read('{"id":"a","score":1,"parts":[{"x":1}]}\n')).format).toBe('jsonl');
  expect((await read('{"rows":[{"id":"a","score":1}]}\n')).format).toBe('json');
});

test('a document whose rows stand one on each line', async () => {
  const text = '{"rows": [\n{"id":"a","score":1},\n{"id":"b","score":0}\n]}\n';
  expect(await values(text, 'score')).toEqual({ a: 1, b: 0 });
  expect((await read(text)).format).toBe('json');
  expect((await read('[\n{"id":"a"},\n{"id":"b"}\n]')).format).toBe('json');
});

test('rows that are longer than what is looked at to tell the kind', async () => {
  const long = 'x'.repeat(300_000);
  const text = jsonl([
    { id: 'a', score: 1, text: long },
    { id: 'b', score: 0, text: long },
  ]);
  for (const piece of [1_000, 65_536, 1_000_000])
    expect(await values(text, 'score', { piece })).toEqual({ a: 1, b: 0 });
  expect((await read(JSON.stringify([{ id: 'a', text: long }]))).format).toBe('json');
  expect(await values(JSON.stringify({ rows: [{ id: 'a', score: 1, text: long }] }), 'score')).toEqual({
    a: 1,
  });
});

test('labels: short texts, and others only where they are asked for', async () => {
  const records = Array.from({ length: 600 }, (_, i) => ({
    id: `i${i}`,
    user: `u${i}`,
    text: 'x'.repeat(100),
    topic: `t${i % 5}`,
    n: i % 3,
  }));
  const plain = await read(jsonl(records));
  expect(plain.table.labelKeys()).toEqual(['topic']);
  const kept = await read(jsonl(records), { kept: new Set(['user', 'text', 'n']) });
  expect([...kept.table.labelKeys()].sort()).toEqual(['n', 'text', 'topic', 'user']);
  expect(kept.table.label('user')?.names.size).toBe(600);
});

test('runs are told apart however many there are', async () => {
  const records = Array.from({ length: 1_200 }, (_, i) => ({
    id: `i${i % 600}`,
    run: `run-${i}`,
    score: i % 2,
  }));
  const { table } = await read(jsonl(records));
  expect(table.label('run')?.names.size).toBe(1_200);
});

import { lfs } from './models.ts';
import { edit, type Pair } from './pair.ts';

const DVC = (md5: string, path: string, size = 10): string =>
  `outs:\n- md5: ${md5.repeat(32)}\n  size: ${size}\n  hash: md5\n  path: ${path}\n`;
const schema = (...columns: string[]): string =>
  `columns:\n${columns.map((one) => `  - { name: ${one.split(':')[0]}, type: ${one.split(':')[1]} }\n`).join('')}rows: 100\n`;

/** Files as a whole: equal in other bytes, pointers, not readable, for people. */
export const FILE_PAIRS: readonly Pair[] = [
  {
    code: 'no-effect',
    about: 'by line ends',
    fires: edit('model', 'm.yaml', 'a: 1\nb: 2\n', 'a: 1\r\nb: 2\r\n', 'low', null),
    not: edit('model', 'm.yaml', 'a: 1\nb: 2\n', 'a: 1\r\nb: 3\r\n', 'medium'),
  },
  {
    code: 'no-effect',
    about: 'by the order of keys',
    fires: edit('safety', 's.json', '{"a":1,"b":[2]}', '{\n "b": [2],\n "a": 1\n}', 'low'),
    not: edit('safety', 's.json', '{"a":1,"b":[2]}', '{"a":1,"b":[2,3]}', 'high'),
  },
  {
    code: 'no-effect',
    about: 'under another name',
    fires: {
      edits: [{ kind: 'prompt', path: 'b.md', moved: 'a.md', from: 'Never.\n', to: 'Never.\n' }],
      tier: 'low',
    },
    not: {
      edits: [
        {
          kind: 'prompt',
          path: 'b.md',
          moved: 'a.md',
          from: 'Never.\nOne.\nTwo.\n',
          to: 'Ever.\nOne.\nTwo.\n',
        },
      ],
      tier: 'high',
    },
  },
  {
    code: 'no-effect',
    about: 'a copy counts once',
    fires: {
      edits: ['a.md', 'b.md'].map((path) => ({
        kind: 'prompt' as const,
        path,
        from: 'One.\n',
        to: 'Two or three.\n',
      })),
      tier: 'medium',
    },
    not: edit('prompt', 'a.md', 'One.\n', 'Two or three.\n', 'medium'),
  },
  {
    code: 'docs-changed',
    fires: edit('tools', 'tools/README.md', 'Never call it.\n', 'Call it.\n', 'low', 1),
    not: edit('tools', 'tools/guide.md', 'Never call it.\n', 'Call it.\n', 'high'),
  },
  {
    code: 'unreadable',
    fires: edit('prompt', 'a.md', 'Hi.\n', new Uint8Array([0x48, 0xff, 0xfe]), 'high', null),
    not: edit('prompt', 'a.md', 'Hi.\n', 'Hï.\n', 'medium'),
  },
  {
    code: 'unreadable',
    about: 'data that is data no more',
    fires: edit('model', 'm.yaml', 'model: gpt-5.2\n', 'model: gpt-5.2\n  a: [\n', 'high', null),
    not: edit('model', 'm.yaml', 'model: gpt-5.2\n', 'model: gpt-5.2\na: []\n', 'medium'),
  },
  {
    code: 'unreadable',
    about: 'a text too large to compare',
    fires: edit('prompt', 'a.md', 'Hi.\n', 'Hi. '.repeat(300_000), 'high', null),
    not: edit('runtime', 'yarn.lock', 'a\n', 'b '.repeat(600_000), 'low'),
  },
  {
    code: 'training-data-changed',
    fires: edit('training-data', 'data.dvc', DVC('a', 'train.csv'), DVC('b', 'train.csv', 12), 'high', 2),
    not: edit('training-data', 'data.dvc', DVC('a', 'train.csv'), DVC('a', 'data/train.csv'), 'low'),
  },
  {
    code: 'training-data-changed',
    about: 'by the pipeline that makes it',
    fires: edit(
      'training-data',
      'params.yaml',
      'train: { epochs: 3 }\n',
      'train: { epochs: 4 }\n',
      'high',
      1,
    ),
    not: edit(
      'training-data',
      'params.yaml',
      'train: { epochs: 3 }\n',
      'train: { epochs: 3 } # three\n',
      'low',
    ),
  },
  {
    code: 'training-data-changed',
    about: 'by a predictor that is new',
    fires: edit(
      'features',
      'predictors.yaml',
      'predictors: [age]\n',
      'predictors: [age, income]\n',
      'high',
      1,
    ),
    not: edit('features', 'README.md', 'Age.\n', 'Age and income.\n', 'low'),
  },
  {
    code: 'schema-narrowed',
    fires: edit('retrieval', 'index.yaml', schema('id:int', 'text:str'), schema('id:int'), 'high'),
    not: edit(
      'retrieval',
      'index.yaml',
      schema('id:int', 'text:str'),
      schema('id:int', 'text:str').replace('100', '120'),
      'medium',
    ),
  },
  {
    code: 'schema-narrowed',
    about: 'by type',
    fires: edit('features', 'f.yaml', schema('age:int'), schema('age:str'), 'high', 2),
    not: edit(
      'features',
      'f.yaml',
      schema('age:int'),
      schema('age:int').replace('rows', '# 100\nrows'),
      'low',
    ),
  },
  {
    code: 'schema-narrowed',
    about: 'by encoding',
    fires: edit(
      'retrieval',
      'index.yaml',
      'encoding: utf-8\nrows: 1\n',
      'encoding: latin-1\nrows: 1\n',
      'high',
      1,
    ),
    not: edit(
      'retrieval',
      'index.yaml',
      'encoding: utf-8\nrows: 1\n',
      'encoding: utf-8\nrows: 2\n',
      'medium',
    ),
  },
  {
    code: 'retrieval-changed',
    about: 'by its snapshot',
    fires: edit('retrieval', 'index.bin', lfs('a', 10), lfs('b', 10), 'medium', 2),
    not: edit('retrieval', 'index.bin', lfs('a', 10), lfs('a', 10), 'low'),
  },
];

import { expect, test } from 'vitest';
import { anyGlob } from '../../src/bundle/glob.ts';
import { globsOf } from '../../src/setup/globs.ts';

test('a folder whose name says what it holds is taken whole, whatever it holds tomorrow', () => {
  expect(globsOf(['app/prompts/refund.md'], ['app/main.py'])).toEqual(['app/prompts/**']);
});

test('a folder of other things too is not taken', () => {
  expect(globsOf(['prompts/a.md', 'prompts/b.md'], ['prompts/load.py'])).toEqual([
    'prompts/a.md',
    'prompts/b.md',
  ]);
  expect(globsOf(['src/a.py', 'src/b.py', 'src/c.py'], [])).toEqual(['src/a.py', 'src/b.py', 'src/c.py']);
});

test('a folder is one of a kind once it has three of it and nothing else', () => {
  expect(globsOf(['bots/a.md', 'bots/b.md'], [])).toEqual(['bots/a.md', 'bots/b.md']);
  expect(globsOf(['bots/a.md', 'bots/b.md', 'bots/c.md'], [])).toEqual(['bots/**']);
});

test('the globs take what they were made of and none of the others', () => {
  const words = ['prompts', 'src', 'evals', 'a', 'b', 'tools'];
  const all = words.flatMap((x) => words.flatMap((y) => words.map((z) => `${x}/${y}/${z}.md`)));
  for (let seed = 1; seed < 60; seed += 1) {
    const own = all.filter((_, i) => (i * 31 + seed * 17) % 7 < 2);
    const others = all.filter((path, i) => !own.includes(path) && (i + seed) % 3 > 0);
    const takes = anyGlob(globsOf(own, others));
    expect(own.filter((path) => !takes(path))).toEqual([]);
    expect(others.filter(takes)).toEqual([]);
  }
});

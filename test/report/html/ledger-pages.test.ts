import { expect, test } from 'vitest';
import { type audited, sampled } from '../../../src/release/audit.ts';
import { ATTRIBUTES, TAGS } from '../../../src/report/html/markup.ts';
import { auditPage, emptyPages, livePage } from './ledger-stories.ts';
import { byTag, elements, parsePage, textOf } from './tree.ts';

test('what is live, what to go back to and what stands in the way are read from the page', () => {
  const tree = parsePage(livePage('', 'production'));
  const said = textOf(byTag(tree, 'main')[0] ?? tree);
  expect(textOf(byTag(tree, 'h1')[0] ?? tree)).toBe('1.0.0bot in productionlow risk');
  expect(said).toContain('Held: It is wrong:');
  expect(said).toContain('Under way: promotion of 1.1.0');
  expect(said).toContain('Condemned');
  expect(said).not.toContain('scope-unchanged');
});

test('the audit has every release with its exceptions, the sample, and what it does not prove', () => {
  const tree = parsePage(auditPage());
  const [sample, all] = byTag(tree, 'table');
  expect(byTag(all ?? tree, 'tr')).toHaveLength(5);
  expect(byTag(sample ?? tree, 'tr')).toHaveLength(3);
  const said = textOf(byTag(tree, 'main')[0] ?? tree);
  for (const word of ['All 9 entries verify', 'nobody approved', 'rolled back', 'deployed past Airlock'])
    expect(said).toContain(word);
});

test('a sample is the same for everybody, and another with another seed or another head', () => {
  const releases = Array.from({ length: 200 }, (_, i) => ({ seq: i + 1 })) as unknown as ReturnType<
    typeof audited
  >;
  const pick = (head: string, seed: string) => sampled(releases, head, 20, seed).entries;
  expect(pick('a', 'x')).toEqual(pick('a', 'x'));
  expect(pick('a', 'x')).toEqual([...pick('a', 'x')].sort((a, b) => a - b));
  expect(new Set(pick('a', 'x')).size).toBe(20);
  expect(pick('a', 'x')).not.toEqual(pick('a', 'y'));
  expect(pick('a', 'x')).not.toEqual(pick('b', 'x'));
});

const ATTACKS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '</title></style>',
  '\u202eevil',
  '&#x3c;',
  '<!--',
];

test.each(ATTACKS)('foreign text stays text: %s', (attack) => {
  for (const page of [livePage(attack), livePage(attack, 'production'), auditPage(attack)]) {
    const tree = parsePage(page);
    const known = new Set<string>([...TAGS, 'style']);
    for (const { tag, attributes } of elements(tree)) {
      expect(known).toContain(tag);
      for (const name of Object.keys(attributes)) expect(ATTRIBUTES).toContain(name);
    }
    expect(byTag(tree, 'script', 'img')).toEqual([]);
    expect(page).not.toContain('\u202e');
  }
});

test('nothing recorded is said, and the same state makes the same bytes', () => {
  const [live = '', audit = ''] = emptyPages();
  expect(textOf(parsePage(live))).toContain('Nothing is recorded');
  expect(textOf(parsePage(audit))).toContain('Nothing came to serve');
  expect(livePage()).toBe(livePage());
});

import { expect, test } from 'vitest';
import { DOCTOR_CODES } from '../../src/doctor/finding.ts';
import { pageText } from './pages.ts';

test('the page of the doctor has every code, and no other', () => {
  const rows = [...pageText('docs/doctor.md').matchAll(/^\| `([a-z-]+)` \|/gmu)].map(([, code]) => code);
  expect(rows.sort()).toEqual([...DOCTOR_CODES].sort());
});

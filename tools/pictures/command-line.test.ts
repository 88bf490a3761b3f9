import { expect, test } from 'vitest';
import { chosenOf, readOptions } from './command-line.ts';

test('forms and states are chosen by name or by how they begin; what does not fit is said', () => {
  expect(readOptions(['--out', 'a', '--forms', 'hall,phone-dark', '--only', 'dialog-,stage-one'])).toMatchObject({
    out: 'a',
    only: ['dialog-', 'stage-one'],
    forms: [{ name: 'hall-light' }, { name: 'hall-dark' }, { name: 'phone-dark' }],
  });
  expect(readOptions(['--out', 'a'])).toMatchObject({ only: [], against: '', forms: { length: 8 } });
  expect(readOptions([])).toMatch(/^There is no --out/);
  expect(readOptions(['--out', 'a', '--forms', 'tablet'])).toMatch(/^Found the form tablet; expected/);
  expect(readOptions(['--size', '3'])).toMatch(/^Found --size/);
  const all = ['stage-one', 'stage-one-way', 'dialog-keys'];
  expect(chosenOf(all, ['stage-one'])).toEqual(['stage-one']);
  expect(chosenOf(all, ['stage-'])).toEqual(['stage-one', 'stage-one-way']);
  expect(chosenOf(all, ['film'])).toMatch(/^No state is called film/);
});

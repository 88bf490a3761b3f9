// Every aim of the dialog is a condition that the scenario language reads.
import { expect, test } from 'vitest';
import { parseCondition } from '../../scenario/condition.ts';
import { AIMS, conditionOf } from './aims.ts';

test.each(AIMS.map((a) => a.name))('%s is a condition', (name) => {
  const condition = conditionOf(name, { next: 7, slot: ' 14 ', text: ' applied 14 everywhere ' });
  expect(parseCondition(condition, 3)).toMatchObject({ ok: true });
});

test('slots are the next one, or the one named', () => {
  expect(conditionOf('next', { next: 7, slot: '', text: '' })).toBe('chosen 7');
  expect(conditionOf('slot', { next: 7, slot: '14', text: '' })).toBe('chosen 14');
});

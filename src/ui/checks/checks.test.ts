// The verdict on the clients' history in words, and the window's bars.
import { describe, expect, test } from 'vitest';
import type { HistoryOperation, HistoryReport } from '../../worker/protocol.ts';
import { barsOf, labelOf, sayScope, sayVerdict, spanOf } from './history-words.ts';

const CALM: HistoryReport = {
  event: 1200,
  operations: 40,
  unknown: 0,
  stale: 0,
  keys: 4,
  forgotten: 0,
  undecided: [],
  window: null,
};
const operation = (invokedAt: number, answeredAt: number | null): HistoryOperation => ({
  client: 101,
  command: 'c1#1',
  text: '',
  operation: 'x=1',
  told: answeredAt === null ? '' : 'version 1',
  invoked: 1,
  invokedAt,
  answered: answeredAt === null ? null : 2,
  answeredAt,
  wrong: false,
});

describe('the verdict', () => {
  test('in a word', () => {
    const window = { key: 'x', says: '', facts: ['', ''] as const, operations: [operation(0, 1)] };
    expect(sayVerdict(CALM)).toBe('Linearizable');
    expect(sayVerdict({ ...CALM, window })).toBe('Not linearizable');
    expect(sayVerdict({ ...CALM, undecided: ['x'] })).toBe('Undecided');
    expect(sayVerdict({ ...CALM, operations: 0 })).toBe('No client has asked anything yet');
  });

  test('says of what it speaks, and of what it does not', () => {
    expect(sayScope(CALM)).toBe('40 operations on 4 keys, up to event 1,200.');
    const all = sayScope({ ...CALM, unknown: 1, stale: 2, forgotten: 5, undecided: ['y'] });
    expect(all).toContain('1 has no answer');
    expect(all).toContain('2 were answered stale and not judged');
    expect(all).toContain('5 operations of long ago are not kept');
    expect(all).toContain('Too many at once on y');
  });
});

describe('the bars of a window', () => {
  test('lie on one line of time; without an answer they are open to its end', () => {
    const operations = [operation(1000, 3000), operation(2000, null), operation(3000, 5000)];
    expect(barsOf({ operations }, { from: 1000, until: 5000 })).toEqual([
      { left: 0, width: 50, open: false },
      { left: 25, width: 75, open: true },
      { left: 50, width: 50, open: false },
    ]);
    expect(spanOf({ operations })).toEqual({ from: 840, until: 5160 });
    expect(operations.map(labelOf)).toEqual(['c1 x=1 → version 1', 'c1 x=1 → unknown', 'c1 x=1 → version 1']);
  });

  test('are never too thin to be seen, nor beyond the end', () => {
    const operations = [operation(0, 1_000_000), operation(999_999, 1_000_000)];
    for (const { left, width } of barsOf({ operations }, spanOf({ operations }))) {
      expect(width).toBeGreaterThanOrEqual(2);
      expect(left + width).toBeLessThanOrEqual(100.1);
    }
  });
});

// The rows of the event list, and the words about what a filter found.
import { describe, expect, test } from 'vitest';
import type { DescribedEvent } from '../../trace/described.ts';
import { filterKey, NO_FILTER, sayFilter, sayFound } from './filter.ts';
import { countLater, makeRows, rowKey, splitAtHits } from './rows.ts';
import { aimOf } from './use-feed.ts';

const item = (event: number): DescribedEvent => ({
  event,
  at: event,
  actor: 1,
  text: '',
  rules: [],
  cause: null,
  causeText: '',
  interest: 'notable',
  topics: [],
  command: '',
  slot: 0,
});
const items = [40, 30, 20, 10].map(item);

describe('rows', () => {
  test('later events stand above the one shown', () => {
    expect(countLater(items, 30)).toBe(1);
    expect(countLater(items, 35)).toBe(1);
    expect(countLater(items, 99)).toBe(0);
    expect(countLater(items, 1)).toBe(4);
    const { rows, shownAt } = makeRows({ items, low: 0, high: 50 }, 30, false, true);
    expect(shownAt).toBe(1);
    expect(rows.map(rowKey)).toEqual([40, 30, 20, 10, 'end']);
    expect(rows[1]).toMatchObject({ shown: true, later: false });
    expect(rows[0]).toMatchObject({ shown: false, later: true });
  });

  test('an event that the filter leaves out is marked by a line', () => {
    expect(makeRows({ items, low: 0, high: 50 }, 25, false, true).rows.map(rowKey)).toEqual([40, 30, 'moment', 20, 10, 'end']);
    expect(makeRows({ items, low: 0, high: 50 }, 49, true, true).rows[0]).toEqual({ type: 'moment' });
  });

  test('at the tip of a run that plays there is no line; outside of the stretch neither', () => {
    expect(makeRows({ items, low: 0, high: 50 }, 49, true, false).rows[0]!.type).toBe('event');
    expect(makeRows({ items, low: 5, high: 50 }, 80, true, false).shownAt).toBe(0);
    expect(makeRows({ items, low: 5, high: 50 }, 80, false, true).shownAt).toBe(-1);
    expect(makeRows({ items, low: 8, high: 50 }, 2, false, true).shownAt).toBe(-1);
  });

  test('hits of a search are found without regard to case', () => {
    expect(splitAtHits('n2 promises 3.n1: 3.n1 > 2.n3', '3.N1')).toEqual(['n2 promises ', '3.n1', ': ', '3.n1', ' > 2.n3']);
    expect(splitAtHits('nothing', ' ')).toEqual(['nothing']);
  });
});

describe('words about a filter', () => {
  test('how much was found, and how far was searched', () => {
    expect(sayFound({ items, low: 0, high: 50 }, 50)).toBe('4 found in the whole run');
    expect(sayFound({ items, low: 1024, high: 5000 }, 5000)).toBe('4 found, searched back to event 1,024');
    expect(sayFound({ items: [], low: 10, high: 50 }, 90)).toBe('None found in events 10 to 49');
  });

  test('what was asked for', () => {
    expect(sayFilter(NO_FILTER)).toBe('notable events');
    expect(sayFilter({ text: 'gap', topics: ['disk', 'chosen'], actor: 3, notableOnly: false })).toBe(
      'events with “gap”, about disks or chosen, of n3',
    );
    expect(filterKey({ ...NO_FILTER, topics: ['disk', 'chosen'] })).toBe(filterKey({ ...NO_FILTER, topics: ['chosen', 'disk'] }));
  });
});

test('nothing is asked before the engine has shown something', () => {
  expect(aimOf({ frame: null, run: null, live: true, engine: 'ready' }, NO_FILTER, true)).toBeNull();
});

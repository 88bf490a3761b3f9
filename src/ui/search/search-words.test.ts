import { describe, expect, it } from 'vitest';
import { FIRST_ASK, useSearch } from '../../state/search.ts';
import type { FoundFrame, SearchProgress } from '../../worker/search-protocol.ts';
import { commandOf, coverageOf, sayFound, sayNothing, sayRate, sayStage, sayTimes, sizeRows } from './search-words.ts';

const progress: SearchProgress = {
  seeds: 1200,
  events: 1_700_000,
  inputs: 1,
  chosen: 5,
  millis: 10_000,
  marks: [
    ['never', 0],
    ['once', 1],
    ['often', 4000],
  ],
};
const size = { events: 497, inputs: 56, nodes: 3, clients: 3 };
const found: FoundFrame = { seed: 1234, kind: 'violation', invariant: 'I9', says: 'It is gone.', facts: [], event: 496, size };

describe('the search in words', () => {
  it('says how far it looked, and that it was stopped', () => {
    expect(sayNothing(progress, false)).toBe('No check failed in 1,200 seeds: 1,700,000 events, 1 fault or other input.');
    expect(sayNothing({ ...progress, seeds: 1 }, true)).toMatch(/^No check failed in 1 seed: .* The search was stopped there\.$/);
    expect(sayRate(progress)).toBe('170,000 a second');
    expect(sayRate({ ...progress, millis: 10 })).toBe('');
  });
  it('says what was found, and its size before and after', () => {
    expect(sayFound(found)).toBe('I9 does not hold in seed 1,234.');
    expect(sayFound({ ...found, kind: 'stuck' })).toBe('Seed 1,234 gets stuck.');
    expect(sizeRows(size, { ...size, inputs: 2 })[1]).toEqual(['Faults and other inputs', '56', '2']);
    expect(sizeRows(size, null)[0]).toEqual(['Events', '497', '']);
  });
  it('says which corners were reached, the seldom ones first', () => {
    expect(coverageOf(progress, 2)).toEqual({ reached: 2, seldom: progress.marks.slice(0, 2) });
    expect([0, 1, 4000].map(sayTimes)).toEqual(['never', 'once', '4,000 times']);
  });
  it('says the stage to whoever does not see it, and the same search from the command line', () => {
    const state = useSearch.getState();
    expect(sayStage(state)).toBe('');
    expect(sayStage({ ...state, stage: 'smaller', found })).toBe('I9 does not hold in seed 1,234. It is being made smaller.');
    expect(sayStage({ ...state, stage: 'failed', error: 'out of memory.' })).toBe('The search failed: out of memory.');
    expect(commandOf(FIRST_ASK)).toBe('npm run fuzz -- --seeds 1..500 --switch promise-before-sync --minimize');
    expect(commandOf({ switchName: null, first: 2, last: 9 })).toBe('npm run fuzz -- --seeds 2..9 --minimize');
  });
});

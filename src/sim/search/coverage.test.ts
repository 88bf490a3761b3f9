// Coverage marks: each is counted where it belongs, and a few hundred seeds come to nearly all corners. (All 20,000: `npm run fuzz`.)
import { describe, expect, it } from 'vitest';
import { Coverage, MARKS } from './coverage.ts';
import { replayRun, runSeed } from './run-seed.ts';
import { makeWorld } from '../world.ts';
import { DEFAULT_CONFIG } from '../config.ts';

const PATIENCE = { timeout: 120_000 };

describe('coverage marks', () => {
  it('have names of their own', () => {
    expect(new Set(MARKS).size).toBe(MARKS.length);
    expect(MARKS.length).toBeGreaterThan(50);
  });

  it('are counted from records alone: a calm run comes to few of them, and the same twice', () => {
    const counts = (): Readonly<Record<string, number>> => {
      const world = makeWorld({ config: DEFAULT_CONFIG });
      const coverage = new Coverage();
      for (let i = 0; i < 3_000; i++) coverage.observe(world.step()!, world);
      return coverage.counts;
    };
    expect(counts()).toEqual(counts());
    expect(counts()['R2: chosen by commit index']).toBeGreaterThan(10);
    expect(counts()['A5: a leader steps down']).toBeUndefined();
  });

  it('200 seeds come to nearly all corners, every mark that is counted being a known one', PATIENCE, () => {
    const seen = new Set<string>();
    for (let seed = 1; seed <= 200; seed++) {
      const outcome = runSeed(seed);
      for (const mark of Object.keys(outcome.coverage)) seen.add(mark);
      if (seed === 1) expect(replayRun(outcome.header, outcome.journal, outcome.events).digest).toBe(outcome.digest);
    }
    expect([...seen].filter((mark) => !MARKS.includes(mark))).toEqual([]);
    expect(MARKS.filter((mark) => !seen.has(mark)).length).toBeLessThan(10);
  });
});

// Figures of the newest answers, on a real run: what they count, when they begin anew, that they stay bounded.
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import { makeWorld } from '../sim/world.ts';
import { cloneCounters, count, makeCounters, MAX_ANSWERS } from './counters.ts';
import { figuresOf } from './figures.ts';

const run = (events: number) => {
  const world = makeWorld({ config: { ...DEFAULT_CONFIG, thinkMicros: 0, jitterMicros: 0 } });
  const counters = makeCounters();
  const go = (more: number): void => {
    for (let i = 0; i < more; i++) count(counters, world.step()!);
  };
  go(events);
  return { world, counters, go };
};

describe('figures', () => {
  test('none before something was answered', () => {
    const { world, counters } = run(50);
    expect(figuresOf(counters, world.now)).toBeNull();
  });

  test('messages, round trips and latency of a stable leader', () => {
    const { world, counters } = run(6_000);
    const f = figuresOf(counters, world.now)!;
    expect(f.answers).toBe(Math.min(MAX_ANSWERS, counters.acknowledged));
    expect(f.phase1).toBe(0);
    expect(f.phase2 / f.commands).toBeCloseTo(2 * (DEFAULT_CONFIG.nodes - 1), 0);
    expect(f.phase2Rounds).toBe(f.commands);
    // Two client hops, two protocol hops, one sync.
    expect(f.p50Micros).toBeGreaterThan(40_000);
    expect(f.p99Micros).toBeGreaterThanOrEqual(f.p50Micros);
    expect(f.reads.map((r) => r.mode)).toEqual(['log']);
  });

  test.each(['stop-the-world', 'alpha-window'] as const)('M2, M3: how long a change of members pauses commands: %s', (policy) => {
    const { world, counters, go } = run(2_000);
    expect(counters.pauseMicros).toBeNull();
    count(counters, world.apply({ kind: 'add-node' }, world.now));
    count(counters, world.apply({ kind: 'reconfigure', members: [1, 2, 3, 4, 5, 6], policy }, world.now));
    go(2_000);
    if (policy === 'alpha-window') expect(counters.pauseMicros).toBe(0);
    // At least the round in which the configuration itself is chosen.
    else expect(counters.pauseMicros).toBeGreaterThan(2 * DEFAULT_CONFIG.delayMicros);
    expect(counters.drainingSince).toBeNull();
  });

  test('a setting that is changed: the figures begin anew, and those before it stand beside', () => {
    const { world, counters, go } = run(4_000);
    const set = (value: number): void => {
      count(counters, world.apply({ kind: 'set', field: 'syncMicros', value }, world.now));
    };
    const then = figuresOf(counters, world.now)!;
    set(20_000);
    set(40_000);
    expect([counters.answers.length, counters.changedAt]).toEqual([0, world.now]);
    expect(figuresOf({ answers: counters.before }, counters.changedAt)).toEqual(then);
    go(2_000);
    expect(figuresOf(counters, world.now)!.p50Micros).toBeGreaterThan(then.p50Micros + 30_000);
  });

  test('bounded, and a copy stands by itself', () => {
    const { counters, go } = run(60_000);
    expect(counters.acknowledged).toBeGreaterThan(MAX_ANSWERS);
    expect(counters.answers).toHaveLength(MAX_ANSWERS);
    const copy = cloneCounters(counters);
    const before = copy.answers.at(-1);
    go(2_000);
    expect(copy.answers.at(-1)).toBe(before);
    expect(counters.answers.at(-1)).not.toBe(before);
  });

  test('a changed setting begins them anew', () => {
    const { world, counters } = run(6_000);
    count(counters, world.apply({ kind: 'set', field: 'syncMicros', value: 8_000 }, world.now));
    expect(figuresOf(counters, world.now)).toBeNull();
    expect(counters.acknowledged).toBeGreaterThan(0);
  });
});

// The trend of a run: the same however it is folded, nothing lost when bins are joined, and few bins however long it is.
import { expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import { makeWorld } from '../sim/world.ts';
import { Trend } from './trend.ts';

function fold(until: number, looksAt: readonly number[] = []) {
  const world = makeWorld({ config: { ...DEFAULT_CONFIG, clients: 6, thinkMicros: 0, window: 2 } });
  const trend = new Trend();
  let answered = 0;
  for (let looks = [...looksAt]; (world.nextAt() ?? Infinity) <= until;) {
    const record = world.step()!;
    trend.observe(record, world);
    for (const n of record.worldNotes) if (n.kind === 'answered') answered++;
    if (record.at >= (looks[0] ?? Infinity)) {
      trend.seen();
      looks = looks.slice(1);
    }
  }
  return { seen: trend.seen(), answered };
}

test('has few bins however long the run is, and loses no answer', () => {
  for (const until of [200_000, 1_500_000, 9_000_000]) {
    const { seen, answered } = fold(until);
    expect(seen.bins.length).toBeLessThanOrEqual(100);
    expect(seen.bins.reduce((sum, b) => sum + b.answered, 0)).toBe(answered);
    expect(seen.bins.length * seen.binMicros).toBeGreaterThan(until - 100_000);
  }
});

test('is the same whether it was looked at on the way or not', () => {
  expect(fold(3_000_000, [100_000, 900_000, 2_000_000]).seen).toEqual(fold(3_000_000).seen);
});

test('says what waits at the leader, what a command costs and how long it takes', () => {
  const { bins } = fold(4_000_000).seen;
  const bin = bins.at(-2)!;
  expect(bin.queued).toBeGreaterThanOrEqual(3);
  expect(bin.p50Micros).toBeGreaterThan(40_000);
  expect(bin.p99Micros).toBeGreaterThanOrEqual(bin.p50Micros!);
  expect((bin.phase1 + bin.phase2) / bin.answered).toBeCloseTo(8, -1);
  expect(bins[0]).toMatchObject({ answered: 0, p50Micros: null, p99Micros: null });
});

// The charts over time as data: rates of the part of a bin that has passed, steps that break where nothing can be said, and who led.
import { expect, test } from 'vitest';
import type { TrendBin } from '../../history/trend.ts';
import { binAt, leaderAt, sayBin, stepPath, TREND_ROWS, valuesOf, type Seen } from './trend-rows.ts';

const BIN: TrendBin = { answered: 4, p50Micros: 40_000, p99Micros: 45_000, queued: 2, phase1: 0, phase2: 32 };
const EMPTY: TrendBin = { answered: 0, p50Micros: null, p99Micros: null, queued: 1, phase1: 8, phase2: 0 };
const seen = (at: number, ...bins: TrendBin[]): Seen => ({ binMicros: 100_000, bins, at });
const [rate, latency, queued, messages] = TREND_ROWS as readonly [
  (typeof TREND_ROWS)[0],
  (typeof TREND_ROWS)[0],
  (typeof TREND_ROWS)[0],
  (typeof TREND_ROWS)[0],
];

test('the last bin counts for as long as it has lasted, and says nothing when it has just begun', () => {
  const of = rate.lines[0]!.of;
  expect(valuesOf(seen(250_000, BIN, EMPTY, BIN), of)).toEqual([40, 0, 80]);
  expect(valuesOf(seen(210_000, BIN, EMPTY, BIN), of)).toEqual([40, 0, null]);
});

test('a bin in words', () => {
  const s = seen(300_000, BIN, EMPTY, BIN);
  expect(TREND_ROWS.map((r) => sayBin(r, s, 0))).toEqual(['40', '40 ms · 99 % 45 ms', '2', '8']);
  expect([rate, latency, queued, messages].map((r) => sayBin(r, s, 1))).toEqual(['0', 'no answer', '1', 'no answer']);
});

test('steps are flat over a bin, upright between neighbours, and broken where nothing is known', () => {
  expect(
    stepPath(
      [1, 2, null, 3],
      (b) => b * 10,
      (v) => v,
    ),
  ).toBe('M0 1H10V2H20M30 3H40');
  expect(
    stepPath(
      [null],
      (b) => b,
      (v) => v,
    ),
  ).toBe('');
});

test('the bin of a moment, and who led in it', () => {
  expect(binAt(seen(300_000, BIN, BIN, BIN), 199_999)).toBe(1);
  expect(binAt(seen(300_000, BIN, BIN, BIN), 900_000)).toBe(2);
  expect(binAt(seen(0), 5)).toBeNull();
  const reigns = [
    { from: 50, to: 150, node: 1, ballot: '1.n1' },
    { from: 200, to: null, node: 2, ballot: '2.n2' },
  ];
  expect([leaderAt(reigns, 0, 50), leaderAt(reigns, 100, 200), leaderAt(reigns, 160, 190), leaderAt(reigns, 190, 900)]).toEqual([
    0, 1, 0, 2,
  ]);
});

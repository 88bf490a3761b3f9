// Values as they are written, charts as they are drawn, figures as they are taken away.
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG } from '../../sim/config.ts';
import type { SweepPoint } from '../../sim/measure/sweep.ts';
import type { Measured } from '../../state/measuring.ts';
import { nearest, valueAxis, yAxis, type Frame } from '../chart/axis.ts';
import { chartsOf, sayChart, sayFindings } from './charts-of.ts';
import { csvOf } from './csv.ts';
import { placeLabels } from './line-labels.ts';
import { readValues, sayExpected, sayValue, writeValues } from './values.ts';

const POINT: SweepPoint = {
  value: 10_000,
  warmUpMicros: 2_000_000,
  spanMicros: 10_000_000,
  events: 9_000,
  digest: 7,
  answered: 330,
  perSecond: 33,
  p50Micros: 40_000,
  p99Micros: 45_000,
  phase1: 0,
  phase2: 8,
  others: 5,
  phase1Share: 0,
  candidacies: 0,
  elections: 0,
  unsynced: 0.1,
  gone: 0,
  model: { phase1: 0, phase2: 8, perSecond: 32.8, latencyMicros: 41_000 },
};
const CHURNED: SweepPoint = { ...POINT, value: 5_000, perSecond: 1.5, phase1: 180, phase2: 120, phase1Share: 0.6, elections: 210 };
const SILENT: SweepPoint = { ...POINT, value: 2_000, perSecond: 0, p50Micros: null, phase1: null, phase2: null, phase1Share: null };

const measured = (...points: readonly SweepPoint[]): Measured => ({
  sweep: {
    base: DEFAULT_CONFIG,
    field: 'electionTimeoutMicros',
    values: points.map((p) => p.value),
    warmUpMicros: 2_000_000,
    spanMicros: 10_000_000,
  },
  points,
});
const FRAME: Frame = { width: 300, height: 136, left: 44, right: 12, top: 12, bottom: 20 };

describe('values', () => {
  test('are written in the unit of their setting, and read again', () => {
    for (const [field, text, values] of [
      ['syncMicros', '0.1, 1, 12.5', [100, 1_000, 12_500]],
      ['lossPpm', '0, 2.5, 20', [0, 25_000, 200_000]],
      ['nodes', '1, 3', [1, 3]],
      ['syncPolicy', 'each, early', ['each', 'early']],
    ] as const) {
      expect(readValues(field, text)).toEqual({ ok: true, value: values });
      expect(writeValues(field, values)).toBe(text);
    }
    expect(readValues('nodes', ' 5;3  3,')).toEqual({ ok: true, value: [3, 5] });
    expect(sayValue('checkpointEvery', 0)).toBe('never');
  });

  test.each([
    ['syncMicros', '', 'Found nothing; expected numbers from 0.001 to 5,000 ms.'],
    ['syncMicros', '1, x', 'Found “x”; expected numbers from 0.001 to 5,000 ms, with commas between them.'],
    ['syncMicros', '9999', 'Found “9999”; expected numbers from 0.001 to 5,000 ms, with commas between them.'],
    ['syncMicros', '0.0001', 'Found “0.0001”; expected numbers from 0.001 to 5,000 ms, with commas between them.'],
    ['nodes', '2.5', 'Found “2.5”; expected whole numbers from 1 to 9, with commas between them.'],
    ['nodes', '-1', 'Found “-1”; expected whole numbers from 1 to 9, with commas between them.'],
    ['syncPolicy', 'never', 'Found “never”; expected some of group, each, early, background, with commas between them.'],
    ['window', Array.from({ length: 17 }, (_, i) => i + 1).join(), 'Found 17 values; expected at most 16.'],
  ] as const)('%s: %s is refused', (field, text, error) => {
    expect(readValues(field, text)).toEqual({ ok: false, error });
  });

  test('say what is expected', () => expect(sayExpected('lossPpm')).toBe('Numbers from 0 to 90 %, at most 16 of them.'));
});

describe('axes', () => {
  test('begin at zero and end at a round number above', () => {
    const { y, ticks, cap } = yAxis([3, null, 37], FRAME);
    expect(ticks[0]).toBe(0);
    expect(y(0)).toBe(FRAME.height - FRAME.bottom);
    expect(y(37)).toBeGreaterThanOrEqual(FRAME.top);
    expect(cap).toBeNull();
    expect(yAxis([null], FRAME).y(0)).toBe(FRAME.height - FRAME.bottom);
  });
  test('end at the cap, where more would leave nothing to see of the rest', () => {
    const { cap, y } = yAxis([8, 300], FRAME, 48);
    expect(cap).toBeGreaterThanOrEqual(48);
    expect(y(cap!)).toBe(FRAME.top);
  });
  test('of values are logarithmic from a ratio on, never where zero is among them; names stand side by side', () => {
    const room = (): number => 30;
    expect(valueAxis([1, 32], FRAME, room).kind).toBe('log');
    expect(valueAxis([0, 32], FRAME, room).kind).toBe('linear');
    expect(valueAxis(['each', 'group'], FRAME, room).kind).toBe('names');
    expect(valueAxis([5], FRAME, room).x(5)).toBeGreaterThan(FRAME.left);
    const many = valueAxis([0, 1, 2, 3, 100], FRAME, room);
    expect(many.labels).toEqual([0, 100]);
    expect(nearest([0, 1, 100], many.x, FRAME.width)).toBe(100);
  });
});

describe('the charts of a sweep', () => {
  const charts = chartsOf(measured(CHURNED, POINT), measured(POINT));
  const chart = (id: string) => charts.find((c) => c.id === id)!;

  test('have what was measured, the model where it speaks, and the sweep before', () => {
    expect(chart('throughput').measured).toEqual([
      [5_000, 1.5],
      [10_000, 33],
    ]);
    expect(chart('throughput').model).toEqual([
      [5_000, 32.8],
      [10_000, 32.8],
    ]);
    expect(chart('throughput').before).toEqual([[10_000, 33]]);
    expect(chart('p99').model).toBeNull();
  });
  test('show messages beside Basic Paxos, up to three times its cost', () => {
    expect(chart('messages').reference?.places).toEqual([
      [5_000, 16],
      [10_000, 16],
    ]);
    expect(chart('messages').cap).toBe(48);
  });
  test('name their lines, none on another', () => {
    for (const c of charts) {
      const y = yAxis(
        [...c.measured, ...(c.model ?? []), ...(c.reference?.places ?? [])].map(([, v]) => v),
        FRAME,
        c.cap,
      );
      const labels = placeLabels(
        c,
        valueAxis([5_000, 10_000], FRAME, () => 20),
        y,
        FRAME,
        11,
      );
      expect(labels[0]?.of).toBe('measured');
      for (const a of labels) for (const b of labels) if (a !== b && a.anchor === b.anchor) expect(Math.abs(a.y - b.y)).toBeGreaterThan(11);
    }
  });
  test('are said in words', () => {
    expect(sayChart(chartsOf(measured(SILENT, POINT), null)[2]!, (v) => `${v} µs`)).toBe(
      'Latency, half within: 2000 µs nothing; 10000 µs 40 ms.',
    );
  });
  test('come to a sentence', () => {
    const say = (v: number | string): string => `${Number(v) / 1000} ms`;
    expect(sayFindings(measured(CHURNED, POINT), say)).toBe(
      'Most answers at 10 ms: 33 a second; fewest at 5 ms: 1.5. At 5 ms elections and commands cost about the same: Multi-Paxos works as Basic Paxos.',
    );
    expect(sayFindings(measured({ ...POINT, value: 9_000, gone: 3 }, POINT), say)).toBe(
      'Throughput hardly changes: 33 to 33 answers a second. At 9 ms a power failure would have taken back what clients had been told.',
    );
    expect(sayFindings(measured(POINT), say)).toBe('');
  });
});

test('figures as CSV: one row a value, a head with units', () => {
  const lines = csvOf(measured(SILENT, POINT)).split('\n');
  expect(lines[0]).toMatch(/^Election time-out \(µs\),answers per second,/);
  expect(lines[1]).toMatch(/^2000,0,32.8,,41000,45000,,0,,8,/);
  expect(lines).toHaveLength(4);
});

// Sweeps of the real engine: the same twice, beside the model where that speaks, and what the stories say of churn and of unsafe policies.
import { describe, expect, test } from 'vitest';
import { DEFAULT_CONFIG, type Config } from '../config.ts';
import { FIELDS } from '../fields.ts';
import { makeWorld } from '../world.ts';
import { configAt, measureValue, type SettingValue, type Sweep, type SweepPoint } from './sweep.ts';
import { BUSY, checkValues, QUESTIONS, usualValues, VARIED } from './varied.ts';

const sweep = (field: Sweep['field'], change: Partial<Config> = {}, spanMicros = 4_000_000): Sweep => ({
  base: { ...DEFAULT_CONFIG, ...change },
  field,
  values: [],
  warmUpMicros: 1_000_000,
  spanMicros,
});

function measured(of: Sweep, value: SettingValue): SweepPoint {
  const work = measureValue(of, value);
  for (;;) {
    const piece = work.next();
    if (piece.done === true) return piece.value;
  }
}

describe('one value of a sweep', () => {
  test('is the same twice, and is the world that its configuration gives', () => {
    const of = sweep('syncMicros', BUSY, 1_000_000);
    const point = measured(of, 5_000);
    expect(measured(of, 5_000)).toEqual(point);
    const world = makeWorld({ config: configAt(of.base, 'syncMicros', 5_000) });
    while (world.events < point.events) world.step();
    expect(world.digest()).toBe(point.digest);
    expect(world.now).toBeLessThanOrEqual(point.warmUpMicros + point.spanMicros);
  });

  test('waits for three election time-outs before it measures', () => {
    expect(measured(sweep('electionTimeoutMicros', {}, 500_000), 800_000)).toMatchObject({ warmUpMicros: 2_400_000, elections: 0 });
  });

  test('has no figures where nothing was answered', () => {
    const { perSecond, p50Micros, phase1, phase2, phase1Share } = measured(sweep('clients', {}, 500_000), 0);
    expect({ perSecond, p50Micros, phase1, phase2, phase1Share }).toEqual({
      perSecond: 0,
      p50Micros: null,
      phase1: null,
      phase2: null,
      phase1Share: null,
    });
  });

  test('lets α follow a window that is larger', () => {
    expect(configAt(DEFAULT_CONFIG, 'window', 32)).toMatchObject({ window: 32, alpha: 32 });
    expect(configAt(DEFAULT_CONFIG, 'window', 2)).toMatchObject({ window: 2, alpha: 8 });
  });
});

describe('a sweep', () => {
  test('of time-outs shows churn: throughput falls, a command costs as in Basic Paxos or more, and Phase 1 half of it', () => {
    const of = sweep('electionTimeoutMicros');
    const [short, long] = [measured(of, 30_000), measured(of, 200_000)];
    expect(long.elections).toBe(0);
    expect(long.perSecond / long.model.perSecond!).toBeCloseTo(1, 1);
    expect(long.phase1! + long.phase2!).toBeCloseTo(8, 0);
    expect(short.elections).toBeGreaterThan(10);
    expect(short.perSecond).toBeLessThan(long.perSecond / 2);
    expect(short.phase1! + short.phase2!).toBeGreaterThan(16);
    expect(short.phase1Share).toBeGreaterThan(0.35);
  });

  test('of nodes costs 2(n − 1) messages, as the model says', () => {
    for (const nodes of [3, 5, 7]) {
      const { phase2, model } = measured(sweep('nodes', BUSY, 2_000_000), nodes);
      expect(phase2).toBeCloseTo(2 * (nodes - 1), 0);
      expect(model.phase2).toBe(2 * (nodes - 1));
    }
  });

  test('of sync policies says what a crash would take back', () => {
    const of = sweep('syncPolicy', { ...BUSY, syncMicros: 8_000, delayMicros: 1_000, jitterMicros: 0 }, 500_000);
    const [each, group, early] = [measured(of, 'each'), measured(of, 'group'), measured(of, 'early')];
    expect(group.perSecond).toBeGreaterThan(2 * each.perSecond);
    expect(early.perSecond).toBeGreaterThan(group.perSecond);
    expect([each.gone, group.gone]).toEqual([0, 0]);
    expect(early.gone).toBeGreaterThan(0);
  });
});

describe('what can be varied', () => {
  test('has usual values that fit, for the default world and for a slow one', () => {
    for (const config of [DEFAULT_CONFIG, { ...DEFAULT_CONFIG, delayMicros: 400_000, electionTimeoutMicros: 4_000_000 }])
      for (const field of VARIED) {
        const values = usualValues(field, config);
        expect(checkValues(field, values)).toMatchObject({ ok: true });
        expect(values.length, field).toBeGreaterThan(2);
      }
    for (const q of QUESTIONS) expect(VARIED).toContain(q.field);
  });

  test('is sorted, each value once; what does not fit is refused in a sentence', () => {
    expect(checkValues('window', [8, 2, 8])).toEqual({ ok: true, value: [2, 8] });
    expect(checkValues('syncPolicy', ['group', 'each'])).toEqual({ ok: true, value: ['group', 'each'] });
    for (const values of [[], [0], [1.5], ['many'], Array.from({ length: 17 }, (_, i) => i + 1)]) {
      const found = checkValues('window', values);
      expect(found.ok || found.error).toMatch(/expected .*\.$/);
    }
    expect(checkValues('seed', [1])).toMatchObject({ ok: false });
    expect(Object.keys(FIELDS)).toEqual(expect.arrayContaining([...VARIED]));
  });
});

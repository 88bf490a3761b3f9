// The measuring, as the page meets it: value by value, the same as measured without a worker; what does not fit is refused.
import { describe, expect, it } from 'vitest';
import { printDigest } from '../base/digest.ts';
import { DEFAULT_CONFIG } from '../sim/config.ts';
import { measureValue, type Sweep } from '../sim/measure/sweep.ts';
import { makeWorld } from '../sim/world.ts';
import type { FromMeasure } from './measure-protocol.ts';
import { measure } from './measure.ts';
import { Page } from './testing.ts';

const SWEEP: Sweep = {
  base: { ...DEFAULT_CONFIG, clients: 4 },
  field: 'electionTimeoutMicros',
  values: [200_000, 30_000],
  warmUpMicros: 500_000,
  spanMicros: 1_000_000,
};

/** Every look at the clock is so many ms later. */
async function said(message: unknown): Promise<readonly FromMeasure[]> {
  const all: FromMeasure[] = [];
  let clock = 0;
  await measure({ post: (m) => all.push(m), now: () => (clock += 50), sleep: () => Promise.resolve() }, message);
  return all;
}

describe('a sweep', () => {
  it('is told value by value, and is what the engine gives', async () => {
    const all = await said(SWEEP);
    const points = all.flatMap((m) => (m.type === 'point' ? [m.point] : []));
    expect(points.map((p) => p.value)).toEqual([30_000, 200_000]);
    for (const point of points) {
      const work = measureValue(SWEEP, point.value);
      let piece = work.next();
      while (piece.done !== true) piece = work.next();
      expect(point).toEqual(piece.value);
    }
    const progress = all.filter((m) => m.type === 'progress');
    expect(progress.length).toBeGreaterThan(1);
    for (const p of progress) expect(p.at).toBeLessThanOrEqual(p.end);
    expect(all.at(-1)).toEqual({ type: 'done' });
  });

  it('that does not fit is refused with a sentence', async () => {
    for (const wrong of [
      null,
      { ...SWEEP, field: 'seed' },
      { ...SWEEP, values: [] },
      { ...SWEEP, values: [1] },
      { ...SWEEP, spanMicros: 1e12 },
      { ...SWEEP, base: { ...SWEEP.base, nodes: 99 } },
    ]) {
      const all = await said(wrong);
      expect(all).toHaveLength(1);
      expect(all[0]).toMatchObject({ type: 'refused', error: expect.stringMatching(/^The sweep.*expected.*\.$/is) as string });
    }
  });
});

describe('the world of a value', () => {
  it('opens where measuring began, and goes on as it was measured', async () => {
    const page = await Page.open();
    const config = { ...SWEEP.base, electionTimeoutMicros: 30_000 };
    await page.ask('open-config', { title: 'Churn', config, at: 500_000 });
    await page.ask('run-until', { condition: 'acknowledged 3', speed: null });
    const { event, digest } = await page.ask('digest');
    const world = makeWorld({ config });
    while ((world.nextAt() ?? Infinity) <= 500_000) world.step();
    expect(event).toBeGreaterThanOrEqual(world.events);
    while (world.events < event) world.step();
    expect(printDigest(world.digest())).toBe(digest);
  });
});

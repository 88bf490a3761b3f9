// Saved, opened and executed again in this browser, every ready world, every lesson and random runs have the digests that Node finds: at every
// interval, which one sum over all of them shows. SYNOD_ROUND_TRIPS sets how many random runs (the whole proof: 1000).
import { expect, test } from '@playwright/test';
import { READY, tripOfReady, tripOfSeed } from '../tools/round-trip.ts';
import { DEV_PORT } from './playwright-config.ts';
import type {} from './round-trips.ts';

const SEEDS = Number(process.env['SYNOD_ROUND_TRIPS'] ?? 20);

test('round trips are the same in Node and in this browser', async ({ page }) => {
  const minutes = 2 + SEEDS / 100;
  test.setTimeout(minutes * 60_000);
  await page.goto(`http://127.0.0.1:${DEV_PORT}/e2e/round-trips.html?seeds=${SEEDS}`);
  const here = [...READY.map(tripOfReady), ...Array.from({ length: SEEDS }, (_, i) => tripOfSeed(i + 1))];
  await page.waitForFunction(() => window.roundTrips !== undefined, undefined, { timeout: minutes * 60_000 });
  const there = await page.evaluate(() => window.roundTrips!);
  expect(there.filter((t) => t.wrong !== null)).toEqual([]);
  expect(there).toEqual(here);
});

// The storage contract suite and the forced losses of the store, on this browser's own IndexedDB, files, locks and cache; served from the sources.
import { expect, test } from '@playwright/test';
import { DEV_PORT } from './playwright-config.ts';
import type {} from './storage-contract.ts';

test('the storage contract holds in this browser', async ({ page }) => {
  await page.goto(`http://127.0.0.1:${DEV_PORT}/e2e/storage-contract.html`);
  await page.waitForFunction(() => window.storageContract !== undefined);
  const { cases } = await page.evaluate(() => window.storageContract!);
  expect(cases.filter((c) => c.error !== null)).toEqual([]);
  expect(cases.length).toBeGreaterThan(20);
});

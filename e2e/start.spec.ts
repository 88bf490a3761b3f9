// The first minute: the page begins with something worth seeing, and nothing stands in its way.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser } from '@playwright/test';
import { expect, test } from './lab.ts';

/** From the start of loading until the cluster has moved, on a device where nothing is stored; ms. */
async function untilItMoves(browser: Browser, address: string): Promise<number> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 } });
  try {
    const page = await context.newPage();
    await page.goto(address);
    const moved = await page.waitForFunction(() => {
      const seen = window as { firstTime?: number };
      if (!window.synod?.frame()) return 0;
      seen.firstTime ??= window.synod.time();
      return window.synod.time() > seen.firstTime ? performance.now() : 0;
    });
    return await moved.jsonValue();
  } finally {
    await context.close();
  }
}

test('something moves within two seconds of loading the page', async ({ browser, baseURL }) => {
  // A machine that is busy with something else may miss it once.
  await expect(async () => expect(await untilItMoves(browser, baseURL!)).toBeLessThan(2_000)).toPass();
});

test('the first screen shows a playing cluster, one thing to try, and nothing modal', async ({ lab, page }) => {
  await lab.open();
  await expect(lab.button('Pause')).toBeVisible();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.locator('.kit-scrim')).toHaveCount(0);
  await expect(page.getByRole('group', { name: 'Something to try' }).getByRole('button').first()).toBeVisible();
  await expect(page.locator('.now-sentence')).toHaveText(/\.$/);
  await expect(page.getByText('checks hold')).toBeVisible();
  await expect(page.getByText('saved on this device')).toBeVisible();
  const { event } = await lab.frame();
  await expect.poll(async () => (await lab.frame()).event).toBeGreaterThan(event);
});

test('the first world shows the leader gone, another elected, and the hole filled, if one only watches', async ({ lab, page }) => {
  await lab.open();
  await expect(async () => {
    await page.keyboard.press('h');
    await lab.settled();
    expect((await lab.frame()).leader).not.toBeNull();
  }).toPass();
  await lab.until('applied 9 everywhere or applied 9 on n1');
  await expect(lab.cell(0, 8)).toHaveText('∅');
});

test('title and address name the moment shown, and the address leads back to it', async ({ lab, page }) => {
  await lab.open();
  await lab.pause();
  await page.keyboard.press('Shift+h');
  await lab.settled();
  const { event, at } = await lab.frame();
  await expect(page).toHaveURL(new RegExp(`#world=the-leader-dies-with-three-slots-open&event=${event}$`));
  await expect(page).toHaveTitle(new RegExp(`${(at / 1000).toFixed(3)} ms`));
  await page.keyboard.press('End');
  await expect.poll(async () => (await lab.frame()).event).toBeGreaterThan(event);
  await expect(page).toHaveURL(/&now$/);
  await page.evaluate((n) => {
    location.hash = `#world=the-leader-dies-with-three-slots-open&event=${n}`;
  }, event);
  await expect.poll(async () => (await lab.frame()).event).toBe(event);
});

test('what the page names to be loaded first has at most 200 kB, compressed', () => {
  const built = new URL('../dist/', import.meta.url);
  const page = readFileSync(new URL('index.html', built), 'utf8');
  const named = [...page.matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map((m) => m[1]!);
  expect(named.length, 'scripts and styles named').toBeGreaterThan(5);
  const bytes = [Buffer.from(page), ...named.map((path) => readFileSync(new URL(path, built)))].map((b) => gzipSync(b).length);
  expect(bytes.reduce((sum, n) => sum + n, 0)).toBeLessThanOrEqual(200_000);
});

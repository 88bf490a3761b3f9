// The page after its server is gone: loaded once, it opens again, with its run, and everything that is loaded later.
import { spawn, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { APP_PORT } from './playwright-config.ts';
import { CALM, expect, test } from './lab.ts';

const PORT = APP_PORT + 2;
const ADDRESS = `http://127.0.0.1:${PORT}/lab/`;

test.use({ serviceWorkers: 'allow' });

test('loaded once, the page opens without its server: its run, a lesson, an export, a search', async ({ lab, page }) => {
  const server = serve();
  try {
    await expect(async () => expect((await fetch(ADDRESS)).ok).toBe(true)).toPass();
    await lab.open(ADDRESS);
    await lab.world(CALM);
    await page.getByRole('button', { name: 'Help' }).click();
    await expect(page.getByText('this address opens without a network')).toBeVisible();
  } finally {
    await stop(server);
  }
  await expect(fetch(ADDRESS)).rejects.toThrow();
  const left = await lab.digest();
  await page.reload();
  await lab.ready();
  await lab.settled();
  expect(await lab.digest()).toEqual(left);

  await page.keyboard.press('l');
  await expect(page.locator('.lesson-card').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('dialog', { name: 'Export' })).toBeVisible();
  await page.keyboard.press('Escape');
  await lab.until(`acknowledged ${(await lab.frame()).counters.acknowledged + 1}`);
});

const serve = (): ChildProcess =>
  spawn(process.execPath, [fileURLToPath(new URL('../tools/serve.mjs', import.meta.url)), String(PORT), '/lab/']);

const stop = (server: ChildProcess): Promise<void> =>
  new Promise((gone) => {
    server.once('exit', () => gone());
    server.kill();
  });

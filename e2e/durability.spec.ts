// Nothing that was acknowledged is lost: the browser is killed with SIGKILL at random moments of a loaded run, twice in a row each time; and the
// stored run is damaged behind the program's back. What was acknowledged is compared with the rows in the database, read without the app.
import { expect, test, type Page } from '@playwright/test';
import type {} from '../src/app/console.ts';
import { corruptRow, deleteDatabase, deleteRowsOf, deleteSecondCopy } from '../src/storage/tampering.ts';
import { BROWSER } from './playwright-config.ts';
import { loseIndexedDb, makeProfile, removeProfile, startBrowser, type RealBrowser } from './real-browser.ts';
import { missing, storedCommands, toldSoFar, type Told } from './stored-facts.ts';

const DB = 'synod';
const KILLS = Number(process.env['SYNOD_KILLS'] ?? 2);
const QUORUM = 3;

/** A run with much to lose: eight clients that never rest, quick disks, messages lost now and then. */
const LOADED = [
  'title A loaded run',
  'cluster 5 seed=23 clients=8 think=1ms delay=2ms jitter=1ms sync=1ms loss=1% client-timeout=300ms',
  '',
].join('\n');

test('SIGKILL twice in a row, at random moments of a loaded run', async ({ baseURL }) => {
  test.setTimeout(60_000 + KILLS * 40_000);
  const profile = await makeProfile();
  let emptied = 0;
  let browser = await startBrowser(BROWSER.executablePath, profile);
  try {
    await browser.page.goto(baseURL!);
    await ready(browser.page);
    await browser.page.evaluate((text) => window.synod.openScenario('A loaded run', text), LOADED);
    let told = await playFor(browser.page, 1_500);
    for (let kill = 0; kill < KILLS; kill++) {
      await browser.kill();
      for (const start of ['first', 'second']) {
        browser = await startBrowser(BROWSER.executablePath, profile);
        emptied += await test.step(`kill ${kill + 1}, ${start} start after it`, () => nothingIsLost(browser, baseURL!, told));
        if (start === 'first') await browser.kill();
      }
      told = await playFor(browser.page, 200 + Math.random() * 2_000);
    }
    await browser.quit();
    console.log(
      `${KILLS} kills, ${2 * KILLS} starts; IndexedDB was found empty at ${emptied} of them, and rebuilt; ${count(told)} commands acknowledged in all.`,
    );
  } finally {
    await browser.kill();
    await removeProfile(profile);
  }
});

test('SIGKILL, and IndexedDB gone from the profile at the second start', async ({ baseURL }) => {
  test.setTimeout(180_000);
  const profile = await makeProfile();
  let browser = await startBrowser(BROWSER.executablePath, profile);
  try {
    await browser.page.goto(baseURL!);
    await ready(browser.page);
    await browser.page.evaluate((text) => window.synod.openScenario('A loaded run', text), LOADED);
    const told = await playFor(browser.page, 2_000);
    await browser.kill();
    browser = await startBrowser(BROWSER.executablePath, profile);
    expect(await nothingIsLost(browser, baseURL!, told), 'times found empty').toBe(0);
    await browser.kill();
    expect(await loseIndexedDb(profile)).toBeGreaterThan(0);
    browser = await startBrowser(BROWSER.executablePath, profile);
    expect(await nothingIsLost(browser, baseURL!, told), 'times found empty').toBe(1);
    await browser.quit();
  } finally {
    await browser.kill();
    await removeProfile(profile);
  }
});

const count = (told: Told): number => told.clients.reduce((sum, c) => sum + c.acknowledged, 0);

/** Plays fast, looks often at what clients have been told, and returns the last that was seen. */
async function playFor(page: Page, millis: number): Promise<Told> {
  await page.evaluate(() => window.synod.speed(20).then(() => window.synod.play()));
  const until = Date.now() + millis;
  let told: Told | null = null;
  while (told === null || Date.now() < until) told = (await page.evaluate(toldSoFar)) ?? told;
  return told;
}

/** Returns 1 where the database was found empty before the app started. */
async function nothingIsLost({ page }: RealBrowser, baseURL: string, told: Told): Promise<0 | 1> {
  await blank(page, baseURL);
  // Once in some kills the browser cannot open its files at once: asked again, it can, or has begun afresh.
  let before: Awaited<ReturnType<typeof storedCommands>> = null;
  await expect(async () => void (before = await page.evaluate(storedCommands, DB))).toPass();
  if (before !== null) expect(missing(told, before, QUORUM), 'acknowledged, and not on a quorum of disks').toEqual([]);
  await page.goto(baseURL);
  await ready(page);
  if (before === null) await expect(page.getByText('The run was rebuilt').first()).toBeVisible();
  else await expect(page.getByText('The run was rebuilt')).toHaveCount(0);
  await page.evaluate(() => window.synod.pause());
  const now = (await page.evaluate(toldSoFar))!;
  expect(now.session, 'the same run').toBe(told.session);
  expect((await page.evaluate(() => window.synod.digest())).disksMatchStore, 'every disk equals its stored rows').toBe(true);
  await expect(async () => expect(missing(told, (await page.evaluate(storedCommands, DB))!, QUORUM)).toEqual([])).toPass();
  return before === null ? 1 : 0;
}

async function ready(page: Page): Promise<void> {
  await page.waitForFunction(() => Boolean(window.synod?.run() && window.synod.frame()));
}

/** A page of the app’s origin without the app, and outside of what its service worker answers. */
async function blank(page: Page, baseURL: string): Promise<void> {
  const address = new URL('/blank-page-for-tests', baseURL).href;
  await page.route(address, (route) => route.fulfill({ contentType: 'text/html', body: '<title>Blank</title>' }));
  await page.goto(address);
}

interface Loss {
  readonly name: string;
  readonly lose: (page: Page) => Promise<unknown>;
  readonly says: string;
  /** Another run begins. */
  readonly gone?: boolean;
}

const LOSSES: readonly Loss[] = [
  { name: 'IndexedDB deleted', lose: (page) => page.evaluate(deleteDatabase, { name: DB }), says: 'The run was rebuilt' },
  { name: 'one node’s rows deleted', lose: (page) => page.evaluate(deleteRowsOf, { name: DB, node: 1 }), says: 'n2: stored rows rebuilt' },
  { name: 'one row corrupted', lose: (page) => page.evaluate(corruptRow, { name: DB, node: 2, nth: 3 }), says: 'n3: stored rows rebuilt' },
  { name: 'second copy deleted', lose: (page) => page.evaluate(deleteSecondCopy, { name: DB }), says: 'The second copy was written anew' },
  {
    name: 'both deleted',
    lose: (page) => page.evaluate(deleteDatabase, { name: DB }).then(() => page.evaluate(deleteSecondCopy, { name: DB })),
    says: 'The stored run is gone',
    gone: true,
  },
];

for (const { name, lose, says, gone } of LOSSES)
  test(`forced loss: ${name}`, async ({ page, baseURL }) => {
    await page.goto(baseURL!);
    await ready(page);
    await page.evaluate((text) => window.synod.openScenario('A loaded run', text), LOADED);
    await playFor(page, 500);
    await page.evaluate(() => window.synod.pause());
    const told = (await page.evaluate(toldSoFar))!;
    await blank(page, baseURL!);
    // The worker that has just gone may hold its files a moment longer.
    await expect(() => lose(page)).toPass();
    await page.goto(baseURL!);
    await ready(page);
    await expect(page.getByText(says).first()).toBeVisible();
    const now = (await page.evaluate(toldSoFar))!;
    expect(now.session === told.session).toBe(gone !== true);
    expect((await page.evaluate(() => window.synod.digest())).disksMatchStore).toBe(true);
    if (gone !== true) expect(missing(told, (await page.evaluate(storedCommands, DB))!, QUORUM)).toEqual([]);
  });

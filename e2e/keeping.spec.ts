// What is kept: over a reload, a power failure, an engine that is killed; what a second tab may; and where nothing can be kept.
import { CALM, expect, Lab, test, watchErrors } from './lab.ts';

test('loading the page again resumes the run where it was', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await page.keyboard.press('x');
  await lab.until('leader n2 or leader n3');
  const before = await lab.digest();
  const { session } = await lab.run();
  await page.reload();
  await lab.ready();
  await lab.still();
  expect((await lab.run()).session).toBe(session);
  expect(await lab.digest()).toEqual(before);
  expect(before.disksMatchStore).toBe(true);
  await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
  await lab.until('acknowledged 6');
});

test('a run that plays goes on playing after it is loaded again', async ({ lab, page }) => {
  await lab.open();
  await expect(lab.button('Pause')).toBeVisible();
  const { session } = await lab.run();
  await page.reload();
  await lab.ready();
  await expect(lab.button('Pause')).toBeVisible();
  expect((await lab.run()).session).toBe(session);
});

test('power failure: every node comes back from its stored disk alone', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await lab.until('acknowledged 6');
  const applied = (await lab.frame()).log.commitIndex;
  const drawer = await lab.openDrawer('Disks');
  await drawer.getByRole('button', { name: 'Power failure' }).click();
  await expect(lab.notice('The power failed')).toBeVisible();
  const { nodes, flights } = await lab.frame();
  expect(flights).toEqual([]);
  for (const n of nodes) {
    expect(n).toMatchObject({ status: 'up', role: 'follower' });
    expect(n.disk.synced).toBe(n.disk.written);
  }
  await expect(lab.event(/power/i).first()).toBeVisible();
  expect((await lab.digest()).disksMatchStore).toBe(true);
  await lab.until(`leader and applied ${applied + 1} everywhere`);
  await page.keyboard.press('Control+z');
  await expect(lab.notice('Undone')).toBeVisible();
});

test('an engine that is killed is started again from the stored run', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await lab.until('acknowledged 5');
  const before = await lab.digest();
  await page.evaluate(() => window.synod.killEngine());
  await lab.still();
  expect(await lab.digest()).toEqual(before);
  await lab.button('Play').click();
  await expect.poll(async () => (await lab.frame()).event).toBeGreaterThan(before.event);
});

test('an engine that dies by itself is noticed, started again, and the page says so', async ({ lab, page }) => {
  test.setTimeout(90_000);
  // A hold on the page's worker, so that it can be ended behind the page's back; the page must find out by itself.
  await page.addInitScript(() => {
    const post = Worker.prototype.postMessage;
    const workers: Worker[] = [];
    Worker.prototype.postMessage = function (this: Worker, ...given: unknown[]) {
      if (!workers.includes(this)) workers.push(this);
      Reflect.apply(post, this, given);
    };
    Object.assign(window, { endWorker: () => workers.at(-1)!.terminate() });
  });
  await lab.open();
  await lab.world(CALM);
  await lab.until('acknowledged 5');
  const before = await lab.digest();
  await page.evaluate(() => (window as unknown as { endWorker: () => void }).endWorker());
  await expect(lab.notice('The engine stopped and was started again from the stored run')).toBeVisible({ timeout: 40_000 });
  await lab.settled();
  expect(await lab.digest()).toEqual(before);
});

test('a second tab shows the run read-only and says that it is open elsewhere', async ({ lab, context }) => {
  await lab.open();
  await lab.world(CALM);
  await lab.until('acknowledged 5');
  const before = await lab.digest();
  const page = await context.newPage();
  const errors = watchErrors(page);
  const second = new Lab(page);
  await page.goto('');
  await page.waitForFunction(() => Boolean(window.synod?.run() && window.synod.frame()));
  await expect(page.getByText('Open in another tab.', { exact: true })).toBeVisible();
  await expect(page.getByText('read-only: open in another tab')).toBeVisible();
  expect((await second.digest()).digest).toBe(before.digest);
  await page.keyboard.press('x');
  await expect(second.notice(/not done/)).toBeVisible();
  expect((await second.digest()).digest).toBe(before.digest);
  // Looking back is looking.
  await second.button('One event back').click();
  await expect.poll(async () => (await second.digest()).event).toBe(before.event - 1);
  const drawer = await second.openDrawer('Clients');
  await expect(drawer.getByRole('button', { name: 'Send' })).toBeDisabled();
  await lab.page.bringToFront();
  await lab.button('Step one event').click();
  await expect.poll(async () => (await lab.digest()).event).toBe(before.event + 1);
  expect(errors).toEqual([]);
});

test('without IndexedDB the run is in memory, and a notice says so plainly', async ({ lab, page }) => {
  await page.route('**/assets/main-*.js', async (route) => {
    const response = await route.fetch();
    await route.fulfill({
      response,
      body: `Object.defineProperty(globalThis, 'indexedDB', { value: undefined });\n${await response.text()}`,
    });
  });
  await lab.open();
  await expect(page.getByText('memory only', { exact: true })).toBeVisible();
  await expect(lab.notice('Stored in memory only')).toBeVisible();
  await lab.world(CALM);
  await page.keyboard.press('x');
  await lab.until('leader n2 or leader n3');
  expect((await lab.run()).storage.kind).toBe('memory');
  const drawer = await lab.openDrawer('Disks');
  await drawer.getByRole('button', { name: 'Power failure' }).click();
  await lab.until('leader');
});

// Every drawer is opened and used; a live control takes effect in the running world, measured in virtual time.
import { WORLDS } from '../src/scenario/worlds.ts';
import { CALM, expect, test, type Lab } from './lab.ts';

/** Mean virtual time from request to acknowledgement over the next so many commands of c1, µs. */
async function commitLatency(lab: Lab, commands: number): Promise<number> {
  let sum = 0;
  const acknowledged = async (): Promise<number> => (await lab.frame()).clients.find((c) => c.name === 'c1')!.acknowledged;
  for (let n = 0; n < commands; n++) {
    const before = await acknowledged();
    await lab.until('sent Request c1 -> any');
    const from = (await lab.frame()).at;
    await lab.until('arrival Reply any -> c1');
    expect(await acknowledged()).toBe(before + 1);
    sum += (await lab.frame()).at - from;
  }
  return sum / commands;
}

test('Disks: the sync latency is turned up in the running world, and commits become slow', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM.replace('clients=2', 'clients=1 jitter=0ms reads=0%'));
  const fast = await commitLatency(lab, 3);
  const drawer = await lab.openDrawer('Disks');
  const { event } = await lab.digest();
  await drawer.getByRole('radio', { name: /^Spinning/ }).click();
  await expect.poll(async () => (await lab.frame()).config.syncMicros).toBeGreaterThan(5_000);
  expect((await lab.digest()).event).toBe(event + 1);
  await page.keyboard.press('Escape');
  await lab.until('sent Request c1 -> any');
  await lab.until('arrival Reply any -> c1');
  const slow = await commitLatency(lab, 3);
  const { syncMicros } = (await lab.frame()).config;
  expect(slow - fast).toBeGreaterThan(syncMicros * 0.7);
});

test('Disks: one node’s own latency by keys, and its reset', async ({ lab }) => {
  await lab.open();
  await lab.world(CALM);
  const drawer = await lab.openDrawer('Disks');
  await drawer.getByRole('radio', { name: 'Each node its own' }).click();
  const slider = drawer.getByRole('slider', { name: 'n2', exact: true });
  await slider.focus();
  for (let n = 0; n < 10; n++) await slider.press('PageUp');
  await expect.poll(async () => (await lab.node(2)).disk.syncMicros).toBeGreaterThan(2_000);
  expect((await lab.node(3)).disk.syncMicros).toBe(1_000);
  await drawer.getByRole('radio', { name: 'All alike' }).click();
  await expect.poll(async () => (await lab.node(2)).disk.syncMicros).toBe(1_000);
});

test('Network: a partition with the leader alone, and healed', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const drawer = await lab.openDrawer('Network');
  await drawer.getByRole('button', { name: 'Leader alone' }).click();
  await drawer.getByRole('button', { name: 'Cut between the sides' }).click();
  await expect.poll(async () => (await lab.frame()).cuts.length).toBe(4);
  await expect(page.locator('.stage-links [data-cut="both"]')).toHaveCount(2);
  await lab.until('leader n2 or leader n3');
  await drawer.getByRole('button', { name: 'Heal' }).click();
  await expect.poll(async () => (await lab.frame()).cuts.length).toBe(0);
  await lab.until('step-down n1 or follow n1');
});

test('Network: loss and delay in the running world', async ({ lab }) => {
  await lab.open();
  await lab.world(CALM);
  const drawer = await lab.openDrawer('Network');
  const slider = drawer.getByRole('slider', { name: 'Loss', exact: true });
  await slider.focus();
  for (let n = 0; n < 3; n++) await slider.press('PageUp');
  await expect.poll(async () => (await lab.frame()).config.lossPpm).toBeGreaterThan(0);
  await drawer.getByRole('button', { name: /^Reset Loss/ }).click();
  await expect.poll(async () => (await lab.frame()).config.lossPpm).toBe(0);
});

test('Cluster: a new world with seven nodes, said to be one', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const drawer = await lab.openDrawer('Cluster');
  const nodes = drawer.getByRole('slider', { name: 'Nodes' });
  await nodes.focus();
  for (let n = 0; n < 4; n++) await nodes.press('ArrowRight');
  const offer = drawer.getByRole('region', { name: 'A new world', exact: true });
  await expect(offer).toContainText('7');
  await offer.getByRole('button', { name: 'Begin the new world' }).click();
  await expect.poll(async () => (await lab.frame()).nodes.length).toBe(7);
  await expect(page.locator('[data-card]')).toHaveCount(7);
});

test('Cluster: a rule turned off is confirmed, marked, and caught', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const drawer = await lab.openDrawer('Cluster');
  await drawer.getByRole('switch', { name: 'Own value' }).click();
  await drawer.getByRole('button', { name: 'Begin the broken world' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Begin it' }).click();
  await expect(page.getByText('Broken on purpose: this is not Paxos.')).toBeVisible();
});

test('Checks: each is listed with how often it was tried; a broken world stops at the one that fails', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const drawer = await lab.openDrawer('Checks');
  for (const id of ['I1', 'I2', 'I3', 'I4', 'I5', 'I6', 'I7', 'I8', 'I9'])
    await expect(drawer.getByText(id, { exact: true })).toBeVisible();
  await lab.world(WORLDS.find((w) => w.id === 'own-value')!.text);
  await lab.button('Play').click();
  await expect(page.getByText(/^I5 does not hold at event/)).toBeVisible();
  await expect(page.getByText('Broken on purpose: this is not Paxos.')).toBeVisible();
  await expect(lab.button('Play')).toBeVisible();
});

test('Worlds: all are listed, and one of each group is opened and moves', async ({ lab, page }) => {
  await lab.open();
  const drawer = await lab.openDrawer('Worlds');
  expect(WORLDS.length).toBeGreaterThanOrEqual(8);
  await expect(drawer.locator('.world-open')).toHaveCount(WORLDS.length);
  for (const world of WORLDS.filter((w, i) => WORLDS.findIndex((other) => other.group === w.group) === i))
    await test.step(world.title, async () => {
      await drawer
        .locator('.world')
        .filter({ has: page.getByText(world.title, { exact: true }) })
        .locator('.world-open')
        .click();
      await expect.poll(async () => (await lab.run()).title).toBe(world.title);
      // The engine's word: the frame may still be the world's before.
      const { event } = await lab.digest();
      const moves = async (): Promise<boolean> => {
        const shown = await lab.frame();
        return (shown.event > event || shown.violation !== null) && shown.event <= (await lab.digest()).event;
      };
      await expect.poll(moves).toBe(true);
    });
});

test('Help: signs and words, and the way to the keys', async ({ lab, page }) => {
  await lab.open();
  const drawer = await lab.openDrawer('Help');
  for (const word of ['ballot', 'promise', 'chosen', 'no-op']) await expect(drawer.getByText(word, { exact: true }).first()).toBeVisible();
  await drawer.getByRole('button', { name: 'List of keys' }).click();
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
});

test('Events: filtered by words, by node, all of them, and from an event to its cause', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await page.keyboard.press('x');
  await lab.until('leader n2 or leader n3');
  await page.keyboard.press('/');
  await page.keyboard.type('promise');
  await expect(page.locator('.events-found')).toBeVisible();
  await expect(page.locator('.event-text mark').first()).toHaveText(/promise/i);
  await page.keyboard.press('Escape');
  await page.getByRole('radio', { name: 'All', exact: true }).click();
  const leads = page
    .locator('.event')
    .filter({ hasText: /leads 2\.n\d/ })
    .first();
  const cause = leads.locator('.event-link');
  await expect(cause).toBeVisible();
  const to = Number(await cause.getAttribute('data-cause'));
  await cause.click();
  await expect.poll(async () => (await lab.digest()).event).toBe(to + 1);
});

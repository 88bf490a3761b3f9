// Time goes both ways: events are stepped over and taken back, the whole run is scrubbed, and coming forward again gives the same to the byte.
import { onlyTitle } from '../src/history/about.ts';
import { openScenario } from '../src/scenario/open-scenario.ts';
import { makeWorld } from '../src/sim/world.ts';
import { writeTrace, type DigestAt } from '../src/trace/trace-file.ts';
import { CALM, expect, test } from './lab.ts';

const MANY_EVENTS = 120_000;

/** A long run as a file, made here: it is opened like any other. */
function longRun(): string {
  const opened = openScenario('cluster 5 seed=23 clients=8 think=1ms delay=2ms jitter=1ms sync=1ms loss=1%\nrun 10ms');
  if (!opened.ok) throw new Error(opened.error);
  const { header } = opened.value;
  const branch = { id: 1, name: 'First run', parent: null, forkEvent: 0, tip: MANY_EVENTS };
  const world = makeWorld(header);
  const digests: DigestAt[] = [];
  while (world.events < MANY_EVENTS && world.step() !== null)
    if (world.events % 8_000 === 0 || world.events === MANY_EVENTS) digests.push({ event: world.events, digest: world.digest() });
  const run = { ...onlyTitle('A long run'), header, branches: [branch], journal: new Map([[1, []]]), current: 1 };
  return writeTrace(run, new Map([[1, digests]]));
}

test('stepping back and coming forward again gives the same digest', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await lab.until('acknowledged 5');
  const tip = await lab.digest();
  for (let n = 0; n < 5; n++) {
    await lab.button('One event back').click();
    await expect.poll(async () => (await lab.digest()).event).toBe(tip.event - n - 1);
  }
  await expect(lab.button('Return to now')).toBeVisible();
  const back = await lab.digest();
  expect(back.digest).not.toBe(tip.digest);
  for (let n = 0; n < 5; n++) {
    await lab.button('Step one event').click();
    await expect.poll(async () => (await lab.digest()).event).toBe(tip.event - 4 + n);
  }
  expect(await lab.digest()).toEqual(tip);
  await expect(page.locator('.moment')).toHaveText('now');
});

test('by message, commit, phase and landmark, forwards and back', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const sentence = async (): Promise<string> => (await lab.frame()).sentence;
  await lab.button('Step one message').click();
  await lab.settled();
  const [first] = await page.evaluate(async () => window.synod.events((await window.synod.digest()).event - 1, 1));
  expect(first!.topics.length).toBeGreaterThan(0);
  const { log } = await lab.frame();
  await lab.button('Step one commit').click();
  await lab.settled();
  expect(await sentence()).not.toBe('');
  await expect
    .poll(async () => (await lab.frame()).log.truth.filter((c) => c.state !== 'empty').length + (await lab.frame()).log.first)
    .toBeGreaterThan(log.first);
  const chosen = await lab.digest();
  await page.keyboard.press('Shift+m');
  await expect.poll(async () => (await lab.digest()).event).toBeLessThan(chosen.event);
  await page.keyboard.press('End');
  await expect.poll(async () => (await lab.digest()).event).toBe(chosen.event);
  await page.keyboard.press('x');
  await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
  await lab.button('Hurry to the next interesting event').click();
  await expect.poll(async () => (await lab.frame()).nodes.some((n) => n.role === 'candidate' && n.status === 'up')).toBe(true);
  await page.keyboard.press('p');
  await lab.settled();
  expect(await sentence()).not.toBe('');
});

test('a run of more than 100,000 events is scrubbed from end to end', async ({ lab, page }) => {
  test.setTimeout(120_000);
  await lab.open();
  const choosing = page.waitForEvent('filechooser');
  await lab.button('Open a saved run').click();
  await (await choosing).setFiles({ name: 'long.synod.json', mimeType: 'application/json', buffer: Buffer.from(longRun()) });
  await expect.poll(async () => (await lab.run()).title, { timeout: 60_000 }).toBe('A long run');
  await lab.settled();
  const tip = await lab.digest();
  expect(tip.event).toBe(MANY_EVENTS);
  const track = page.getByRole('slider', { name: 'Playhead' });
  const box = (await track.boundingBox())!;
  const middle = box.y + box.height / 2;
  await page.mouse.move(box.x + box.width * 0.8, middle);
  await page.mouse.down();
  for (const part of [0.6, 0.4, 0.2, 0.1, 0.3]) await page.mouse.move(box.x + box.width * part, middle);
  await page.mouse.up();
  await lab.settled();
  const { event, at } = await lab.frame();
  const { tipAt } = await lab.run();
  expect(event).toBeGreaterThan(10_000);
  expect(event).toBeLessThan(50_000);
  expect(at / tipAt).toBeGreaterThan(0.2);
  await expect(track).toHaveAttribute('aria-valuenow', String(event));
  const there = await lab.digest();
  await track.press('Home');
  await expect.poll(async () => (await lab.digest()).event).toBe(0);
  await page.evaluate((e) => window.synod.seek(e), event);
  expect(await lab.digest()).toEqual(there);
  await lab.button('Return to now').click();
  await expect.poll(async () => (await lab.digest()).event).toBe(tip.event);
  expect((await lab.digest()).digest).toBe(tip.digest);
});

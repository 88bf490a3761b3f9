// The same story on a phone, by touch: nothing is cut off, everything is a tap away.
import { CALM, expect, test } from './lab.ts';

test.use({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 });

test('on a phone, by touch: play, crash, log, events, a node, a drawer', async ({ lab, page }) => {
  await lab.open();
  await expect(page.locator('.shell')).toHaveAttribute('data-mode', 'phone');
  await lab.world(CALM);
  const widths = await page.evaluate(() => [document.documentElement.scrollWidth, window.innerWidth]);
  expect(widths[0]).toBeLessThanOrEqual(widths[1]!);

  await lab.play().tap();
  await expect(lab.button('Pause')).toBeVisible();
  await lab.play().tap();
  await lab.still();

  await test.step('the leader is crashed by the suggestion', async () => {
    await page.getByRole('group', { name: 'Something to try' }).getByRole('button', { name: 'Crash the leader' }).tap();
    await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
    await lab.until('leader n2 or leader n3');
  });

  await test.step('log and events stand behind tabs', async () => {
    await expect(page.getByRole('grid', { name: 'Log: slots by nodes' })).toBeVisible();
    await page.getByRole('tab', { name: 'Events' }).tap();
    await expect(lab.event(/^n1 crashes/).first()).toBeVisible();
  });

  await test.step('a node is tapped: what it is, and what can be done', async () => {
    await lab.card(1).tap();
    await page.getByRole('tab', { name: 'Selected' }).tap();
    await page.getByRole('button', { name: 'Restart', exact: true }).tap();
    await expect(lab.card(1)).toHaveAttribute('data-status', 'up');
  });

  await test.step('controls open as a sheet', async () => {
    await page.getByRole('navigation', { name: 'Drawers' }).getByRole('button', { name: 'Controls' }).tap();
    await page.getByRole('radio', { name: 'Disks' }).tap();
    await expect(page.getByText('Sync latency').first()).toBeVisible();
    await page.getByRole('radio', { name: 'Clients' }).tap();
    await page.getByRole('button', { name: 'Send' }).tap();
    await expect.poll(async () => (await lab.frame()).clients.some((c) => c.name === 'you')).toBe(true);
    await lab.button('Close Clients').tap();
  });

  await test.step('time is scrubbed by a finger', async () => {
    const { event } = await lab.digest();
    const box = (await page.getByRole('slider', { name: 'Playhead' }).boundingBox())!;
    await page.touchscreen.tap(box.x + box.width * 0.3, box.y + box.height / 2);
    await expect.poll(async () => (await lab.digest()).event).toBeLessThan(event);
    await lab.button('Now').tap();
    await expect.poll(async () => (await lab.digest()).event).toBe(event);
  });
});

test('what is touched is large enough for a finger', async ({ lab, page }) => {
  await lab.open();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('.transport button, .rail button, .phone-tab, .shell-header button')]
      .map((b) => ({ name: b.getAttribute('aria-label') ?? b.textContent, box: b.getBoundingClientRect() }))
      .filter(({ box }) => box.width > 0 && Math.min(box.width, box.height) < 32)
      .map(({ name, box }) => `${name}: ${Math.round(box.width)} × ${Math.round(box.height)}`),
  );
  expect(small).toEqual([]);
});

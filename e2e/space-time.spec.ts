// The space–time diagram by keyboard: opened, zoomed, an event selected and its moment shown; the selection is the same in the event list, and a
// message’s on the stage. And its accessibility.
import AxeBuilder from '@axe-core/playwright';
import { CALM, expect, test } from './lab.ts';

test('opened, zoomed and stepped through by keys; one selection in all views', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await page.keyboard.press('q');
  const diagram = page.getByRole('application', { name: 'Space–time diagram' });
  await expect(diagram).toBeVisible();
  await expect(page.getByRole('list', { name: 'Messages', exact: true })).toContainText('sent at');
  await diagram.focus();
  await page.keyboard.press('+');
  await page.keyboard.press('ArrowLeft');
  const said = page.locator('.space-time-said');
  await expect(said).toContainText('It follows from');
  await page.keyboard.press('ArrowUp');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(said).not.toBeEmpty();
  await page.getByRole('radio', { name: 'All', exact: true }).click();
  await diagram.focus();
  await page.keyboard.press('Enter');
  const row = page.locator('.event[data-selected]');
  await expect(row).toHaveCount(1);
  const event = Number(await row.getAttribute('data-event'));
  await expect.poll(async () => (await lab.digest()).event).toBe(event + 1);
  await page.keyboard.press('.');
  await expect(page.locator('.stage-flight[data-selected]')).toHaveCount(1);
  await expect(said).toContainText('sent at');
  const { violations } = await new AxeBuilder({ page }).include('[data-part="log"]').analyze();
  expect(violations.map((v) => v.id)).toEqual([]);
  await page.keyboard.press('q');
  await expect(lab.cell(0, 1)).toBeVisible();
});

test('is remembered, and on a phone it has a tab', async ({ lab, page }) => {
  await lab.open();
  await page.keyboard.press('q');
  await expect(page.getByRole('application', { name: 'Space–time diagram' })).toBeVisible();
  await page.reload();
  await lab.ready();
  await expect(page.getByRole('application', { name: 'Space–time diagram' })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('tab', { name: 'Space–time' }).click();
  await expect(page.getByRole('application', { name: 'Space–time diagram' })).toBeVisible();
});

// A command by hand: from the form to every node's state machine, and back.
import { CALM, expect, test } from './lab.ts';

test('a command sent by hand is chosen, applied on every node, and answered', async ({ lab }) => {
  await lab.open();
  await lab.world(CALM);
  const drawer = await lab.openDrawer('Clients');
  await drawer.getByRole('textbox', { name: 'Key' }).fill('key');
  await drawer.getByRole('textbox', { name: 'Value' }).fill('42');
  await drawer.getByRole('button', { name: 'Send' }).click();
  await expect(drawer.getByRole('list', { name: 'Your latest commands' })).toContainText('key=42');
  await lab.button('Play').click();
  await expect.poll(async () => (await lab.frame()).clients.find((c) => c.name === 'you')?.acknowledged ?? 0).toBe(1);
  await expect(drawer.getByRole('list', { name: 'Your latest commands' }).locator('[data-state="answered"]')).toHaveCount(1);
  await lab.pause();
  const slot = (await lab.frame()).log.truth.findIndex((c) => c.text === 'key=42') + (await lab.frame()).log.first;
  await lab.until(`applied ${slot} everywhere`);
  for (const node of [1, 2, 3])
    await expect(lab.cell(node, slot)).toHaveAccessibleName(`n${node}, slot ${slot}: has applied key=42, chosen in ballot 1.n1.`);
  await expect(lab.cell(0, slot)).toHaveAttribute('data-state', 'applied');
  await expect(lab.event('key=42').first()).toBeVisible();
});

test('reading, deleting and comparing go through the log as well', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const drawer = await lab.openDrawer('Clients');
  const latest = drawer.getByRole('list', { name: 'Your latest commands' }).getByRole('listitem').first();
  const send = async (operation: string, told: string): Promise<void> => {
    await drawer.getByRole('radio', { name: operation, exact: true }).click();
    if (operation === 'put') await drawer.getByRole('textbox', { name: 'Value' }).fill('5');
    const before = (await lab.frame()).clients.filter((c) => c.name.startsWith('you')).reduce((sum, c) => sum + c.acknowledged, 0);
    await drawer.getByRole('button', { name: 'Send' }).click();
    await page.evaluate(() => window.synod.runUntil('answer you'));
    await expect
      .poll(async () => (await lab.frame()).clients.filter((c) => c.name.startsWith('you')).reduce((sum, c) => sum + c.acknowledged, 0))
      .toBe(before + 1);
    await expect(latest).toContainText(told);
  };
  await drawer.getByRole('textbox', { name: 'Key' }).fill('mine');
  await send('put', 'mine=5');
  await send('get', '5');
  await send('compare, set', 'mine');
  await send('delete', 'mine');
});

test('a command that cannot be is refused beside its field, and nothing is sent', async ({ lab }) => {
  await lab.open();
  await lab.world(CALM);
  const { event } = await lab.digest();
  const drawer = await lab.openDrawer('Clients');
  await drawer.getByRole('textbox', { name: 'Key' }).fill('two words');
  await drawer.getByRole('button', { name: 'Send' }).click();
  await expect(drawer.getByRole('alert')).toContainText('Found a space; expected a key without spaces.');
  expect((await lab.digest()).event).toBe(event);
});

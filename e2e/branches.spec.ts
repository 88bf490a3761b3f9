// Acting in the past: what had happened stays as a branch, which can be returned to, renamed, and had back by undo.
import { CALM, expect, test } from './lab.ts';

test('an act in the past forks; the old future is returned to, renamed, removed', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const early = await lab.digest();
  await lab.until('acknowledged 8');
  const old = await lab.digest();
  await page.evaluate((event) => window.synod.seek(event), early.event);
  await lab.settled();
  await page.keyboard.press('x');
  await expect(lab.notice('A new branch begins here')).toBeVisible();
  await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
  const branches = page.getByRole('list', { name: 'Branches' });
  await expect(branches.getByRole('listitem')).toHaveCount(1);
  await lab.until('leader n2 or leader n3');
  const other = await lab.digest();

  await test.step('back to the old future: it is as it was', async () => {
    await branches.getByRole('button', { name: /^Return to the branch/ }).click();
    await expect.poll(async () => (await lab.digest()).event).toBe(old.event);
    expect((await lab.digest()).digest).toBe(old.digest);
    await expect(lab.card(1)).toHaveAttribute('data-status', 'up');
  });

  await test.step('rename the one that was left', async () => {
    await branches.getByRole('button', { name: /^More about/ }).click();
    await page.getByRole('menuitem', { name: 'Rename' }).click();
    const field = page.getByRole('textbox', { name: /^New name of the branch/ });
    await field.fill('without n1');
    await field.press('Enter');
    await expect(branches.getByRole('button', { name: 'Return to the branch “without n1”' })).toBeVisible();
  });

  await test.step('return to it, and to the first again', async () => {
    await branches.getByRole('button', { name: 'Return to the branch “without n1”' }).click();
    await expect.poll(async () => (await lab.digest()).event).toBe(other.event);
    expect((await lab.digest()).digest).toBe(other.digest);
    await branches.getByRole('button', { name: /^Return to the branch/ }).click();
    await expect.poll(async () => (await lab.digest()).event).toBe(old.event);
  });

  await test.step('remove the one that left it', async () => {
    await branches.getByRole('button', { name: 'More about “without n1”' }).click();
    await page.getByRole('menuitem', { name: /^Remove/ }).click();
    await expect(branches).toHaveCount(0);
    expect((await lab.digest()).digest).toBe(old.digest);
  });
});

test('undo takes the last act back, and what followed from it', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const before = await lab.digest();
  await page.keyboard.press('2');
  await page.keyboard.press('k');
  await expect(lab.card(2)).toHaveAttribute('data-status', 'crashed');
  await lab.until('acknowledged 6');
  await page.keyboard.press('Control+z');
  await expect(lab.notice('Undone')).toBeVisible();
  await expect(lab.card(2)).toHaveAttribute('data-status', 'up');
  await lab.settled();
  expect(await lab.digest()).toMatchObject({ digest: before.digest, event: before.event });
  await page.keyboard.press('Control+z');
  await expect(lab.notice('Nothing to undo')).toBeVisible();
});

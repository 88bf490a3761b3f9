// Acting in the past: what had happened stays as a branch, which can be returned to, renamed, and had back by undo.
import type { Locator } from '@playwright/test';
import { CALM, expect, test, type Lab } from './lab.ts';

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

  await test.step('and have it back', async () => {
    await lab.notice('“without n1” was removed').getByRole('button', { name: 'Have it back' }).click();
    await branches.getByRole('button', { name: 'Return to the branch “without n1”' }).click();
    await expect.poll(async () => (await lab.digest()).digest).toBe(other.digest);
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

/** Two futures of one moment: the leader crashes in one, and in the other nobody does anything. */
async function twoFutures(lab: Lab): Promise<{ readonly fork: number; readonly first: number; readonly second: number }> {
  await lab.open();
  await lab.world(CALM);
  const fork = (await lab.digest()).event;
  await lab.until('acknowledged 8');
  const first = (await lab.digest()).event;
  await lab.page.evaluate((event) => window.synod.seek(event), fork);
  await lab.settled();
  await lab.page.keyboard.press('x');
  await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
  await lab.until('leader n2 or leader n3');
  return { fork, first, second: (await lab.digest()).event };
}

test('two branches are compared: where they part, by what, and what came of it; and either side is gone to', async ({ lab, page }) => {
  const { fork, first } = await twoFutures(lab);
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Branches' });
  const compared = page.getByRole('dialog', { name: 'Two branches compared' });
  await expect(dialog.getByRole('treeitem')).toHaveCount(2);
  await expect(dialog.getByRole('treeitem', { name: /^Crash n1/ })).toHaveAttribute('aria-current', 'true');
  await page.keyboard.press('c');
  await expect(compared.locator('.compared-lead')).toContainText(`are the same run for ${fork} events`);
  await expect(compared.locator('.compared-lead')).toContainText(`Event ${fork} is the first that differs`);
  const left = compared.getByRole('region', { name: 'First run' });
  const right = compared.getByRole('region', { name: 'Crash n1' });
  await expect(left).toContainText('Nothing was done');
  await expect(right).toContainText('Done here: Crash n1.');
  await expect(right.locator('[data-mark="parts"]')).toContainText(/^[\d.]+n1 crashes/);
  await expect(right.locator(`[data-event="${fork}"]`)).toHaveAttribute('data-mark', 'parts');
  await expect(left.locator('[data-mark]').first()).toBeVisible();
  const outcomes = compared.getByRole('region', { name: 'What has come of each' });
  await outcomes.getByRole('radio', { name: 'At their ends' }).click();
  await expect(outcomes.getByRole('row', { name: /^Leads/ })).toHaveText(/differs.*n1 in ballot.*n[23] in ballot/);

  await left.locator(`[data-event="${fork}"]`).click();
  await expect(compared).toHaveCount(0);
  await expect.poll(async () => (await lab.digest()).event).toBe(fork + 1);
  expect((await lab.run()).tipEvent).toBe(first);
  await expect(lab.card(1)).toHaveAttribute('data-status', 'up');
});

test('the tree is walked by keys: a branch is gone to, renamed, removed with those that leave from it', async ({ lab, page }) => {
  const { second } = await twoFutures(lab);
  await page.evaluate((event) => window.synod.seek(event), second - 10);
  await page.evaluate(() => window.synod.input({ kind: 'isolate', node: 3 }));
  await lab.settled();
  await page.keyboard.press('a');
  const dialog = page.getByRole('dialog', { name: 'Branches' });
  const row = (name: RegExp): Locator => dialog.getByRole('treeitem', { name });
  await expect(dialog.getByRole('treeitem')).toHaveCount(3);
  await expect(row(/^Isolate n3/)).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(row(/^Crash n1/)).toBeFocused();
  await page.keyboard.press('F2');
  await page.keyboard.type('Without its leader');
  await page.keyboard.press('Enter');
  await expect(row(/^Without its leader/)).toBeVisible();
  await row(/^Without its leader/).focus();
  await page.keyboard.press('Enter');
  await expect(row(/^Without its leader/)).toHaveAttribute('aria-current', 'true');
  expect((await lab.digest()).event).toBe(second);
  await page.keyboard.press('Delete');
  await expect(dialog.getByRole('treeitem')).toHaveCount(1);
  await page.keyboard.press('Escape');
  await lab.notice('“Without its leader” was removed').getByRole('button', { name: 'Have it back' }).click();
  await expect.poll(async () => (await lab.run()).branches.length).toBe(3);
});

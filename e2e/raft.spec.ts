// “Raft beside it”, by keyboard alone: the table opened, read by roles, held against the run shown, and closed again.
import { CALM, expect, test } from './lab.ts';

test('the table is opened by its key, says what this run has measured, and what to do for the rest', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await page.keyboard.press('Shift+R');
  const dialog = page.getByRole('dialog', { name: 'Raft beside it' });
  const table = dialog.getByRole('table');
  const cell = (row: string, column: number) =>
    table
      .getByRole('row')
      .filter({ has: page.getByRole('rowheader', { name: row, exact: true }) })
      .getByRole('cell')
      .nth(column);
  await expect(table.getByRole('columnheader')).toHaveText(['What', 'Multi-Paxos, measured here', 'Raft, by its paper']);
  const { counters } = await lab.frame();
  const { takeOver } = counters.beside!;
  await expect(cell('An election', 0)).toContainText(`for n1’s ballot ${takeOver!.ballot}`);
  await expect(cell('A command under a stable leader', 0)).toContainText(`of Phase 2 a command, over the`);
  await expect(cell('Who may lead', 1)).toContainText('§5.4.1');
  await expect(cell('A follower that lags', 0)).toContainText('Not seen yet.');
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);

  // From Help as well.
  const drawer = await lab.openDrawer('Help');
  const open = drawer.getByRole('button', { name: 'Open the table' });
  await open.focus();
  await page.keyboard.press('Enter');
  await expect(table).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

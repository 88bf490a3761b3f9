// One Accept is dropped by hand on a paused run: a gap in one node's log, found and closed.
import { expect, test } from './lab.ts';

const BEFORE = `
title Before the gap
cluster 3 seed=11 clients=0 heartbeat=40ms
timeout n1
run until leader n1
command x=1
run until applied 1 everywhere
`;

test('one Accept dropped on a paused run leaves a gap in one log, and it is closed', async ({ lab, page }) => {
  await lab.open();
  await lab.world(BEFORE);
  await page.evaluate(() => window.synod.input({ kind: 'command', operation: { op: 'put', key: 'x', value: '2' } }));
  await lab.until('in flight 1 Accept 2 n1 -> n2');
  const accept = (await lab.frame()).flights.find((f) => f.type === 'Accept' && f.slot === 2 && f.to === 2)!;

  await test.step('the message is clicked, read and dropped', async () => {
    await page.locator(`[data-flight="${accept.id}"] .stage-flight-hit`).click({ force: true });
    const inspector = page.locator('[data-part="inspector"]');
    await expect(inspector.getByRole('heading', { name: 'Message' })).toBeVisible();
    await expect(inspector).toContainText('Accept');
    await expect(inspector).toContainText('x=2');
    await inspector.getByRole('button', { name: 'Drop' }).click();
    await expect.poll(async () => (await lab.frame()).flights.some((f) => f.id === accept.id && f.lostAt === undefined)).toBe(false);
    await page.keyboard.press('Escape');
    await expect(lab.event(/n1’s Accept \(2, .*to n2 is dropped by hand/).first()).toBeVisible();
  });

  await test.step('a later slot arrives: the gap is there to be seen', async () => {
    await page.evaluate(() => window.synod.input({ kind: 'command', operation: { op: 'put', key: 'x', value: '3' } }));
    await lab.until('voted 3 on n2');
    await expect(lab.cell(2, 2)).toHaveText('gap');
    await expect(lab.cell(2, 2)).toHaveAccessibleName(/a gap/);
    await expect(lab.cell(3, 2)).not.toHaveText('gap');
  });

  await test.step('it is closed', async () => {
    await lab.until('applied 3 on n2');
    await expect(lab.cell(2, 2)).toHaveAttribute('data-state', 'applied');
    await expect(lab.cell(2, 2)).toHaveText('x=2');
  });
});

test('a slot selected in the grid says who voted and why', async ({ lab, page }) => {
  await lab.open();
  await lab.world(BEFORE);
  await lab.cell(0, 1).click();
  const inspector = page.locator('[data-part="inspector"]');
  await expect(inspector.getByRole('heading', { name: 'Slot 1' })).toBeVisible();
  await expect(inspector).toContainText('x=1');
  for (const node of [1, 2, 3]) await expect(inspector.getByRole('button', { name: `n${node}` })).toBeVisible();
  await inspector.getByRole('button', { name: 'n2' }).click();
  await expect(inspector.getByRole('heading', { name: 'Node n2' })).toBeVisible();
  await expect(inspector.getByText('as stored in IndexedDB')).toBeVisible();
  await expect(inspector.getByRole('row')).not.toHaveCount(1);
});

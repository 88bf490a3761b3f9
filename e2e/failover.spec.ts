// The leader is crashed with slots in flight: another is elected, adopts what may have been chosen, fills the hole. Stage, log, events and
// time track must tell one and the same story. With SYNOD_PICTURES=1 the README's picture is made on the way.
import { expect, test } from './lab.ts';

/** As the ready world of that name, but the crash is left to the journey: Accepts for slot 7 are under way, those for 8 and most for 9 are lost. */
const OPEN_SLOTS = `
title Three slots open
cluster 5 seed=7 timeout=120ms heartbeat=40ms think=30ms client-timeout=300ms
run until acknowledged 6 and sent Request c1 -> n5
command w=1
run until open 3
drop all Accept 8
drop Accept 9 n5 -> n1
drop Accept 9 n5 -> n2
`;

test('the leader crashes with slots in flight: the next one adopts, fills with a no-op, and every view says the same', async ({
  lab,
  page,
}) => {
  await lab.open();
  await lab.world(OPEN_SLOTS);
  await expect(lab.head()).toHaveText('n5 leads ballot 1.n5');

  await test.step('crash', async () => {
    await page.getByRole('group', { name: 'Something to try' }).getByRole('button', { name: 'Crash the leader' }).click();
    await expect(lab.card(5)).toHaveAttribute('data-status', 'crashed');
    await expect(lab.event(/^n5 crashes/).first()).toBeVisible();
    await expect(page.locator('.log-row[data-status="crashed"]')).toContainText('n5');
    await expect(lab.head()).toHaveText('Nobody leads');
  });

  await test.step('a gap: slot 9 is voted for above slot 8', async () => {
    await lab.until('voted 9 on n3');
    await expect(lab.cell(3, 8)).toHaveAttribute('data-state', 'gap');
  });

  await test.step('another is elected', async () => {
    await lab.until('leader');
    const { leader } = await lab.frame();
    await expect(lab.card(leader!.node)).toHaveAttribute('data-role', 'leader');
    await expect(lab.head()).toHaveText(`n${leader!.node} leads ballot ${leader!.ballot.text}`);
    await expect(lab.event(`n${leader!.node} leads ${leader!.ballot.text}`).first()).toBeVisible();
    await expect(page.locator('.track-reign').last()).toHaveAttribute('data-node', String(leader!.node));
    await expect(lab.event(/In slot 8 no promise reported a vote: it proposes a no-op under 2\.n\d/).first()).toBeVisible();
    await expect(lab.event(/adopts .* in slot 7 and .* in slot 9/).first()).toBeVisible();
  });

  await test.step('the hole is filled and everything goes on', async () => {
    const { leader } = await lab.frame();
    await lab.until('no-op 8 and applied 9 on n1 and applied 9 on n2 and applied 9 on n3 and applied 9 on n4');
    await expect(lab.cell(0, 8)).toHaveText('∅');
    for (const node of [1, 2, 3, 4]) {
      await expect(lab.cell(node, 8)).toHaveAccessibleName(new RegExp(`^n${node}, slot 8: has applied a no-op \\(∅\\)`));
      await expect(lab.cell(node, 9)).toHaveAttribute('data-state', 'applied');
    }
    const { log, nodes } = await lab.frame();
    expect(log.truth[8 - log.first]!.ballot!.node).toBe(leader!.node);
    // What is drawn on the cards is what the grid shows.
    for (const n of nodes.filter((n) => n.status === 'up'))
      await expect(lab.card(n.id)).toHaveAccessibleName(new RegExp(`applied up to slot ${n.appliedIndex}`));
    const kinds = (await lab.run()).marks.map((m) => m.kind);
    for (const kind of ['crash', 'election', 'filled', 'adopted'] as const) expect(kinds).toContain(kind);
  });

  await test.step('the crashed one comes back and catches up', async () => {
    await page.getByRole('group', { name: 'Something to try' }).getByRole('button', { name: 'Restart n5' }).click();
    await lab.until('applied 9 on n5');
    await expect(lab.cell(5, 8)).toHaveText('∅');
    await expect(lab.card(5)).toHaveAttribute('data-status', 'up');
  });
  expect((await lab.digest()).disksMatchStore).toBe(true);
});

test('the picture of the README: a moment after the crash, another leads and fills the hole', async ({ lab, page }) => {
  await lab.open();
  await lab.world(OPEN_SLOTS);
  await page.keyboard.press('x');
  await lab.until('filling 8');
  await page.keyboard.press('m');
  await lab.settled();
  const { leader, flights, log } = await lab.frame();
  expect(leader).not.toBeNull();
  expect(flights.length).toBeGreaterThan(0);
  expect(log.rows.some((row) => row.cells.some((cell) => cell.noop))).toBe(true);
  await expect(lab.event(/no promise reported a vote/).first()).toBeVisible();
  if (process.env['SYNOD_PICTURES'] === '1') await page.screenshot({ path: new URL('pictures/failover.png', import.meta.url).pathname });
});

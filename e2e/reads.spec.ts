// Reads in every mode by keyboard, judged by the whole history of the clients; and a history that no order explains: the run goes on in spite of the
// violation, the window is drawn on the run's own time, and the time track shows it.
import { Hands } from './hands.ts';
import { expect, test } from './lab.ts';

const LEASES = `
title Leases for all
cluster 3 seed=3 clients=2 lease=300ms follower-lease=120ms reads=50%
timeout n1
run until leader n1
run until lease
run until acknowledged 4
`;

test('each mode is sent, answered and told apart; the whole history is linearizable', async ({ lab, page }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(LEASES);
  await page.keyboard.press('n');
  const clients = lab.drawer('Clients');
  await hands.choose(clients.getByRole('radiogroup', { name: 'Operation' }), 'get');
  const latest = clients.getByRole('list', { name: 'Your latest commands' }).getByRole('listitem').first();
  for (const [mode, said] of [
    [/^Through the log/, null],
    [/^Leader, asking a quorum/, 'Leader, asking a quorum'],
    [/^Leader’s lease/, 'Leader’s lease'],
    [/^Follower’s lease/, 'Follower’s lease'],
    [/^At once, perhaps stale/, 'At once, perhaps stale'],
  ] as const)
    await test.step(String(mode), async () => {
      await hands.select(clients.getByRole('combobox', { name: 'How it is read' }), mode);
      if (said === 'Follower’s lease') await hands.select(clients.getByRole('combobox', { name: 'To which node' }), 'to n2');
      await hands.press(clients.getByRole('button', { name: 'Send' }));
      await lab.until('answer you');
      await expect(latest).toHaveAttribute('data-state', 'answered');
      if (said !== null) await expect(latest).toContainText(said);
    });

  const numbers = await hands.drawer(8, 'Numbers');
  await lab.until('acknowledged 40');
  await expect(numbers.getByRole('table', { name: 'Reads by mode' })).toBeVisible();

  const checks = await hands.drawer(7, 'Checks');
  await hands.press(checks.getByRole('button', { name: 'Check the whole history' }));
  await expect(checks.getByText('Linearizable', { exact: true })).toBeVisible();
  await expect(checks.getByText(/\d+ operations on \d+ keys, up to event/)).toBeVisible();
  await expect(checks.getByText(/answered stale and not judged/)).toBeVisible();
});

test('a read that asks nobody: refused, the run goes on, and the window is drawn with the crash and the unknown outcome', async ({
  lab,
  page,
}) => {
  const hands = new Hands(lab);
  await lab.open();
  await hands.world('A read that asks nobody');
  await expect(page.getByText('Broken on purpose: this is not Paxos.')).toBeVisible();
  await hands.goOnUntil('violation');
  await expect(page.getByText(/^I10 does not hold at event/)).toBeVisible();

  await test.step('the run is stopped; ⇧ G goes on in spite of it, and the check stays broken', async () => {
    const { event } = await lab.digest();
    await page.keyboard.press('c');
    expect((await lab.digest()).event).toBe(event);
    await page.keyboard.press('Shift+G');
    await expect.poll(async () => (await lab.digest()).event).toBe(event + 1);
    await hands.goOnUntil('answer you');
    await expect(page.getByText(/^I10 did not hold at event/)).toBeVisible();
    await expect(lab.button(/^I10 does not hold\. Open the checks/)).toBeVisible();
  });

  await test.step('three operations, one of unknown outcome, that no order explains', async () => {
    const checks = await hands.drawer(7, 'Checks');
    await hands.press(checks.getByRole('button', { name: 'Check the whole history' }));
    await expect(checks.getByText('Not linearizable', { exact: true })).toBeVisible();
    const lanes = checks.getByRole('img', { name: 'The operations on x, on one line of time' });
    await expect(lanes.locator('.window-lane')).toHaveCount(3);
    await expect(lanes).toContainText('x=2 → unknown');
    await expect(lanes.locator('.window-bar[data-open]')).toHaveCount(1);
    await expect(lanes.locator('[data-wrong]')).toContainText('x? → 1');
    await expect(checks.locator('.window-line[data-kind="crash"]')).toHaveCount(1);
    await expect(checks.getByText('This answer fits no order.')).toBeVisible();
    await expect(page.getByRole('img', { name: 'Not linearizable here' })).toBeVisible();
    await hands.press(checks.getByRole('button', { name: 'Show it on the time track' }));
    await expect(page.locator('.timeline[data-zoomed]')).toBeVisible();
  });
});

test('the phantom write: what the client was told is done is nowhere', async ({ lab, page }) => {
  const hands = new Hands(lab);
  await lab.open();
  await hands.world('Phantom write (reply early)');
  await hands.goOnUntil('violation');
  await expect(page.getByText(/^I9 does not hold at event/)).toBeVisible();
  await page.keyboard.press('Shift+G');
  await hands.goOnUntil('acknowledged x=7');
  await hands.goOnUntil('election');
  await page.keyboard.press('e');
  await expect.poll(async () => (await lab.frame()).cuts.length).toBe(0);
  await page.keyboard.press('n');
  const clients = lab.drawer('Clients');
  await hands.choose(clients.getByRole('radiogroup', { name: 'Operation' }), 'get');
  await hands.press(clients.getByRole('button', { name: 'Send' }));
  await lab.until('answer you');
  await expect(clients.getByRole('list', { name: 'Your latest commands' }).getByRole('listitem').first()).toContainText('absent');
});

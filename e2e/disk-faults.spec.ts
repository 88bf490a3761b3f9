// What a disk can do to a node, by keyboard: full and freed, stalled, torn, damaged, lost; crashed between a write and its sync; a battery that
// fails; and the way back from a lost disk, a new identity (D8). Each is seen on the card, in the stored log and in the list of events.
import { Hands } from './hands.ts';
import { CALM, expect, test, type Lab } from './lab.ts';

test('a disk is filled and freed, stalled, and its node crashed at a write', async ({ lab }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(CALM);
  const drawer = await hands.drawer(5, 'Disks');
  const faults = drawer.getByRole('list', { name: 'Faults of the disk of n2' });
  await hands.choose(drawer.getByRole('radiogroup', { name: 'Whose disk' }), 'n2');

  await test.step('full: at its next write it stops and says so; freed, it comes back', async () => {
    await hands.press(faults.getByRole('button', { name: 'Fill it' }));
    await hands.goOnUntil('disk-full n2');
    await expect(lab.card(2)).toHaveAccessibleName(/its disk is full/);
    await hands.press(faults.getByRole('button', { name: 'Free it' }));
    await expect(lab.card(2)).toHaveAttribute('data-status', 'up');
    await expect(lab.event(/room on n2|n2 comes? back|n2.*disk/).first()).toBeVisible();
  });

  await test.step('stalled: what waits for the sync waits', async () => {
    await hands.goOnUntil('write n2');
    await hands.press(faults.getByRole('button', { name: 'Stall it' }));
    await expect(lab.event(/n2’s disk stalls/).first()).toBeVisible();
    await expect(lab.card(2)).toHaveAccessibleName(/written and not synced; a sync is under way/);
    expect((await lab.node(2)).disk.sync!.dueAt - (await lab.frame()).at).toBeGreaterThan(400_000);
  });

  await test.step('crashed after a write, before its sync: the row is gone, and what waited for it was never sent', async () => {
    await lab.until('synced n2');
    await hands.press(faults.getByRole('button', { name: 'Crash at a write' }));
    await expect(lab.card(2)).toHaveAccessibleName(/n2, crashed/);
    await expect(lab.event(/n2 crashes: its memory is gone/).first()).toBeVisible();
    await hands.press(faults.getByRole('button', { name: 'Restart' }));
    await expect(lab.card(2)).toHaveAttribute('data-status', 'up');
  });
});

test('a record in the middle is damaged: the node takes no part, and rejoins under a new identity', async ({ lab, page }) => {
  const hands = new Hands(lab);
  await lab.open();
  await hands.world('A damaged record');
  await expect(lab.card(3)).toHaveAccessibleName(/its disk is damaged/);
  await page.keyboard.press('3');
  const details = page.locator('[data-part="inspector"]');
  await expect(details).toContainText(/record \d+ of its log is damaged/);
  await expect(details.getByRole('table')).toContainText(/vote|promise/i);
  await rejoin(hands, lab, 3);
});

test('a lost disk is told by D8; the node rejoins under a new identity, is taught, and votes', async ({ lab }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(CALM.replace('cluster 3', 'cluster 5'));
  const drawer = await hands.drawer(5, 'Disks');
  await hands.choose(drawer.getByRole('radiogroup', { name: 'Whose disk' }), 'n4');
  const faults = drawer.getByRole('list', { name: 'Faults of the disk of n4' });
  await hands.press(faults.getByRole('button', { name: 'Crash', exact: true }));
  await hands.press(faults.getByRole('button', { name: 'Lose disk' }));
  await expect(lab.event(/n4’s disk is emptied/).first()).toBeVisible();
  await hands.press(faults.getByRole('button', { name: 'Restart' }));
  await expect(lab.card(4)).toHaveAccessibleName(/its disk is empty: what it had promised is lost/);
  await rejoin(hands, lab, 4);
});

/** D8, M5: by the Members of the cluster, as the drawer offers it. */
async function rejoin(hands: Hands, lab: Lab, node: number): Promise<void> {
  const cluster = await hands.drawer(3, 'Cluster');
  await expect(cluster.getByText(/so it takes no part \(D8\)/)).toBeVisible();
  await hands.press(cluster.getByRole('button', { name: `Rejoin n${node} under a new identity` }));
  await expect.poll(async () => (await lab.frame()).nodes.length).toBe(6);
  await hands.goOnUntil('member n6');
  const members = [1, 2, 3, 4, 5, 6].filter((n) => n !== node);
  await lab.until(`configuration {${members.map((n) => `n${n}`).join(' ')}} governs`);
  await lab.until('sent Accepted n6 -> any');
  await expect(lab.card(6)).toHaveAccessibleName(/n6, follower/);
}

test('a torn tail is cut at the restart; damage by hand is found; a failed battery is caught by I4', async ({ lab, page }) => {
  const hands = new Hands(lab);
  await lab.open();
  await hands.world('A torn tail');
  await page.keyboard.press('3');
  await page.keyboard.press('r');
  await expect(lab.card(3)).toHaveAttribute('data-status', 'up');
  await page.keyboard.press('Escape');
  await expect(lab.event(/torn/).first()).toBeVisible();

  const drawer = await hands.drawer(5, 'Disks');
  await hands.choose(drawer.getByRole('radiogroup', { name: 'Whose disk' }), 'n3');
  const faults = drawer.getByRole('list', { name: 'Faults of the disk of n3' });
  await hands.press(faults.getByRole('button', { name: 'Crash', exact: true }));
  await hands.select(faults.getByRole('combobox', { name: 'Which record' }), /^3: /);
  await hands.press(faults.getByRole('button', { name: 'Damage it' }));
  await hands.press(faults.getByRole('button', { name: 'Restart' }));
  await expect(lab.card(3)).toHaveAccessibleName(/record 3 of its log is damaged/);

  await hands.closeDrawer();
  await hands.world('Disk: battery-backed cache');
  const disks = await hands.drawer(5, 'Disks');
  await hands.choose(disks.getByRole('radiogroup', { name: 'Whose disk' }), 'n2');
  await hands.press(disks.getByRole('button', { name: 'Fail battery' }));
  await expect(lab.card(2)).toHaveAccessibleName(/battery behind its cache has failed/);
  await hands.press(disks.getByRole('list', { name: 'Faults of the disk of n2' }).getByRole('button', { name: 'Crash', exact: true }));
  await expect(page.getByText(/^I[49] does not hold at event/)).toBeVisible();
});

test('devices and sync policies: what is unsafe is marked, and what a crash would cost is counted apart', async ({ lab, page }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(CALM.replace('clients=2', 'clients=6 think=0'));
  const drawer = await hands.drawer(5, 'Disks');
  for (const [name, micros, battery] of [
    [/^NVMe/, 100, false],
    [/^Spinning/, 8000, false],
    [/^Battery/, 8000, true],
  ] as const) {
    await hands.choose(drawer.getByRole('radiogroup', { name: 'Device' }), name);
    await expect.poll(async () => (await lab.frame()).config).toMatchObject({ syncMicros: micros, battery });
  }
  await hands.choose(drawer.getByRole('radiogroup', { name: 'Device' }), /^Spinning/);
  await expect.poll(async () => (await lab.frame()).config).toMatchObject({ syncMicros: 8000, battery: false });
  await hands.slide(drawer.getByRole('slider', { name: 'Sync latency, all nodes' }), 'PageUp', 10);
  await hands.select(drawer.getByRole('combobox', { name: 'Sync policy' }), /^Background/);
  await expect(drawer.getByRole('note')).toContainText('this is not Paxos');
  await expect(page.getByText('Broken on purpose: this is not Paxos.')).toBeVisible();
  const numbers = await hands.drawer(8, 'Numbers');
  await expect(numbers.getByText('All nodes: commands acknowledged, and gone')).toBeVisible();
  await expect(async () => {
    await lab.until(`acknowledged ${(await lab.frame()).counters.acknowledged + 1}`);
    expect((await lab.frame()).crashCost!.acknowledged).toBeGreaterThan(0);
  }).toPass();
});

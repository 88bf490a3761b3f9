// Members change through the log, by keyboard: a learner joins and is taught, the leader is removed, by either policy. Seen on the stage, in the
// log, in the list of events and in the numbers.
import { Hands } from './hands.ts';
import { CALM, expect, test } from './lab.ts';

test('a learner joins, becomes a member through the α-window, and the leader is removed by stopping the world', async ({ lab }) => {
  const hands = new Hands(lab);
  await lab.open();
  await lab.world(CALM);
  const drawer = await hands.drawer(3, 'Cluster');

  await test.step('a node is added: a learner, and no vote of it counts', async () => {
    await hands.press(drawer.getByRole('button', { name: 'Add a node' }));
    await expect(lab.card(4)).toHaveAccessibleName(/learner, not a member yet/);
    await expect(drawer.getByText(/learner: has applied 0 of \d+ slots/)).toBeVisible();
    await expect(lab.card(4)).toHaveAccessibleName(/Waits until the leader is asked to make it a member/);
  });

  await test.step('it is ticked, and governs α slots later; commands go on meanwhile', async () => {
    await hands.press(drawer.getByRole('checkbox', { name: /^n4/ }), 'Space');
    await expect(drawer.getByText('The leader is asked for n1 n2 n3 n4, in place of n1 n2 n3.')).toBeVisible();
    await hands.press(drawer.getByRole('button', { name: 'Change members' }));
    await hands.goOnUntil('configuration');
    await expect(lab.event(/the members, 8 slots after the entry/).first()).toBeVisible();
    await expect(lab.page.locator('.log-cell').filter({ hasText: '1234' }).first()).toBeVisible();
    await hands.goOnUntil('configuration {n1 n2 n3 n4} governs everywhere');
    await expect(lab.card(4)).toHaveAccessibleName(/n4, follower, has promised/);
    expect((await lab.frame()).members).toEqual([1, 2, 3, 4]);
  });

  await test.step('the leader leaves: it admits nothing, hands over, and another leads', async () => {
    await hands.choose(drawer.getByRole('radiogroup', { name: 'How the change is made' }), 'Stop the world');
    await hands.press(drawer.getByRole('checkbox', { name: /^n1/ }), 'Space');
    await hands.press(drawer.getByRole('button', { name: 'Change members' }));
    await lab.until('sent Accept n1 -> n2');
    await hands.goOnUntil('handover n1');
    await hands.goOnUntil('leader n2 or leader n3 or leader n4');
    await hands.goOnUntil('removed n1');
    await expect(lab.card(1)).toHaveAccessibleName(/removed/);
    await expect(lab.event(/leads no longer: it is no member/).first()).toBeVisible();
    expect((await lab.frame()).members).toEqual([2, 3, 4]);
  });
});

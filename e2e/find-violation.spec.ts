// Find a violation, by keyboard: a rule is turned off, the search finds what that breaks, and plays it up to the event that breaks the check.
import { readFile } from 'node:fs/promises';
import { openScenario } from '../src/scenario/open-scenario.ts';
import { CALM, expect, test, type Lab } from './lab.ts';

const found = (lab: Lab) => lab.drawer('Find a violation').getByRole('region', { name: /does not hold in seed/ });

test('by keys alone: a rule off, found, made smaller, played to the violation, and marked as broken', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const { keyboard } = page;
  await keyboard.press('v');
  const drawer = lab.drawer('Find a violation');
  const begin = drawer.getByRole('button', { name: 'Find a violation', exact: true });
  await expect(begin).toBeFocused();

  await test.step('the rule is chosen in its list', async () => {
    for (const _ of ['to seed', 'from seed', 'rule']) await keyboard.press('Shift+Tab');
    await expect(drawer.getByRole('combobox', { name: 'Rule turned off' })).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('option', { name: /^Promise before sync/ })).toBeFocused();
    await keyboard.press('Home');
    await expect(page.getByRole('option', { name: /^None/ })).toBeFocused();
    await keyboard.type('promise');
    await keyboard.press('Enter');
    await expect(drawer.getByText('A promise leaves the node before its record is synced (rule D2 off).')).toBeVisible();
  });

  await test.step('the search finds, and makes smaller', async () => {
    for (const _ of ['from seed', 'to seed', 'begin']) await keyboard.press('Tab');
    await expect(begin).toBeFocused();
    await keyboard.press('Enter');
    await expect(found(lab)).toBeVisible({ timeout: 45_000 });
    await expect(drawer.getByRole('status')).toContainText('The search is over.');
    await expect(found(lab).getByRole('row', { name: /^Events/ })).toBeVisible();
    await expect(begin).toBeFocused();
  });

  await test.step('it is played up to the violation', async () => {
    await keyboard.press('Tab');
    await expect(found(lab).getByRole('button', { name: 'Play it' })).toBeFocused();
    await keyboard.press('Enter');
    await expect
      .poll(async () => (await lab.run()).title)
      .toMatch(/^I\d+ is violated without a rule \(promise-before-sync\): seed \d+, made smaller$/);
    const state = page.getByRole('region', { name: 'State of the run' });
    await expect(state.getByText('Broken on purpose: this is not Paxos.')).toBeVisible();
    await expect(state.getByText(/^I\d+ does not hold at event/)).toBeVisible({ timeout: 30_000 });
    await expect(lab.button('Play')).toBeVisible();
    const { violation, event } = await lab.frame();
    expect(violation!.event).toBe(event - 1);
  });

  await test.step('the drawer is closed, and what was found is there when it is opened again', async () => {
    await keyboard.press('v');
    await expect(drawer).toHaveCount(0);
    await expect(lab.card(1)).toBeVisible();
    await keyboard.press('v');
    await expect(found(lab)).toBeVisible();
  });
});

test('what was found is saved as a scenario that gives the same violation', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await page.keyboard.press('v');
  const drawer = lab.drawer('Find a violation');
  await drawer.getByRole('combobox', { name: 'Rule turned off' }).click();
  await page.getByRole('option', { name: /^Reply early/ }).click();
  await drawer.getByRole('button', { name: 'Find a violation', exact: true }).click();
  await expect(found(lab)).toBeVisible({ timeout: 45_000 });
  const [download] = await Promise.all([page.waitForEvent('download'), found(lab).getByRole('button', { name: 'Save' }).click()]);
  expect(download.suggestedFilename()).toMatch(/^seed-\d+-I9\.scenario\.txt$/);
  const opened = openScenario(await readFile(await download.path(), 'utf8'));
  expect(opened.ok && opened.value.violation?.invariant).toBe('I9');
  await found(lab).getByText('Its scenario').click();
  await expect(found(lab).locator('pre')).toContainText('break=reply-early');
});

test('with every rule on nothing is found, and that is said; a search can be stopped; seeds that do not fit are refused', async ({
  lab,
  page,
}) => {
  await lab.open();
  await lab.world(CALM);
  const checks = await lab.openDrawer('Checks');
  await checks.getByRole('radio', { name: 'Find a violation' }).click();
  const drawer = lab.drawer('Find a violation');
  await drawer.getByRole('combobox', { name: 'Rule turned off' }).click();
  await page.getByRole('option', { name: /^None/ }).click();
  const begin = drawer.getByRole('button', { name: 'Find a violation', exact: true });
  const last = drawer.getByRole('textbox', { name: 'to seed' });
  await last.fill('0');
  await expect(drawer.getByText(/^Found “0”; expected a whole number/)).toBeVisible();
  await expect(begin).toBeDisabled();
  await last.fill('5');
  await begin.click();
  await expect(drawer.getByText(/^No check failed in 5 seeds: [\d,]+ events, [\d,]+ faults and other inputs\.$/)).toBeVisible();
  await last.fill('1000000');
  await begin.click();
  await drawer.getByRole('button', { name: 'Stop' }).click();
  await expect(drawer.getByText(/^No check failed in [\d,]+ seeds?: .* The search was stopped there\.$/)).toBeVisible();
  await expect.poll(async () => (await lab.run()).title).toBe('A calm cluster');
});

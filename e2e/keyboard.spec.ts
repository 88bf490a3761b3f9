// The whole main story without a pointer: by keys alone, focus visible, sentences spoken.
import { KEY_NAMES } from '../src/state/keys.ts';
import { CALM, expect, test } from './lab.ts';

test('by keys alone: command, crash, election, a message dropped, back in time, fork, undo', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const { keyboard } = page;

  await test.step('N: a command', async () => {
    await keyboard.press('n');
    await expect(page.getByRole('textbox', { name: 'Key' })).toBeFocused();
    await keyboard.type('k');
    await keyboard.press('Tab');
    await keyboard.press('Control+a');
    await keyboard.type('7');
    await keyboard.press('Enter');
    await expect.poll(async () => (await lab.frame()).clients.some((c) => c.operation === 'k=7')).toBe(true);
    await keyboard.press('Escape');
    await keyboard.press('Escape');
    await expect(lab.drawer('Clients')).toHaveCount(0);
  });

  await test.step('. and D: the next message under way is selected and dropped', async () => {
    await expect.poll(async () => (await lab.frame()).flights.length).toBeGreaterThan(0);
    await keyboard.press('.');
    await expect(page.locator('.stage-flight[data-selected]')).toHaveCount(1);
    await keyboard.press('d');
    await expect.poll(async () => (await lab.sentences()).at(-1)).toMatch(/dropped by hand/);
    await keyboard.press('Escape');
  });

  await test.step('C: on to a chosen slot', async () => {
    const { log } = await lab.frame();
    await keyboard.press('c');
    await expect.poll(async () => (await lab.digest()).event).toBeGreaterThan(0);
    await lab.settled();
    expect((await lab.frame()).log.last).toBeGreaterThanOrEqual(log.last);
  });

  await test.step('X and H: the leader crashes, another is elected', async () => {
    await keyboard.press('x');
    await expect(lab.card(1)).toHaveAttribute('data-status', 'crashed');
    await expect(async () => {
      await keyboard.press('h');
      await lab.settled();
      expect((await lab.frame()).leader?.node ?? 0).toBeGreaterThan(1);
    }).toPass();
    await expect(page.getByTestId('spoken')).toHaveText((await lab.frame()).sentence);
  });

  await test.step('1 and R: the crashed one is selected and restarted', async () => {
    await keyboard.press('1');
    await expect(lab.card(1)).toHaveAttribute('aria-pressed', 'true');
    await keyboard.press('r');
    await expect(lab.card(1)).toHaveAttribute('data-status', 'up');
    await keyboard.press('Escape');
  });

  await test.step('arrows: back in time, an act there forks, Ctrl Z takes it back', async () => {
    const tip = await lab.digest();
    for (let n = 1; n <= 3; n++) {
      await keyboard.press('ArrowLeft');
      await expect.poll(async () => (await lab.digest()).event).toBe(tip.event - n);
    }
    await keyboard.press('2');
    await keyboard.press('i');
    await expect(lab.notice('A new branch begins here')).toBeVisible();
    await keyboard.press('Control+z');
    await expect.poll(async () => (await lab.run()).branches.find((b) => b.current)!.tipEvent).toBe(tip.event);
    await keyboard.press('End');
    await expect.poll(async () => (await lab.digest()).digest).toBe(tip.digest);
  });

  await test.step('Space: play and pause', async () => {
    await page.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
    await keyboard.press(' ');
    await expect(lab.play()).toHaveAccessibleName('Pause');
    await keyboard.press(' ');
    await expect(lab.play()).toHaveAccessibleName('Play');
  });
});

test('F6 goes from part to part, Tab through everything, and the focus can be seen', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  const parts = new Set<string>();
  for (let n = 0; n < 8; n++) {
    await page.keyboard.press('F6');
    parts.add(await page.evaluate(() => document.activeElement?.closest<HTMLElement>('[data-part]')?.dataset['part'] ?? ''));
  }
  expect([...parts]).toEqual(expect.arrayContaining(['header', 'rail', 'stage', 'log', 'events', 'time']));
  for (let n = 0; n < 30; n++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const focused = document.activeElement;
      if (focused === null || focused === document.body) return true;
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(focused);
      const within = focused.closest('.stage-node, .stage-client') !== null;
      return within || (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    });
    expect(seen, await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 120))).toBe(true);
  }
});

test('? lists every key, and a dialog keeps the keys to itself', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await page.keyboard.press('?');
  const dialog = page.getByRole('dialog', { name: 'Keys' });
  await expect(dialog).toContainText('Crash the leader');
  await expect(dialog.locator('.key-row')).toHaveCount(KEY_NAMES.length);
  const { event } = await lab.digest();
  await page.keyboard.press('x');
  expect((await lab.digest()).event).toBe(event);
  await page.keyboard.press('Escape');
  await expect(dialog).toHaveCount(0);
});

test('a menu opens under its button by click or key, closes where it was opened, and under the pointer for what is there', async ({
  lab,
  page,
}) => {
  await lab.open();
  await lab.world(CALM);
  const menu = page.getByRole('menu');
  const button = page.getByRole('button', { name: /^World: / });
  await button.click();
  await expect(menu).toHaveAccessibleName('World: A calm cluster');
  await expect(button).toHaveAttribute('aria-expanded', 'true');
  await button.click();
  await expect(menu).toHaveCount(0);
  await button.press('ArrowDown');
  await expect(page.getByRole('menuitem', { name: /^Ready worlds/ })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(menu).toHaveCount(0);
  await expect(button).toBeFocused();
  await page.locator('[data-card="2"]').click({ button: 'right' });
  await page.getByRole('menuitem', { name: /^Crash n2 Memory/ }).click();
  await expect.poll(async () => (await lab.node(2)).status).toBe('crashed');
});

test('in the log grid arrows move about, and Enter selects', async ({ lab, page }) => {
  await lab.open();
  await lab.world(CALM);
  await page.locator('.log-grid [tabindex="0"]').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  const slot = await page.evaluate(() => Number((document.activeElement as HTMLElement).dataset['slot']));
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-part="inspector"]').getByRole('heading', { name: `Slot ${slot}` })).toBeVisible();
});

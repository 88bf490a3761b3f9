// The page by keyboard alone: everything is reached with Tab and worked with the keys of its kind, as a person without a pointer does.
import { expect, type Locator, type Page } from '@playwright/test';
import type { Lab } from './lab.ts';

/** Stops of the keyboard that a page may have between two things. */
const MAX_STOPS = 160;

export class Hands {
  private readonly lab: Lab;
  private readonly page: Page;

  constructor(lab: Lab) {
    this.lab = lab;
    this.page = lab.page;
  }

  /** Tab, or Shift and Tab where it stands before the focus, until it has the focus. */
  async reach(what: Locator): Promise<void> {
    await expect(what).toBeVisible();
    for (let n = 0; n < MAX_STOPS; n++) {
      const where = await what.evaluate((e) => {
        const focused = document.activeElement ?? document.body;
        if (e.contains(focused)) return 'here';
        return e.compareDocumentPosition(focused) & Node.DOCUMENT_POSITION_FOLLOWING ? 'before' : 'after';
      });
      if (where === 'here') return;
      await this.page.keyboard.press(where === 'before' ? 'Shift+Tab' : 'Tab');
    }
    throw new Error(`Tab does not reach ${String(what)}.`);
  }

  async press(what: Locator, key = 'Enter'): Promise<void> {
    await this.reach(what);
    await this.page.keyboard.press(key);
  }

  /** One of a few: the arrows go about in a group of radio buttons. */
  async choose(group: Locator, name: string | RegExp): Promise<void> {
    const wanted = group.getByRole('radio', { name });
    const checked = group.getByRole('radio', { checked: true });
    await this.reach((await checked.count()) > 0 ? checked : group.getByRole('radio').first());
    const there = (): Promise<boolean> => wanted.evaluate((e) => e === document.activeElement);
    for (let n = 0; n < 12 && !(await there()); n++) await this.page.keyboard.press('ArrowRight');
    // What was passed on the way may take effect in the run a moment later.
    await expect(async () => {
      if (!(await wanted.isChecked())) await this.page.keyboard.press('Space');
      await expect(wanted).toBeChecked({ timeout: 2_000 });
    }).toPass();
  }

  /** One of many: the list opens, the arrows go down in it. */
  async select(list: Locator, option: string | RegExp): Promise<void> {
    await this.press(list);
    const wanted = this.page.getByRole('option', { name: option });
    await expect(wanted).toBeVisible();
    // The focus follows a key a moment later: each is waited for.
    const options = this.page.getByRole('option');
    const at = await wanted.evaluate((e) => [...document.querySelectorAll('[role="option"]')].indexOf(e));
    await this.page.keyboard.press('Home');
    await expect(options.first()).toBeFocused();
    for (let n = 1; n <= at; n++) {
      await this.page.keyboard.press('ArrowDown');
      await expect(options.nth(n)).toBeFocused();
    }
    await this.page.keyboard.press('Enter');
    await expect(wanted).toHaveCount(0);
  }

  async slide(slider: Locator, key: string, times = 1): Promise<void> {
    await this.reach(slider);
    for (let n = 0; n < times; n++) await this.page.keyboard.press(key);
  }

  /** A drawer by its place in the rail, ⇧ 1 – 9. */
  async drawer(place: number, name: string): Promise<Locator> {
    await this.page.keyboard.press(`Shift+Digit${place}`);
    const drawer = this.lab.drawer(name);
    await expect(drawer).toBeVisible();
    await expect(drawer.locator('.drawer-waiting')).toHaveCount(0);
    return drawer;
  }

  async closeDrawer(): Promise<void> {
    for (let n = 0; n < 4 && (await this.page.locator('#drawer').count()) > 0; n++) await this.page.keyboard.press('Escape');
    await expect(this.page.locator('#drawer')).toHaveCount(0);
  }

  /** A ready world by its title: W, a search, Enter. It stands still where it opens. */
  async world(title: string): Promise<void> {
    const drawer = await this.drawer(2, 'Worlds');
    await this.reach(drawer.getByRole('textbox', { name: 'Search the worlds' }));
    await this.page.keyboard.type(title);
    await this.press(drawer.locator('.world-open').filter({ hasText: title }).first());
    const question = this.page.getByRole('dialog', { name: 'Replace the run at hand?' });
    const opened = async (): Promise<boolean> => (await this.lab.run()).title === title;
    await expect.poll(async () => (await opened()) || (await question.isVisible())).toBe(true);
    if (!(await opened())) await this.press(question.getByRole('button', { name: 'Replace it' }));
    await expect.poll(opened).toBe(true);
    await this.lab.pause();
    await this.closeDrawer();
  }

  /** A folded part of a drawer, opened. */
  async unfold(drawer: Locator, title: string): Promise<Locator> {
    const part = drawer.locator('details').filter({ has: this.page.getByRole('heading', { name: title }) });
    await this.press(part.locator('summary'));
    await expect(part).toHaveAttribute('open', '');
    return part;
  }

  /** G, a condition of one's own, Enter. */
  async goOnUntil(condition: string): Promise<void> {
    await this.page.keyboard.press('g');
    const dialog = this.page.getByRole('dialog', { name: 'Go on until' });
    await expect(dialog).toBeVisible();
    await this.page.keyboard.press('ArrowUp');
    await this.reach(dialog.getByRole('textbox', { name: 'Condition' }));
    await this.page.keyboard.type(condition);
    await this.page.keyboard.press('Enter');
    await expect(dialog).toHaveCount(0);
    await this.lab.still();
  }
}

// Every menu: of what stands on the stage, and of the page.
import { expect, type Locator } from '@playwright/test';
import type { States, Tour } from '../tour.ts';

async function open(t: Tour, name: string | RegExp): Promise<void> {
  await t.page.getByRole('button', { name }).first().click();
  await expect(t.page.getByRole('menu')).toBeVisible();
}

/** The menu of what is drawn, where a person would press: in the middle of it. */
async function atMiddle(t: Tour, what: Locator): Promise<void> {
  const { x, y, width, height } = (await what.boundingBox())!;
  await t.page.mouse.click(x + width / 2, y + height / 2, { button: 'right' });
  await expect(t.page.getByRole('menu')).toBeVisible();
}

export const MENUS: States = {
  'menu-node': async (t) => {
    await t.world('leader-dies');
    await t.menu(t.lab.card(2));
  },
  'menu-crashed-node': async (t) => {
    await t.world('torn-tail');
    await t.menu(t.lab.card(3));
  },
  'menu-message': async (t) => {
    await t.world('nine-nodes');
    await atMiddle(t, t.page.locator('[data-flight]').first());
  },
  'menu-link': async (t) => {
    await t.world('one-way');
    await atMiddle(t, t.page.locator('[data-link]').first());
  },
  'menu-world': async (t) => {
    await t.open();
    await open(t, /^World: /);
  },
  'menu-page': async (t) => {
    await t.open();
    await open(t, t.phone ? 'More' : 'Panels');
  },
  'menu-speed': async (t) => {
    await t.open();
    if (t.phone) await open(t, /^Speed /);
  },
};

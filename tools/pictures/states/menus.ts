// Every menu: of what stands on the stage, and of the page.
import { expect } from '@playwright/test';
import type { States, Tour } from '../tour.ts';

async function open(t: Tour, name: string | RegExp): Promise<void> {
  await t.page.getByRole('button', { name }).first().click();
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
    await t.page.locator('[data-flight]').first().dispatchEvent('contextmenu', { clientX: 200, clientY: 300 });
    await expect(t.page.getByRole('menu')).toBeVisible();
  },
  'menu-link': async (t) => {
    await t.world('one-way');
    await t.page.locator('[data-link]').first().dispatchEvent('contextmenu', { clientX: 200, clientY: 300 });
    await expect(t.page.getByRole('menu')).toBeVisible();
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
    if (t.phone) await t.page.locator('.transport').getByRole('combobox').click();
  },
};
